# SPDX-License-Identifier: MIT
"""14 in Python: the full shelf makes the baker wait."""
import asyncio

LOAVES = 6
began = 0


def say(what):
    print(f'{asyncio.get_running_loop().time() - began:.2f} s: {what}')


async def baker(shelf):
    for loaf in range(1, LOAVES + 1):
        await asyncio.sleep(0.25)
        await shelf.put(loaf)               # waits while it is full
        say(f'loaf {loaf} is on the shelf')
    await shelf.put(None)                   # no more to come
    say('the baker goes home')


async def seller(shelf):
    while (loaf := await shelf.get()) is not None:
        await asyncio.sleep(1)
        say(f'loaf {loaf} is sold')


async def program():
    global began
    began = asyncio.get_running_loop().time()
    shelf = asyncio.Queue(2)
    await asyncio.gather(baker(shelf), seller(shelf))


asyncio.run(program())
