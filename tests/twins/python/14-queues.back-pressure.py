# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/14-queues, demo back-pressure.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def baker(shelf):
    for loaf in range(1, 7):
        await asyncio.sleep(0.25)
        await shelf.put(loaf)
        print(f"{now():.2f} s: loaf {loaf} is on the shelf")
    await shelf.put(None)
    print(f"{now():.2f} s: the baker goes home")


async def seller(shelf):
    while (loaf := await shelf.get()) is not None:
        await asyncio.sleep(1)
        print(f"{now():.2f} s: loaf {loaf} is sold")


async def main():
    shelf = asyncio.Queue(maxsize=2)
    await asyncio.gather(baker(shelf), seller(shelf))


asyncio.run(main())
