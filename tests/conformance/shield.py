# SPDX-License-Identifier: MIT
"""shield: the waiter's cancellation does not reach the task; the task's own does reach
the waiter."""
import asyncio

from tell import how, play, start, story, tell, tell_end, work


async def shielded(inner):
    try:
        tell(f'shield: ok {await asyncio.shield(inner)}')
    except BaseException as error:
        tell(f'shield: {story(error)} ')
        raise


def shield_of(inner):
    return asyncio.create_task(shielded(inner), name='waiter')


async def nothing_happens():
    await tell_end(shield_of(start('inner', 1)))
    await tell_end(shield_of(start('inner', 1, 'broken')))


async def the_waiter_is_cancelled():
    inner = start('inner', 3)
    waiter = shield_of(inner)
    await asyncio.sleep(1)
    waiter.cancel()
    await tell_end(waiter)
    tell(f'inner cancelling: {inner.cancelling()}')
    await tell_end(inner)


async def the_task_is_cancelled():
    inner = start('inner', 3)
    waiter = shield_of(inner)
    await asyncio.sleep(1)
    inner.cancel()
    await tell_end(waiter)
    tell(f'waiter cancelling: {waiter.cancelling()}')


async def both_at_one_instant():
    inner = start('inner', 1)
    waiter = shield_of(inner)
    await inner
    waiter.cancel()
    await tell_end(waiter)


async def the_waiter_first_then_the_task_fails():
    inner = start('inner', 2, 'broken')
    waiter = shield_of(inner)
    await asyncio.sleep(1)
    waiter.cancel()
    await tell_end(waiter)
    await tell_end(inner)


async def a_coroutine_runs_on():
    try:
        async with asyncio.timeout(1):
            await asyncio.shield(work('worker', 2))
    except TimeoutError as error:
        tell(story(error))
    await asyncio.sleep(2)


async def done_already():
    task, gone = start('task'), start('gone', 9)
    await task
    gone.cancel()
    await how(gone)
    tell(await how(asyncio.shield(task)))
    tell(await how(asyncio.shield(gone)))
    tell(f'the same: {asyncio.shield(task) is task}')


async def as_a_future():
    task = start('task', 2)
    outer = asyncio.shield(task)
    await asyncio.sleep(1)
    tell(f'cancel: {outer.cancel()}')
    tell(f'cancelled: {outer.cancelled()} {task.cancelled()}')
    tell(await how(outer))
    await tell_end(task)


play(nothing_happens, the_waiter_is_cancelled, the_task_is_cancelled,
     both_at_one_instant, the_waiter_first_then_the_task_fails, a_coroutine_runs_on,
     done_already, as_a_future)
