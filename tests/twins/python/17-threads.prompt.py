# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/17-threads, demo prompt.
import asyncio
import time

PRESSED = (0.5, 1.0, 1.5)


async def serve(how, in_a_thread):
    loop = asyncio.get_running_loop()
    start = loop.time()
    keys = asyncio.Queue()

    def press():
        for _ in PRESSED:
            time.sleep(0.5)
            loop.call_soon_threadsafe(keys.put_nowait, None)

    async def answer():
        for pressed in PRESSED:
            await keys.get()
            print(f"  key of {pressed} answered at {loop.time() - start:.1f}")

    print(f"{how}:")
    till = asyncio.create_task(answer())
    customer = loop.run_in_executor(None, press)
    await asyncio.sleep(0)
    if in_a_thread:
        await asyncio.to_thread(time.sleep, 2)
    else:
        time.sleep(2)
    print(f"  list added up at {loop.time() - start:.1f}")
    await asyncio.gather(till, customer)


async def main():
    await serve("directly", False)
    await serve("in a thread", True)


asyncio.run(main())
