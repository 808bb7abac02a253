# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/12-iterators, demo close-early.
import asyncio


async def count(start, end):
    try:
        for i in range(start, end):
            await asyncio.sleep(0.1)
            yield i
    finally:
        print("tidying up")
        await asyncio.sleep(0.1)


async def main():
    numbers = count(0, 5)
    async for number in numbers:
        print(number)
        if number == 2:
            break
    print("enough")
    await numbers.aclose()
    print("closed")


asyncio.run(main())
