# SPDX-License-Identifier: MIT
"""gather of nothing, of the same twice, of gathers, of what is done or was cancelled."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


def outcome(result):
    return story(result) if isinstance(result, BaseException) else str(result)


async def gather(*awaitables, name='gather', **options):
    try:
        results = await asyncio.gather(*awaitables, **options)
        tell(f'{name}: ' + ', '.join(map(outcome, results)))
        return results
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise


async def of_nothing():
    start('other')
    await gather()
    tell('main')
    await gather(return_exceptions=True)
    await asyncio.gather()
    tell('main')


async def of_the_same_twice():
    task, other = start('task', 2), start('other', 1)
    await gather(task, other, task, task)
    bad = start('bad', 1, 'broken')
    await gather(bad, task, bad, return_exceptions=True)


async def of_what_is_done():
    good, bad = start('good', 1), start('bad', 1, 'broken')
    await asyncio.sleep(2)
    start('other')
    await gather(good, good)
    tell(await how(gather(good, bad)))
    await gather(bad, good, return_exceptions=True)


async def a_cancelled_child():
    for options in {}, {'return_exceptions': True}:
        tasks = [start(name, seconds) for name, seconds in (('a', 9), ('b', 2))]
        asyncio.get_running_loop().call_later(1, tasks[0].cancel)
        tell(await how(gather(*tasks, **options)))
        tell(f'cancelled: {tasks[0].cancelled()}, cancelling: '
             f'{asyncio.current_task().cancelling()}')


async def in_one_another():
    tell(await how(gather(
        gather(work('a', 1), work('b', 2), name='inner'),
        gather(work('c', 1), work('d', 1, 'broken'), name='failing'),
        return_exceptions=True)))
    tell(await how(gather(
        gather(work('a', 1), work('b', 2), name='inner'),
        gather(work('c', 1), work('d', 1, 'broken'), name='failing'))))
    await asyncio.sleep(2)


async def futures_in_one_another():
    inner = asyncio.gather(work('a', 1), work('b', 2))
    outer = asyncio.gather(inner, work('c', 1))
    tell(await how(outer))
    inner = asyncio.gather(work('a', 1), work('b', 2))
    outer = asyncio.gather(inner, work('c', 1))
    await asyncio.sleep(1.5)
    tell(f'{outer.cancel()}')
    tell(await how(outer))
    tell(await how(inner))


async def two_fail():
    tell(await how(gather(work('a', 1, 'first'), work('b', 1, 'second'), work('c', 2))))
    await asyncio.sleep(2)
    tell(await how(gather(work('a', 2, 'late'), work('b', 1, 'early'))))
    await asyncio.sleep(2)


async def a_failure_then_cancelled():
    tasks = [start('a', 1, 'broken'), start('b', 9)]
    waiter = asyncio.create_task(gather(*tasks))
    await asyncio.sleep(1)
    tell(f'{tasks[0].done()}')
    waiter.cancel()
    tell(await how(waiter))
    tell(f'{tasks[1].done()}')


async def cancelled_when_all_have_ended():
    tasks = [start('a', 1), start('b', 1)]
    waiter = asyncio.create_task(gather(*tasks))
    await asyncio.sleep(0)
    await tasks[1]
    tell(f'{waiter.cancel()}')
    tell(await how(waiter))


async def cancelled_a_turn_later():
    tasks = [start('a', 1), start('b', 1)]
    waiter = asyncio.create_task(gather(*tasks))
    await asyncio.sleep(0)
    await tasks[1]
    await asyncio.sleep(0)
    tell(f'{waiter.cancel()}')
    tell(await how(waiter))


async def coroutines_begin_in_order():
    start('before')
    waiter = asyncio.create_task(gather(work('x'), start('y'), work('z')))
    start('after')
    await waiter


play(of_nothing, of_the_same_twice, of_what_is_done, a_cancelled_child, in_one_another,
     futures_in_one_another, two_fail, a_failure_then_cancelled,
     cancelled_when_all_have_ended, cancelled_a_turn_later, coroutines_begin_in_order)
