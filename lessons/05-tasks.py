# SPDX-License-Identifier: MIT
"""05 in Python: two tasks, started and then awaited."""
import asyncio


async def work(name, seconds):
    print(f'{name} starting')
    await asyncio.sleep(seconds)
    print(f'{name} done')
    return name


async def program():
    task_a = asyncio.create_task(work('A', 2))
    task_b = asyncio.create_task(work('B', 1))
    print('Tasks created')                  # and neither has begun

    result_a = await task_a
    result_b = await task_b                 # done long since: no wait
    print(f'Results: {result_a}, {result_b}')


asyncio.run(program())
