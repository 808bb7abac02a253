# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/15-sockets, demo echo.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def harbour(reader, writer):
    while line := await reader.readline():
        await asyncio.sleep(1)
        writer.write(line)
        await writer.drain()
    writer.close()


async def ship(name, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for question in ("may I come in", "where do I moor"):
        writer.write(f"{name}, {question}\n".encode())
        await writer.drain()
        answer = (await reader.readline()).decode()
        print(f'{now():.1f} s: "{answer[:-1]}" is confirmed')
    writer.close()


async def main():
    server = await asyncio.start_server(harbour, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(*(ship(name, port) for name in ("Anna", "Bela", "Cora")))
    server.close()
    await server.wait_closed()
    print(f"{now():.1f} s: the radio is off")


asyncio.run(main())
