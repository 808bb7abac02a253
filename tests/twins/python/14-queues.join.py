# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/14-queues, demo join.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def porter(name, van):
    while True:
        box, seconds = await van.get()
        await asyncio.sleep(seconds)
        print(f"{now():.1f} s: {name} has carried box {box}")
        van.task_done()


async def main():
    van = asyncio.Queue()
    for box in enumerate((4, 1, 2, 1, 2), start=1):
        van.put_nowait(box)
    porters = [asyncio.create_task(porter(name, van)) for name in ("Ada", "Ben")]
    await van.join()
    print(f"{now():.1f} s: every box is carried, not only taken out")
    for task in porters:
        task.cancel()
    await asyncio.gather(*porters, return_exceptions=True)
    print("porters cancelled:", all(task.cancelled() for task in porters))


asyncio.run(main())
