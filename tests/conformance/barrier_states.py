# SPDX-License-Identifier: MIT
"""Barriers: filling, draining, reset, broken; cancelled waiters; newcomers meanwhile."""
import asyncio

from tell import how, how_call, play, story, tell, tell_end


async def arrive(barrier, name):
    try:
        tell(f'{name}: {await barrier.wait()}')
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise


def start_arriving(barrier, name):
    return asyncio.create_task(arrive(barrier, name), name=name)


def tell_state(barrier):
    tell(f'waiting: {barrier.n_waiting}, broken: {barrier.broken}')


async def begin(parties, n):
    barrier = asyncio.Barrier(parties)
    tasks = [start_arriving(barrier, name) for name in 'abcdef'[:n]]
    await asyncio.sleep(1)
    return barrier, tasks


async def filled_twice():
    barrier, tasks = await begin(3, 6)
    tell_state(barrier)


async def filled_later():
    barrier, tasks = await begin(3, 2)
    tell_state(barrier)
    tell(f'last: {await barrier.wait()}')
    tell_state(barrier)
    await asyncio.sleep(0)
    tell_state(barrier)


async def comes_again_at_once():
    async def joins_later():
        await asyncio.sleep(2)
        await arrive(barrier, 'later')

    barrier = asyncio.Barrier(2)
    a = start_arriving(barrier, 'a')
    later = asyncio.create_task(joins_later())
    await asyncio.sleep(0)
    tell(f'last: {await barrier.wait()}')
    tell(f'again: {await barrier.wait()}')
    await a
    await later


async def is_reset():
    barrier, tasks = await begin(3, 2)
    tell('reset: ' + await how(barrier.reset()))
    tell_state(barrier)
    await asyncio.sleep(1)
    tell_state(barrier)
    barrier, tasks = await begin(3, 0)
    tell('reset: ' + await how(barrier.reset()))
    tell_state(barrier)


async def used_after_a_reset():
    barrier, tasks = await begin(2, 1)
    await barrier.reset()
    tasks += [start_arriving(barrier, 'b'), start_arriving(barrier, 'c')]
    await asyncio.wait(tasks, timeout=1)


async def is_aborted():
    barrier, tasks = await begin(3, 2)
    tell('abort: ' + await how(barrier.abort()))
    tell_state(barrier)
    await how(arrive(barrier, 'late'))
    await asyncio.sleep(1)
    await how(arrive(barrier, 'later'))
    tell('reset: ' + await how(barrier.reset()))
    tell_state(barrier)


async def a_waiter_is_cancelled():
    barrier, (a,) = await begin(2, 1)
    a.cancel()
    await tell_end(a)
    tell_state(barrier)
    await asyncio.gather(start_arriving(barrier, 'b'), start_arriving(barrier, 'c'))


async def cancelled_when_it_was_released():
    barrier, (a,) = await begin(2, 1)
    tell(f'last: {await barrier.wait()}')
    a.cancel()
    await tell_end(a)
    tell_state(barrier)


async def of_none():
    tell(how_call(asyncio.Barrier, 0))
    barrier = asyncio.Barrier(1)
    tell(f'alone: {await barrier.wait()}')
    tell(f'again: {await barrier.wait()}')


play(filled_twice, filled_later, comes_again_at_once, is_reset, used_after_a_reset,
     is_aborted, a_waiter_is_cancelled, cancelled_when_it_was_released, of_none)
