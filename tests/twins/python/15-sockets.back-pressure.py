# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/15-sockets, demo back-pressure.
import asyncio
import socket

LOAD, LOADS = 1000000, 4


def now():
    return asyncio.get_running_loop().time()


async def quarry(writer):
    for number in range(1, LOADS + 1):
        writer.write(bytes(LOAD))
        await writer.drain()
        print(f"{now():.1f} s: load {number} is on the chute")
    writer.write_eof()


async def barge(reader):
    for number in range(1, LOADS + 1):
        await asyncio.sleep(1)
        await reader.readexactly(LOAD)
        print(f"{now():.1f} s: load {number} is aboard")
    print("no more stones:", await reader.read(1) == b"")


async def main():
    top, bottom = socket.socketpair()
    _, writer = await asyncio.open_connection(sock=top)
    reader, other = await asyncio.open_connection(sock=bottom)
    await asyncio.gather(quarry(writer), barge(reader))
    writer.close()
    other.close()


asyncio.run(main())
