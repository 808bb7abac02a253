# SPDX-License-Identifier: MIT
"""as_completed: the same twice, failures, what is done, limits, left early, cancelled."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


async def walk(tasks, timeout=None, most=9):
    n = 0
    try:
        for next_one in asyncio.as_completed(tasks, timeout=timeout):
            try:
                tell(f'got {await next_one}')
            except (Failed, asyncio.CancelledError) as error:
                if asyncio.current_task().cancelling():
                    raise
                tell(f'got {story(error)}')
            n += 1
            if n == most:
                break
    except BaseException as error:
        tell(f'{story(error)}')
        raise


async def of_nothing():
    start('other')
    await walk([])
    tell('main')


async def twice_the_same():
    a, b = start('a', 2), start('b', 1)
    await walk([a, b, a])


async def failures():
    tasks = [start('a', 2, 'broken'), start('b', 1), start('c', 9)]
    asyncio.get_running_loop().call_later(3, tasks[2].cancel)
    await walk(tasks)


async def all_done_before():
    tasks = [start('a', 2), start('b', 1), start('c', 1, 'broken')]
    await asyncio.sleep(3)
    start('other', 0)
    await walk(tasks)


async def some_done_before():
    tasks = [start('a', 3), start('b', 1), start('c', 2)]
    await asyncio.sleep(1.5)
    await walk(tasks)


async def a_limit():
    tasks = [start('a', 1), start('b', 3), start('c', 9)]
    tell(await how(walk(tasks, 2)))
    tell(f'{[task.done() for task in tasks]}')
    tell(await how(walk(tasks, 3)))


async def no_time():
    tell(await how(walk([start('a', 0), start('b', 1)], 0)))


async def at_the_limit():
    tell(await how(walk([start('a', 1), start('b', 1)], 1)))
    tasks = [start('a', 1), start('b', 1)]
    await asyncio.sleep(0)
    tell(await how(walk(tasks, 1)))


async def left_early():
    tasks = [start('a', 1), start('b', 2)]
    await walk(tasks, 5, 1)
    await asyncio.sleep(2)
    tell('main')


async def cancelled():
    tasks = [start('a', 1), start('b', 9)]
    walker = asyncio.create_task(walk(tasks))
    await asyncio.sleep(2)
    walker.cancel('enough')
    tell(await how(walker))
    tell(f'{[task.done() for task in tasks]}')
    await walk(tasks[:1])


async def ends_together():
    await walk([start('a', 1), start('b', 1), start('c', 1)])


play(of_nothing, twice_the_same, failures, all_done_before, some_done_before, a_limit,
     no_time, at_the_limit, left_early, cancelled, ends_together)
