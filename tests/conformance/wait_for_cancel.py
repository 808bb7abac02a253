# SPDX-License-Identifier: MIT
"""wait_for cancelled from outside: before, at the instant of the end or of the limit."""
import asyncio

from tell import how, play, start, story, tell, tell_end, work


async def waits(task, limit):
    try:
        result = await asyncio.wait_for(task, limit)
        tell(f'wait_for: ok {result}')
        return result
    except BaseException as error:
        tell(f'wait_for: {story(error)} ')
        raise


def waiter_of(task, limit):
    return asyncio.create_task(waits(task, limit), name='waiter')


async def before():
    waiter = waiter_of(start('task', 9, tidies=1), 9)
    await asyncio.sleep(1)
    waiter.cancel()
    await tell_end(waiter)


async def at_the_end():
    task = start('task', 1)
    waiter = waiter_of(task, 9)
    await task
    waiter.cancel()
    await tell_end(waiter)
    tell(f'cancelling: {waiter.cancelling()}')


async def at_the_end_of_a_failure():
    task = start('task', 1, 'broken')
    waiter = waiter_of(task, 9)
    await how(task)
    waiter.cancel()
    await tell_end(waiter)


async def at_the_limit():
    waiter = waiter_of(start('task', 9, tidies=1), 1)
    await asyncio.sleep(1)
    waiter.cancel()
    await tell_end(waiter)


async def right_before_the_limit():
    def cancel_it():
        tell('cancel')
        waiter.cancel()

    asyncio.get_running_loop().call_later(1, cancel_it)
    waiter = waiter_of(start('task', 9), 1)
    await tell_end(waiter)


async def before_it_begins():
    task = start('task', 1)
    waiter = waiter_of(task, 9)
    waiter.cancel()
    await tell_end(waiter)
    await tell_end(task)


async def cancels_itself():
    asyncio.current_task().cancel()
    tell(await how(asyncio.wait_for(work('worker', 2), 9)))
    tell(await how(asyncio.wait_for(work('worker', 2), 9)))


play(before, at_the_end, at_the_end_of_a_failure, at_the_limit, right_before_the_limit,
     before_it_begins, cancels_itself)
