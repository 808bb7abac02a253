# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/15-sockets, demo slow-client.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def clerk(reader, writer):
    try:
        async with asyncio.timeout(3):
            line = await reader.readline()
        writer.write(b"thank you, " + line)
    except TimeoutError:
        writer.write(b"too slow, next please\n")
    writer.write_eof()
    await reader.read()
    writer.close()


async def spell(name, pause, writer):
    for letter in name + "\n":
        await asyncio.sleep(pause)
        writer.write(letter.encode())


async def customer(name, pause, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    spelling = asyncio.create_task(spell(name, pause, writer))
    answer = (await reader.readline()).decode()
    print(f"{now():.1f} s: {name} hears: {answer}", end="")
    spelling.cancel()
    writer.close()


async def main():
    server = await asyncio.start_server(clerk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(customer("Maximilian", 1, port), customer("Eve", 0.1, port),
                         customer("Otto", 0.5, port))
    server.close()
    await server.wait_closed()


asyncio.run(main())
