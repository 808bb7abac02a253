# SPDX-License-Identifier: MIT
"""Semaphores: places that pass by, many releases, cancelled ones in line, bounds."""
import asyncio

from tell import Failed, how, how_call, play, start, story, tell, tell_end


async def use(semaphore, name, seconds=1):
    try:
        await semaphore.acquire()
    except BaseException as error:
        tell(f'{name}: {story(error)}, {semaphore._value}')
        raise
    tell(f'{name} has it, {semaphore._value}')
    await asyncio.sleep(seconds)
    semaphore.release()
    tell(f'{name} released, {semaphore._value}')


def line_up(semaphore, names, seconds=1):
    return [asyncio.create_task(use(semaphore, name, seconds), name=name)
            for name in names]


async def all_of(tasks):
    for task in tasks:
        await how(task)


async def of_none():
    semaphore = asyncio.Semaphore(0)
    tell(f'{semaphore.locked()}')
    tasks = line_up(semaphore, 'ab')
    await asyncio.sleep(1)
    semaphore.release()
    tell(f'{semaphore.locked()} {semaphore._value}')
    await all_of(tasks)


async def more_releases_than_waiters():
    semaphore = asyncio.Semaphore(0)
    tasks = line_up(semaphore, 'ab')
    await asyncio.sleep(1)
    for _ in range(4):
        semaphore.release()
    tell(f'{semaphore.locked()} {semaphore._value}')
    await semaphore.acquire()
    tell(f'main has it, {semaphore._value}')
    await all_of(tasks)
    tell(f'{semaphore._value}')


async def a_newcomer_with_places_left():
    semaphore = asyncio.Semaphore(0)
    tasks = line_up(semaphore, 'a')
    await asyncio.sleep(1)
    semaphore.release()
    semaphore.release()
    tasks += line_up(semaphore, 'bc')
    await all_of(tasks)


async def the_woken_one_is_cancelled():
    semaphore = asyncio.Semaphore(0)
    tasks = line_up(semaphore, 'abc')
    await asyncio.sleep(1)
    semaphore.release()
    tasks[0].cancel()
    tell(f'{semaphore.locked()} {semaphore._value}')
    await asyncio.sleep(0)
    tell(f'{semaphore.locked()} {semaphore._value}')
    semaphore.release()
    await all_of(tasks)


async def cancelled_in_the_middle():
    semaphore = asyncio.Semaphore(0)
    tasks = line_up(semaphore, 'abc')
    await asyncio.sleep(1)
    tasks[1].cancel()
    semaphore.release()
    semaphore.release()
    tell(f'{semaphore.locked()} {semaphore._value}')
    await all_of(tasks)


async def all_cancelled():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    tasks = line_up(semaphore, 'ab')
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
    semaphore.release()
    tell(f'{semaphore.locked()} {semaphore._value}')
    await semaphore.acquire()
    tell(f'main has it, {semaphore._value}')
    await all_of(tasks)


async def with_a_limit():
    semaphore = asyncio.Semaphore(1)
    tasks = line_up(semaphore, 'a', 2)
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(semaphore.acquire(), 1)
    except BaseException as error:
        tell(f'{story(error)}, {semaphore._value}')
    try:
        await asyncio.wait_for(semaphore.acquire(), 1)
        tell(f'ok, {semaphore._value}')
    except BaseException as error:
        tell(f'{story(error)}, {semaphore._value}')
    await all_of(tasks)


async def bounds():
    tell(how_call(asyncio.Semaphore, -1))
    tell(how_call(asyncio.BoundedSemaphore, -1))
    semaphore = asyncio.BoundedSemaphore(2)
    tell(how_call(semaphore.release))
    tasks = line_up(semaphore, 'abc')
    await asyncio.sleep(0.5)
    semaphore.release()
    tell(f'{semaphore._value}')
    await all_of(tasks)


async def five_rounds():
    semaphore = asyncio.Semaphore(2)

    async def rounds(name):
        for i in range(3):
            async with semaphore:
                tell(f'{name} {i}')
                await asyncio.sleep(0)
    await asyncio.gather(*map(rounds, 'abc'))


play(of_none, more_releases_than_waiters, a_newcomer_with_places_left,
     the_woken_one_is_cancelled, cancelled_in_the_middle, all_cancelled, with_a_limit,
     bounds, five_rounds)
