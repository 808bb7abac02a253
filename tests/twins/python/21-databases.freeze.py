# SPDX-License-Identifier: MIT
"""One slow query, directly and in a thread, beside a clock."""
import asyncio
import sqlite3
import time


def pause(seconds):
    time.sleep(seconds)
    return seconds


def now():
    return asyncio.get_running_loop().time()


async def tick():
    for _ in range(4):
        await asyncio.sleep(0.5)
        print(f"  {now():.1f} s: tick")


async def query_beside_a_clock(connection, in_a_thread):
    def query():
        return connection.execute("SELECT 'found', pause(1.8)").fetchone()[0]

    clock = asyncio.create_task(tick())
    await asyncio.sleep(0)
    found = await asyncio.to_thread(query) if in_a_thread else query()
    print(f"{now():.1f} s: {found}, {'in a thread' if in_a_thread else 'directly'}")
    await clock


async def main():
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.create_function("pause", 1, pause)
    await query_beside_a_clock(connection, False)
    await query_beside_a_clock(connection, True)
    connection.close()


asyncio.run(main())
