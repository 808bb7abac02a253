# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/17-threads, demo call-back.
import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()

    def show(room):
        print(f"{loop.time():.1f} s: room {room} is painted")

    def paint():
        for room in range(1, 5):
            time.sleep(0.5)
            loop.call_soon_threadsafe(show, room)

    async def cook():
        await asyncio.sleep(1.25)
        print(f"{loop.time():.2f} s: dinner is ready")

    await asyncio.gather(loop.run_in_executor(None, paint), cook())
    print(f"{loop.time():.1f} s: the painter goes home")


asyncio.run(main())
