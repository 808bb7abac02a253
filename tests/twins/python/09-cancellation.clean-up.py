# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/09-cancellation, demo clean-up.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def upload(file):
    print(f"uploading {file}")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(f"cancelled: removing the half of {file}")
        await asyncio.sleep(0.5)
        print("removed")
        raise


async def main():
    task = asyncio.create_task(upload("holiday.jpg"))
    await asyncio.sleep(1)
    task.cancel()
    print(f"asked it to stop at {now():.1f} s")
    try:
        await task
    except asyncio.CancelledError:
        print(f"it has stopped at {now():.1f} s")


asyncio.run(main())
