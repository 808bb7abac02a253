# SPDX-License-Identifier: MIT
"""wait at its edges: no time, what is done, futures, failures, the same task, cancelled."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end

FIRST, FAILURE, ALL = (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION,
                       asyncio.ALL_COMPLETED)


async def wait(tasks, mode=ALL, timeout=None):
    done, pending = await asyncio.wait(tasks, timeout=timeout, return_when=mode)
    names = ' '.join(task.get_name() for task in tasks if task in done)
    tell(f'done: {names}, pending: {len(pending)}')


async def of_what_is_done():
    tasks = [start('a', 1), start('b', 1, 'broken'), start('c', 9)]
    await asyncio.sleep(2)
    start('other')
    await wait(tasks[:2])
    await wait(tasks, FIRST)
    await wait(tasks, FAILURE)
    await wait(tasks, ALL, 1)


async def no_time():
    tasks = [start('a', 0), start('b', 1)]
    await wait(tasks, ALL, 0)
    await wait(tasks, ALL, 0)
    await wait(tasks, FIRST, -1)
    await asyncio.sleep(2)
    await wait(tasks, ALL, 0)


async def failures():
    for mode in FIRST, FAILURE, ALL:
        tasks = [start('a', 1), start('b', 2, 'broken'), start('c', 3, 'broken too')]
        await wait(tasks, mode)
        await asyncio.sleep(5)


async def cancelled_ones():
    for mode in FIRST, FAILURE, ALL:
        tasks = [start('a', 9), start('b', 3)]
        asyncio.get_running_loop().call_later(1, tasks[0].cancel)
        await wait(tasks, mode)
        await how(tasks[1])


async def two_at_one_instant():
    tasks = [start('a', 1), start('b', 1), start('c', 1, 'broken')]
    await wait(tasks, FIRST)
    await how(tasks[2])
    tasks = [start('a', 1, 'broken'), start('b', 1), start('c', 1)]
    await wait(tasks, FAILURE)


async def at_the_limit():
    tasks = [start('a', 1), start('b', 2)]
    await wait(tasks, ALL, 2)
    tasks = [start('a', 1), start('b', 2)]
    await asyncio.sleep(0)
    await wait(tasks, ALL, 2)


async def by_two_waiters():
    tasks = [start('a', 1), start('b', 2)]
    async def waiter(name, mode):
        await wait(tasks, mode)
        tell(name)
    x = asyncio.create_task(waiter('x', ALL))
    y = asyncio.create_task(waiter('y', FIRST))
    await x
    await y


async def futures():
    loop = asyncio.get_running_loop()
    one, two = loop.create_future(), loop.create_future()
    loop.call_later(1, one.set_result, 1)
    done, pending = await asyncio.wait([one, two], return_when=FIRST)
    tell(f'{one in done} {two in done}')
    loop.call_later(1, two.set_exception, Failed('broken'))
    done, pending = await asyncio.wait([one, two], return_when=FAILURE)
    tell(f'{one in done} {two in done} {story(two.exception())}')


async def cancelled_when_one_has_ended():
    tasks = [start('a', 1), start('b', 9)]
    waiter = asyncio.create_task(wait(tasks, FIRST))
    await tasks[0]
    waiter.cancel('enough')
    tell(await how(waiter))
    tell(f'{tasks[1].done()}')
    waiter = asyncio.create_task(wait(tasks, FIRST))
    await asyncio.sleep(1)
    waiter.cancel('enough')
    tell(await how(waiter))


async def a_service_of_requests():
    pending = {start(name, seconds) for name, seconds in (('a', 1), ('b', 2), ('c', 2))}
    while pending:
        done, pending = await asyncio.wait(pending, return_when=FIRST)
        tell(' '.join(sorted(task.result() for task in done)))


play(of_what_is_done, no_time, failures, cancelled_ones, two_at_one_instant,
     at_the_limit, by_two_waiters, futures, cancelled_when_one_has_ended,
     a_service_of_requests)
