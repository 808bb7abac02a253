# SPDX-License-Identifier: MIT
"""04 in Python: two awaits in a row are one after the other."""
import asyncio


async def function(number, seconds):
    print(f'Hello from my async function {number}')
    await asyncio.sleep(seconds)
    print(f'Done with async function {number}')
    return f'my_async_function{number} result'


async def program():
    print('Starting main function')
    first = await function(1, 3)
    second = await function(2, 2)
    print('Done with main function')
    return first, second


print(asyncio.run(program()))
