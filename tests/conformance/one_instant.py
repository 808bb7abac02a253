# SPDX-License-Identifier: MIT
"""One task ends, many wait for it, each in another way: who goes on first."""
import asyncio

from tell import play, start, tell, work


async def by_await(inner):
    await inner


async def by_as_completed(inner):
    for next_one in asyncio.as_completed([inner]):
        await next_one


WAYS = {
    'await': by_await,
    'gather': asyncio.gather,
    'wait': lambda inner: asyncio.wait([inner], return_when=asyncio.FIRST_COMPLETED),
    'wait_for': lambda inner: asyncio.wait_for(inner, 9),
    'shield': asyncio.shield,
    'as_completed': by_as_completed,
    'wait_for of gather': lambda inner: asyncio.wait_for(asyncio.gather(inner), 9),
}


async def waiter(inner, way):
    await WAYS[way](inner)
    tell(way)


async def group():
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(work('member', 1))
    tell('group')


async def all_of(ways):
    inner = start('inner', 1)
    tasks = [asyncio.create_task(waiter(inner, way)) for way in ways]
    tasks.append(asyncio.create_task(group()))
    for task in tasks:
        await task


async def in_this_order():
    await all_of(WAYS)


async def backwards():
    await all_of(reversed(WAYS))


async def done_before():
    inner = start('inner')
    await inner
    for task in [asyncio.create_task(waiter(inner, way)) for way in WAYS]:
        await task


play(in_this_order, backwards, done_before)
