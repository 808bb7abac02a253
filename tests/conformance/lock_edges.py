# SPDX-License-Identifier: MIT
"""Locks at their edges: taken again at once, woken and cancelled, with limits, refused."""
import asyncio

from tell import Failed, how, how_call, play, start, story, tell, tell_end


async def use(lock, name, seconds, limit=None):
    tell(f'{name} wants it')
    try:
        await asyncio.wait_for(lock.acquire(), limit)
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise
    tell(f'{name} has it')
    try:
        await asyncio.sleep(seconds)
    finally:
        tell(f'{name} releases')
        lock.release()


def start_use(*arguments):
    return asyncio.create_task(use(*arguments), name=arguments[1])


async def all_of(*tasks):
    for task in tasks:
        await how(task)


async def released_without_being_held():
    lock = asyncio.Lock()
    tell(how_call(lock.release))
    await lock.acquire()
    lock.release()
    tell(how_call(lock.release))
    tell(f'{lock.locked()}')


async def taken_again_at_once():
    lock = asyncio.Lock()

    async def greedy(name):
        for i in range(3):
            await lock.acquire()
            tell(f'{name} {i}')
            lock.release()
    a, b = asyncio.create_task(greedy('a')), asyncio.create_task(greedy('b'))
    await all_of(a, b)

    async def waits_too(name):
        for i in range(3):
            await lock.acquire()
            tell(f'{name} {i}')
            await asyncio.sleep(0)
            lock.release()
    a, b = asyncio.create_task(waits_too('a')), asyncio.create_task(waits_too('b'))
    await all_of(a, b)


async def tried_between_release_and_turn():
    lock = asyncio.Lock()
    await lock.acquire()
    a = start_use(lock, 'a', 1)
    await asyncio.sleep(0)
    lock.release()
    tell(f'locked: {lock.locked()}')
    b = start_use(lock, 'b', 1)
    await lock.acquire()
    tell('main has it')
    lock.release()
    await all_of(a, b)


async def the_woken_one_is_cancelled():
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [start_use(lock, name, 1) for name in 'abc']
    await asyncio.sleep(1)
    lock.release()
    tasks[0].cancel()
    tasks[1].cancel()
    tell(f'locked: {lock.locked()}')
    await asyncio.sleep(0)
    tell(f'locked: {lock.locked()}')
    await all_of(*tasks)


async def cancelled_then_released():
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [start_use(lock, name, 1) for name in 'ab']
    await asyncio.sleep(1)
    tasks[0].cancel()
    lock.release()
    tell(f'locked: {lock.locked()}')
    await lock.acquire()
    tell('main has it')
    lock.release()
    await all_of(*tasks)


async def only_cancelled_ones_wait():
    lock = asyncio.Lock()
    await lock.acquire()
    a = start_use(lock, 'a', 1)
    await asyncio.sleep(1)
    a.cancel()
    lock.release()
    await lock.acquire()
    tell('main has it at once')
    await all_of(a)
    lock.release()


async def limits():
    lock = asyncio.Lock()
    tasks = [start_use(lock, 'a', 2), start_use(lock, 'b', 1, 1),
             start_use(lock, 'c', 1, 2), start_use(lock, 'd', 1, 3)]
    await all_of(*tasks)
    tell(f'locked: {lock.locked()}')


async def the_holder_is_cancelled():
    lock = asyncio.Lock()
    a, b = start_use(lock, 'a', 5), start_use(lock, 'b', 1)
    await asyncio.sleep(1)
    a.cancel()
    await all_of(a, b)


async def two_locks():
    one, two = asyncio.Lock(), asyncio.Lock()

    async def both(name, first, second):
        async with first:
            tell(f'{name} has one')
            await asyncio.sleep(1)
            try:
                await asyncio.wait_for(second.acquire(), 1)
            except TimeoutError:
                tell(f'{name} gives up')
                return
            tell(f'{name} has both')
            second.release()
    a = asyncio.create_task(both('a', one, two))
    await asyncio.sleep(0.5)
    b = asyncio.create_task(both('b', two, one))
    await all_of(a, b)


play(released_without_being_held, taken_again_at_once, tried_between_release_and_turn,
     the_woken_one_is_cancelled, cancelled_then_released, only_cancelled_ones_wait,
     limits, the_holder_is_cancelled, two_locks)
