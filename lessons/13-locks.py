# SPDX-License-Identifier: MIT
"""13 in Python: ten boats, three berths."""
import asyncio

BOATS = 10


async def pass_through(n, berths):
    async with berths:                      # takes a berth, or waits in line for one
        print(f'Task {n} starting')
        await asyncio.sleep(1)
        print(f'Task {n} done')


async def program():
    berths = asyncio.Semaphore(3)
    await asyncio.gather(*[pass_through(n, berths) for n in range(BOATS)])


asyncio.run(program())
