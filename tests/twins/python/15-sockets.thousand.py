# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/15-sockets, demo thousand.
import asyncio
import threading

COUNT = 1000
threads = set()


async def answer(reader, writer):
    threads.add(threading.get_ident())
    line = await reader.readline()
    await asyncio.sleep(1)
    writer.write(line)
    writer.close()


async def ask(number, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{number}\n".encode())
    line = await reader.readline()
    writer.close()
    return int(line) == number


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=COUNT)
    port = server.sockets[0].getsockname()[1]
    answers = await asyncio.gather(*(ask(number, port) for number in range(COUNT)))
    server.close()
    print(f"connections: {COUNT}, answered rightly: {sum(answers)}")
    print("threads used:", len(threads))
    print(f"elapsed: {asyncio.get_running_loop().time():.1f} s")


asyncio.run(main())
