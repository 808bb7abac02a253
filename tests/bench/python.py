# SPDX-License-Identifier: MIT
"""The same figures on CPython's asyncio: `python.py FIGURE`."""
import asyncio
import resource
import sys
import time


def show(name, value, unit):
    print(name, "%.9g" % value, unit)


def random_us(state=[12345]):
    x = state[0]
    x ^= (x << 13) & 0xFFFFFFFF
    x ^= x >> 17
    x ^= (x << 5) & 0xFFFFFFFF
    state[0] = x
    return x % 1000000


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


async def yields(count):
    for _ in range(count):
        await asyncio.sleep(0)


async def switch():
    start = time.perf_counter()
    await asyncio.gather(yields(50000), yields(50000))
    show("switch", (time.perf_counter() - start) * 1e9 / 1e5, "ns")


async def many_yield():
    start = time.perf_counter()
    await asyncio.gather(*[yields(200) for _ in range(1000)])
    show("yield", (time.perf_counter() - start) * 1e9 / 2e5, "ns")


async def nothing():
    pass


async def spawn():
    start = time.perf_counter()
    for _ in range(100):
        tasks = [asyncio.create_task(nothing()) for _ in range(1000)]
        for task in tasks:
            await task
    show("spawn", (time.perf_counter() - start) * 1e9 / 1e5, "ns")


async def sleeper(seconds, late):
    due = time.monotonic() + seconds
    await asyncio.sleep(seconds)
    late.append(time.monotonic() - due)


async def sleep():
    late = []
    start, cpu = time.monotonic(), time.process_time()
    await asyncio.gather(*[sleeper(random_us() / 1e6, late)
                           for _ in range(100000)])
    show("sleep_wall", time.monotonic() - start, "s")
    show("sleep_cpu", time.process_time() - cpu, "s")
    late.sort()
    show("sleep_late_p50", late[50000] * 1e6, "us")
    show("sleep_late_p99", late[98999] * 1e6, "us")
    show("sleep_late_max", late[-1] * 1e6, "us")


async def park():
    """Memory alone, of a tenth as many: a million take half a minute."""
    before = peak()
    tasks = [asyncio.create_task(asyncio.sleep(1000)) for _ in range(100000)]
    await asyncio.sleep(0.01)
    show("park_bytes", (peak() - before) / 1e5, "B")
    for task in tasks:
        task.cancel()


async def echo_back(reader, writer):
    while data := await reader.read(64):
        writer.write(data)
        await writer.drain()
    writer.close()


async def talk(port, rounds):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(rounds):
        writer.write(bytes(64))
        await writer.drain()
        await reader.readexactly(64)
    writer.close()


async def echo():
    server = await asyncio.start_server(echo_back, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    await asyncio.gather(*[talk(port, 200) for _ in range(64)])
    show("echo", (time.perf_counter() - start) * 1e9 / (64 * 200), "ns")
    server.close()


async def thread():
    await asyncio.to_thread(int)
    start = time.perf_counter()
    for _ in range(5000):
        await asyncio.to_thread(int)
    show("thread", (time.perf_counter() - start) * 1e9 / 5000, "ns")


figures = {"switch": switch, "yield": many_yield, "spawn": spawn,
           "echo": echo, "thread": thread,
           "sleep": sleep, "park": park}
if len(sys.argv) != 2 or sys.argv[1] not in figures:
    sys.exit(3)
asyncio.run(figures[sys.argv[1]]())
