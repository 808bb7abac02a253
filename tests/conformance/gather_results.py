# SPDX-License-Identifier: MIT
"""gather: results in argument order; the same task twice; tasks that are done."""
import asyncio

from tell import how, play, start, tell, work


def tell_results(what, results):
    tell(f'{what}: ' + ' '.join(map(str, results)))


async def argument_order():
    results = await asyncio.gather(start('slow', 2), start('quick', 1), start('now'))
    tell('ok')
    tell_results('results', results)


async def the_same_twice():
    a, b = start('a', 1), start('b', 0.5)
    tell_results('tasks', await asyncio.gather(a, b, a, a))
    c = work('c', 1)
    tell_results('coroutine', await asyncio.gather(c, c))


async def some_are_done():
    done, other = start('done'), start('other', 1)
    await done
    tell_results('one done', await asyncio.gather(done, other))
    tell_results('all done', await asyncio.gather(done, other))


async def nothing():
    tell(await how(asyncio.gather()))
    future = asyncio.gather()
    tell(f'done: {future.done()}')


async def as_a_future():
    all_of_them = asyncio.gather(start('a', 1), start('b', 2))
    tell('begun')
    await asyncio.sleep(1.5)
    tell(f'done: {all_of_them.done()}')
    tell(await how(all_of_them))
    tell('again: ' + await how(all_of_them))


play(argument_order, the_same_twice, some_are_done, nothing, as_a_future)
