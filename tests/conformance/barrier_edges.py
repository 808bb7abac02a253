# SPDX-License-Identifier: MIT
"""Barriers at their edges: of one, cancelled and broken in between, used on and on."""
import asyncio

from tell import Failed, how, how_call, play, start, story, tell, tell_end


async def arrive(barrier, name):
    try:
        tell(f'{name}: {await barrier.wait()}')
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise


def start_arriving(barrier, names):
    return [asyncio.create_task(arrive(barrier, name), name=name) for name in names]


def tell_state(barrier):
    tell(f'waiting: {barrier.n_waiting}, broken: {barrier.broken}')


async def all_of(tasks):
    for task in tasks:
        await how(task)


async def of_one():
    tell(how_call(asyncio.Barrier, 0))
    barrier = asyncio.Barrier(1)
    for _ in range(2):
        await arrive(barrier, 'main')
    tell_state(barrier)


async def aborted_while_they_wait():
    barrier = asyncio.Barrier(3)
    tasks = start_arriving(barrier, 'ab')
    await asyncio.sleep(1)
    await barrier.abort()
    tell_state(barrier)
    await all_of(tasks)
    tell(await how(arrive(barrier, 'main')))
    await barrier.reset()
    tell_state(barrier)
    await all_of(start_arriving(barrier, 'abc'))


async def aborted_as_it_fills():
    barrier = asyncio.Barrier(2)
    tasks = start_arriving(barrier, 'ab')
    await asyncio.sleep(0)
    tell_state(barrier)
    await barrier.abort()
    tell_state(barrier)
    await all_of(tasks)


async def reset_as_it_fills():
    barrier = asyncio.Barrier(2)
    tasks = start_arriving(barrier, 'ab')
    await asyncio.sleep(0)
    await barrier.reset()
    tell_state(barrier)
    tasks += start_arriving(barrier, 'cd')
    await all_of(tasks)
    tell_state(barrier)


async def one_is_cancelled():
    barrier = asyncio.Barrier(3)
    tasks = start_arriving(barrier, 'ab')
    await asyncio.sleep(1)
    tasks[0].cancel('enough')
    tell_state(barrier)
    await asyncio.sleep(0)
    tell_state(barrier)
    tasks += start_arriving(barrier, 'cd')
    await all_of(tasks)
    tell_state(barrier)


async def cancelled_as_it_fills():
    barrier = asyncio.Barrier(2)
    tasks = start_arriving(barrier, 'a')
    await asyncio.sleep(1)
    tasks += start_arriving(barrier, 'b')
    await asyncio.sleep(0)
    tasks[0].cancel('too late')
    tell_state(barrier)
    await all_of(tasks)
    tell_state(barrier)
    await all_of(start_arriving(barrier, 'cd'))


async def with_a_limit():
    barrier = asyncio.Barrier(2)
    try:
        await asyncio.wait_for(barrier.wait(), 1)
    except TimeoutError:
        tell_state(barrier)
    await all_of(start_arriving(barrier, 'ab'))


async def rounds():
    barrier = asyncio.Barrier(2)

    async def walk(name):
        for i in range(3):
            tell(f'{name} {i}: {await barrier.wait()}')
    await asyncio.gather(walk('a'), walk('b'))
    await asyncio.wait([asyncio.create_task(walk(name)) for name in 'cdef'])
    tell_state(barrier)


play(of_one, aborted_while_they_wait, aborted_as_it_fills, reset_as_it_fills,
     one_is_cancelled, cancelled_as_it_fills, with_a_limit, rounds)
