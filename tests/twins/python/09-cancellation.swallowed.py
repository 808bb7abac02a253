# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/09-cancellation, demo swallowed.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def novel():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(f"{now():.1f} s: bedtime? one more chapter")
    await asyncio.sleep(2)
    requests = asyncio.current_task().cancelling()
    print(f"{now():.1f} s: the end, requests to stop: {requests}")
    return "lights out"


async def main():
    reading = asyncio.create_task(novel())
    await asyncio.sleep(1)
    reading.cancel()
    print(f"{now():.1f} s: asked to stop")
    print(await reading)
    print(f"cancelled: {reading.cancelled()}")


asyncio.run(main())
