# SPDX-License-Identifier: MIT
"""shield of what is done, of a shield, by two, within others; what its end reaches."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


async def await_it(awaitable, name):
    try:
        tell(f'{name}: ok {await awaitable}')
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise


def waiter(awaitable, name='waiter'):
    return asyncio.create_task(await_it(awaitable, name), name=name)


async def of_what_is_done():
    tasks = [start('good', 1), start('bad', 1, 'broken'), start('gone', 9)]
    await asyncio.sleep(2)
    tasks[2].cancel()
    await how(tasks[2])
    start('other')
    for task in tasks:
        shield = asyncio.shield(task)
        tell(f'{shield is task}')
        tell(await how(await_it(shield, 'shield')))


async def the_outer_one_first():
    task = start('task', 2, 'broken')
    outer = waiter(asyncio.shield(task))
    await asyncio.sleep(1)
    tell(f'{outer.cancel()}')
    tell(await how(outer))
    await asyncio.sleep(2)
    tell(f'{task.done()} {story(task.exception())}')


async def by_two():
    task = start('task', 3)
    a, b = waiter(asyncio.shield(task), 'a'), waiter(asyncio.shield(task), 'b')
    await asyncio.sleep(1)
    a.cancel()
    tell(await how(a))
    tell(await how(b))


async def of_a_shield():
    task = start('task', 2)
    middle = asyncio.shield(task)
    outer = asyncio.shield(middle)
    end = waiter(outer)
    await asyncio.sleep(1)
    middle.cancel()
    tell(await how(end))
    tell(f'{middle.cancelled()} {outer.cancelled()} {task.cancelled()}')
    await tell_end(task)
    task = start('task', 1)
    await await_it(asyncio.shield(asyncio.shield(task)), 'again')


async def in_a_gather():
    task = start('task', 3)
    end = waiter(asyncio.gather(asyncio.shield(task), work('other', 9)))
    await asyncio.sleep(1)
    end.cancel()
    tell(await how(end))
    await tell_end(task)


async def in_a_time_out():
    task = start('task', 3)
    try:
        async with asyncio.timeout(1):
            await asyncio.shield(task)
    except BaseException as error:
        tell(story(error))
    await tell_end(task)


async def the_future_is_cancelled():
    task = start('task', 2)
    shield = asyncio.shield(task)
    await asyncio.sleep(1)
    tell(f'{shield.cancel()} {shield.cancelled()} {shield.cancel()}')
    tell(await how(shield))
    await tell_end(task)


async def all_at_one_instant():
    task = start('task', 1)
    end = waiter(asyncio.shield(task))
    await asyncio.sleep(0)
    await asyncio.sleep(1)
    tell(f'{task.done()} {end.cancel()}')
    tell(await how(end))
    task = start('task', 1)
    end = waiter(asyncio.shield(task))
    await task
    tell(f'{task.done()} {end.cancel()}')
    tell(await how(end))
    task = start('task', 1)
    end = waiter(asyncio.shield(task))
    await task
    await asyncio.sleep(0)
    tell(f'{end.done()} {end.cancel()}')
    tell(await how(end))


async def a_coroutine_is_kept():
    end = waiter(asyncio.shield(work('coroutine', 2)))
    await asyncio.sleep(1)
    end.cancel()
    tell(await how(end))
    await asyncio.sleep(2)


play(of_what_is_done, the_outer_one_first, by_two, of_a_shield, in_a_gather,
     in_a_time_out, the_future_is_cancelled, all_at_one_instant, a_coroutine_is_kept)
