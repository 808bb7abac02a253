# SPDX-License-Identifier: MIT
"""wait_for with no time at all: what is done, what can be cancelled, what cannot."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


async def limit(awaitable, seconds):
    try:
        tell(f'wait_for: ok {await asyncio.wait_for(awaitable, seconds)}')
    except BaseException as error:
        tell(f'wait_for: {story(error)}')


async def a_coroutine_never_begins():
    await limit(work('coroutine', 1), 0)
    await limit(work('coroutine', 1), -1)


async def what_is_done_is_given_out():
    good, bad, gone = start('good', 1), start('bad', 1, 'broken'), start('gone', 9)
    await asyncio.sleep(2)
    gone.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for task in good, bad, gone:
        await limit(task, 0)
        await limit(task, -5)


async def a_task_that_has_begun():
    task = start('task', 9)
    await asyncio.sleep(1)
    await limit(task, 0)
    task = start('tidy', 9, tidies=2)
    await asyncio.sleep(1)
    await limit(task, 0)
    task = start('fails', 9, 'no tidying', 1)
    await asyncio.sleep(1)
    await limit(task, 0)


async def stubborn():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        tell('not I')
    await asyncio.sleep(1)
    return 'a result'


async def one_that_does_not_end_so():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(1)
    await limit(task, 0)
    tell(f'cancelling: {task.cancelling()}')


async def futures():
    future = asyncio.get_running_loop().create_future()
    await limit(future, 0)
    tell(f'cancelled: {future.cancelled()}')
    future = asyncio.get_running_loop().create_future()
    future.set_result('value')
    await limit(future, 0)


async def the_waiter_is_cancelled_meanwhile():
    task = start('task', 9, tidies=3)
    await asyncio.sleep(1)
    waiter = asyncio.create_task(limit(task, 0))
    await asyncio.sleep(1)
    waiter.cancel()
    await waiter
    tell(f'done: {task.done()}')
    await tell_end(task)


async def others_run_first():
    for name in 'ab':
        start(name, 0)
    await limit(work('coroutine'), 0)
    for name in 'cd':
        start(name, 0)
    done = asyncio.get_running_loop().create_future()
    done.set_result('value')
    await limit(done, 0)
    tell('main')


play(a_coroutine_never_begins, what_is_done_is_given_out, a_task_that_has_begun,
     one_that_does_not_end_so, futures, the_waiter_is_cancelled_meanwhile,
     others_run_first)
