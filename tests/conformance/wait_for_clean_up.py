# SPDX-License-Identifier: MIT
"""wait_for, too late: it waits for the end of what it cancels, and for what comes out."""
import asyncio

from tell import how, play, start, story, tell, tell_end, work


async def stubborn():
    tell('stubborn: ' + await how(asyncio.sleep(9)))
    await asyncio.sleep(2)
    return 'value'


async def swallows_and_returns():
    result = await asyncio.wait_for(stubborn(), 1)
    tell(f'ok {result}')


async def fails_while_it_is_cancelled():
    tell(await how(asyncio.wait_for(work('worker', 9, 'no clean-up', 1), 1)))


async def swallow_twice():
    await how(asyncio.sleep(9))
    tell('once')
    await how(asyncio.sleep(9))
    tell('twice')
    return 'still here'


async def wait_for_it():
    try:
        result = await asyncio.wait_for(swallow_twice(), 1)
        tell(f'wait_for: ok {result}')
    except BaseException as error:
        tell(f'wait_for: {story(error)} ')
        raise


async def cancelled_in_the_clean_up():
    waiter = asyncio.create_task(wait_for_it(), name='waiter')
    await asyncio.sleep(2)
    waiter.cancel()
    await tell_end(waiter)


async def nested():
    tell('outer: ' + await how(asyncio.wait_for(wait_for_it(), 0.5)))


async def of_a_shield():
    task = start('task', 3)
    tell(await how(asyncio.wait_for(asyncio.shield(task), 1)))
    await tell_end(task)


async def of_a_gather():
    tasks = [start('a', 1), start('b', 9, tidies=1)]
    tell(await how(asyncio.wait_for(asyncio.gather(*tasks), 2)))
    tell(f'cancelled: {tasks[1].cancelled()}')


play(swallows_and_returns, fails_while_it_is_cancelled, cancelled_in_the_clean_up, nested,
     of_a_shield, of_a_gather)
