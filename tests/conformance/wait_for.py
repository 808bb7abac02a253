# SPDX-License-Identifier: MIT
"""wait_for: in time, too late, limits of 0 and below, and what is done already."""
import asyncio

from tell import how_call, play, start, story, tell, work


async def wait_and_tell(awaitable, limit):
    try:
        tell(f'ok {await asyncio.wait_for(awaitable, limit)}')
    except BaseException as error:
        tell(story(error))


async def in_time():
    await wait_and_tell(work('a', 1), 2)
    await wait_and_tell(work('b', 1, 'broken'), 2)
    await wait_and_tell(work('c'), 2)
    await wait_and_tell(start('d', 1), None)


async def too_late():
    await wait_and_tell(work('a', 9), 1)
    await wait_and_tell(work('b', 9, tidies=1), 1)
    task = start('c', 9)
    await wait_and_tell(task, 1)
    tell(f'cancelled: {task.cancelled()}')


async def no_time():
    task = start('running', 9)
    await wait_and_tell(work('a', 1), 0)
    await wait_and_tell(work('b', 1), -1)
    await asyncio.sleep(1)
    await wait_and_tell(task, 0)


async def done_already():
    good, bad, gone = start('good'), start('bad', 0, 'broken'), start('gone', 9)
    gone.cancel()
    await asyncio.wait([good, bad, gone], timeout=1)
    await wait_and_tell(good, 0)
    await wait_and_tell(good, -1)
    await wait_and_tell(good, 1)
    await wait_and_tell(bad, 0)
    await wait_and_tell(bad, 1)
    await wait_and_tell(gone, 0)
    await wait_and_tell(gone, 1)
    await wait_and_tell(gone, None)


async def a_future():
    future = asyncio.get_running_loop().create_future()
    await wait_and_tell(future, 1)
    tell(f'cancelled: {future.cancelled()}')
    tell('set: ' + ('ok' if how_call(future.set_result, None) == 'ok' else 'refused'))


async def both_at_one_instant():
    before = start('before', 1)
    await asyncio.sleep(0)
    await wait_and_tell(before, 1)
    await wait_and_tell(work('after', 1), 1)


play(in_time, too_late, no_time, done_already, a_future, both_at_one_instant)
