# SPDX-License-Identifier: MIT
"""wait: the three modes, the time-out, what was done before; it cancels nothing."""
import asyncio

from tell import how, play, start, story, tell, tell_end, work

FIRST_COMPLETED = asyncio.FIRST_COMPLETED
FIRST_EXCEPTION = asyncio.FIRST_EXCEPTION
ALL_COMPLETED = asyncio.ALL_COMPLETED


async def wait_and_tell(tasks, mode, timeout=None):
    done, pending = await asyncio.wait(tasks, return_when=mode, timeout=timeout)
    names = [task.get_name() for task in done] + ['|'] + [t.get_name() for t in pending]
    tell(f'done {len(done)} of ' + ' '.join(names))


async def first_completed():
    tasks = [start('a', 3), start('b', 1), start('c', 2)]
    await wait_and_tell(tasks, FIRST_COMPLETED)
    await wait_and_tell(tasks, FIRST_COMPLETED)
    await wait_and_tell(tasks, ALL_COMPLETED)


async def first_exception():
    tasks = [start('a', 1), start('b', 2, 'broken'), start('c', 3)]
    await wait_and_tell(tasks, FIRST_EXCEPTION)
    await wait_and_tell(tasks, ALL_COMPLETED)


async def first_exception_of_a_cancelled():
    tasks = [start('a', 9), start('b', 2)]
    await asyncio.sleep(1)
    tasks[0].cancel()
    await wait_and_tell(tasks, FIRST_EXCEPTION)


async def time_out():
    tasks = [start('a', 1), start('b', 3)]
    await wait_and_tell(tasks, ALL_COMPLETED, 2)
    await wait_and_tell(tasks, ALL_COMPLETED, 0)
    await wait_and_tell(tasks, ALL_COMPLETED, 9)
    await wait_and_tell(tasks, ALL_COMPLETED, 0)


async def time_out_at_the_same_instant():
    early = start('early', 1)
    await asyncio.sleep(0)
    await wait_and_tell([early], ALL_COMPLETED, 1)
    late = start('late', 1)
    await wait_and_tell([late], ALL_COMPLETED, 1)
    await tell_end(late)


async def refused():
    a, coroutine = start('a'), work('c')
    tell(await how(asyncio.wait([], timeout=1)))
    tell(await how(asyncio.wait([coroutine], timeout=1)))
    coroutine.close()
    await tell_end(a)


async def wait_long(tasks):
    try:
        await asyncio.wait(tasks)
    except asyncio.CancelledError as error:
        tell(f'wait: {story(error)}')
        raise


async def cancelled_it_leaves_the_tasks():
    tasks = [start('a', 2), start('b', 3)]
    waiter = asyncio.create_task(wait_long(tasks), name='waiter')
    await asyncio.sleep(1)
    waiter.cancel()
    await tell_end(waiter)
    await tell_end(tasks[1])


play(first_completed, first_exception, first_exception_of_a_cancelled, time_out,
     time_out_at_the_same_instant, refused, cancelled_it_leaves_the_tasks)
