# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/15-sockets, demo graceful-stop.
import asyncio
import signal

guests = []


def now():
    return asyncio.get_running_loop().time()


async def cook(reader, writer):
    guests.append(asyncio.current_task())
    name, seconds = (await reader.readline()).decode().split()
    try:
        await asyncio.sleep(float(seconds))
        writer.write(f"{name} has eaten\n".encode())
    except asyncio.CancelledError:
        writer.write(f"{name} takes the rest home\n".encode())
    writer.close()


async def guest(port, name, seconds):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{name} {seconds}\n".encode())
    answer = (await reader.readline()).decode()
    print(f"{now():.1f} s: {answer}", end="")
    writer.close()


async def late_guest(port):
    await asyncio.sleep(2.5)
    try:
        await guest(port, "Dora", 1)
    except ConnectionRefusedError:
        print(f"{now():.1f} s: Dora finds the door closed")


async def main():
    stop = asyncio.Event()
    server = await asyncio.start_server(cook, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    asyncio.get_running_loop().call_later(2, signal.raise_signal, signal.SIGTERM)
    tasks = [asyncio.create_task(guest(port, name, seconds))
             for name, seconds in (("Ada", 1), ("Ben", 3), ("Cleo", 9))]
    tasks.append(asyncio.create_task(late_guest(port)))

    await stop.wait()
    print(f"{now():.1f} s: no more guests; those at the table have 2 s")
    server.close()
    done, left = await asyncio.wait(guests, timeout=2)
    for task in left:
        task.cancel()
    await asyncio.gather(*tasks)
    print(f"{now():.1f} s: closed; {len(left)} did not finish")


asyncio.run(main())
