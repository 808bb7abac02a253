# SPDX-License-Identifier: MIT
"""12 in Python: a generator that waits before each value."""
import asyncio


async def count(start, end):
    for i in range(start, end):
        await asyncio.sleep(0.1)
        yield i


async def program():
    async for number in count(0, 5):
        print(number)


asyncio.run(program())
