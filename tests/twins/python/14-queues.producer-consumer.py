# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/14-queues, demo producer-consumer.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def postman(box):
    for letter in ("a bill", "a postcard", "a love letter"):
        await asyncio.sleep(1)
        print(f"{now():.1f} s: delivered {letter}")
        await box.put(letter)
    await box.put(None)


async def reader(box):
    while (letter := await box.get()) is not None:
        await asyncio.sleep(0.5)
        print(f"{now():.1f} s: read {letter}")


async def main():
    box = asyncio.Queue()
    await asyncio.gather(postman(box), reader(box))


asyncio.run(main())
