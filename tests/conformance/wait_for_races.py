# SPDX-License-Identifier: MIT
"""wait_for where the end, the limit and other things fall on one instant."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


async def limit(awaitable, seconds, name='wait_for'):
    try:
        result = await asyncio.wait_for(awaitable, seconds)
        tell(f'{name}: ok {result}')
        return result
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise


async def the_task_was_first():
    task = start('task', 1)
    await asyncio.sleep(0)
    tell(await how(limit(task, 1)))


async def the_limit_was_first():
    tell(await how(limit(work('coroutine', 1), 1)))


async def swallows_at_the_limit():
    async def swallows():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            return 'in time after all'
    tell(await how(limit(swallows(), 1)))


async def fails_at_the_limit():
    tell(await how(limit(work('coroutine', 9, 'broken'), 1)))


async def one_in_another(outer, inner):
    tell('both: ' + await how(limit(limit(work('worker', 9), inner, 'inner'), outer,
                                    'outer')))


async def nested():
    await one_in_another(2, 1)
    await one_in_another(1, 2)
    await one_in_another(1, 1)
    await one_in_another(0, 1)
    await one_in_another(1, 0)


async def an_event_at_the_limit():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(1, event.set)
    tell(await how(limit(event.wait(), 1)))
    event.clear()
    tasks = [asyncio.create_task(limit(event.wait(), 1, name)) for name in 'ab']
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(1, event.set)
    tell(f'{[await how(task) for task in tasks]}')


async def the_same_task_by_two():
    task = start('task', 9)
    tasks = [asyncio.create_task(limit(task, seconds, name))
             for name, seconds in (('a', 2), ('b', 1), ('c', 1))]
    for waiter in tasks:
        tell(await how(waiter))


async def of_a_gather():
    tell(await how(limit(asyncio.gather(start('a', 1), start('b', 9, tidies=1)), 2)))


async def of_a_shield():
    task = start('task', 3)
    tell(await how(limit(asyncio.shield(task), 1)))
    await tell_end(task)


play(the_task_was_first, the_limit_was_first, swallows_at_the_limit, fails_at_the_limit,
     nested, an_event_at_the_limit, the_same_task_by_two, of_a_gather, of_a_shield)
