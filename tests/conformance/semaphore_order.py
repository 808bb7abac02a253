# SPDX-License-Identifier: MIT
"""Semaphores: as many as its value, first come, first served; cancelled waiters give
their place on; bounded ones; misuse."""
import asyncio

from tell import how, how_call, play, story, tell, tell_end


async def use(semaphore, name, seconds):
    try:
        await semaphore.acquire()
    except BaseException as error:
        tell(f'{name} acquire: {story(error)}')
        raise
    tell(f'{name} acquire: ok')
    try:
        await asyncio.sleep(seconds)
    finally:
        semaphore.release()


async def line_up(value, n):
    semaphore = asyncio.Semaphore(value)
    tasks = [asyncio.create_task(use(semaphore, name, seconds), name=name)
             for name, seconds in zip('abcde'[:n], (1, 2, 1, 1, 0))]
    await asyncio.sleep(0)
    return semaphore, tasks


async def tell_all(semaphore, tasks):
    for task in tasks:
        await tell_end(task)
    tell(f'locked: {semaphore.locked()}')


async def two_at_a_time():
    semaphore, tasks = await line_up(2, 5)
    tell(f'locked: {semaphore.locked()}')
    await tell_all(semaphore, tasks)


async def several_released_at_once():
    semaphore, tasks = await line_up(0, 3)
    await asyncio.sleep(1)
    for _ in range(3):
        semaphore.release()
    tell('released')
    await tell_all(semaphore, tasks)


async def a_waiter_is_cancelled():
    semaphore, tasks = await line_up(0, 3)
    tasks[0].cancel()
    semaphore.release()
    await tell_all(semaphore, tasks)


async def woken_but_not_run():
    semaphore, tasks = await line_up(0, 3)
    semaphore.release()
    tasks[0].cancel()
    await tell_all(semaphore, tasks)


async def a_newcomer_waits_behind():
    semaphore, tasks = await line_up(0, 2)
    semaphore.release()
    tell(f'locked: {semaphore.locked()}')
    tell('newcomer: ' + await how(semaphore.acquire()))
    semaphore.release()
    await tell_all(semaphore, tasks)


async def more_places_than_waiters():
    semaphore, tasks = await line_up(0, 1)
    semaphore.release()
    semaphore.release()
    tell('newcomer: ' + await how(semaphore.acquire()))
    tell('newcomer goes on')
    semaphore.release()
    await tell_all(semaphore, tasks)


async def bounded():
    tell('below 0: ' + how_call(asyncio.Semaphore, -1))
    semaphore = asyncio.BoundedSemaphore(1)
    tell('release: ' + how_call(semaphore.release))
    await semaphore.acquire()
    tell('release: ' + how_call(semaphore.release))
    tell('release: ' + how_call(semaphore.release))
    semaphore = asyncio.Semaphore(0)
    tell('release: ' + how_call(semaphore.release))
    tell('release: ' + how_call(semaphore.release))


play(two_at_a_time, several_released_at_once, a_waiter_is_cancelled, woken_but_not_run,
     a_newcomer_waits_behind, more_places_than_waiters, bounded)
