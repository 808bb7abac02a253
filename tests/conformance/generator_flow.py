# SPDX-License-Identifier: MIT
"""Generators at work: pipelines, limits on each value, several at once, sent answers."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end


async def ticks(name, seconds, n=3, fails=None):
    for i in range(n):
        await asyncio.sleep(seconds)
        tell(f'{name} gives {i}')
        yield i
    if fails:
        raise Failed(fails)


async def consume(generator, name):
    try:
        async for value in generator:
            tell(f'{name} has {value}')
        tell(f'{name}: ok')
    except BaseException as error:
        tell(f'{name}: {story(error)}')


async def side_by_side():
    await asyncio.gather(consume(ticks('a', 1), 'x'), consume(ticks('b', 1), 'y'))
    await asyncio.gather(consume(ticks('a', 0), 'x'), consume(ticks('b', 0), 'y'))


async def fails_at_its_end():
    generator = ticks('a', 1, 1, 'broken')
    await consume(generator, 'x')
    await consume(generator, 'again')


async def doubled(source):
    async for value in source:
        yield value * 2


async def odd_ones_out(source):
    async for value in source:
        if value % 4 == 0:
            yield value


async def a_pipeline():
    await consume(odd_ones_out(doubled(ticks('a', 1, 4))), 'x')
    await consume(doubled(ticks('a', 1, 1, 'broken')), 'x')


async def with_limits():
    generator = ticks('a', 2)
    for limit in 3, 1, 3:
        try:
            tell(f'{await asyncio.wait_for(anext(generator), limit)}')
        except StopAsyncIteration:
            tell('exhausted')
        except BaseException as error:
            tell(story(error))


async def a_scope_around():
    generator = ticks('a', 1, 5)
    try:
        async with asyncio.timeout(2.5):
            async for value in generator:
                tell(f'{value}')
    except TimeoutError:
        tell('late')
    await consume(generator, 'again')


async def average():
    total = count = 0
    sent = yield None
    while sent is not None:
        total, count = total + sent, count + 1
        await asyncio.sleep(1)
        sent = yield total // count
    yield -1


async def answers():
    generator = average()
    await anext(generator)
    for value in 10, 20, 60:
        tell(f'{await generator.asend(value)}')
    tell(f'{await anext(generator)}')
    tell(await how(generator.aclose()))


async def over_a_queue():
    queue = asyncio.Queue()

    async def items():
        while (item := await queue.get()) != 'end':
            yield item

    async def produce():
        for item in 'one', 'two', 'end':
            await asyncio.sleep(1)
            queue.put_nowait(item)
    task = asyncio.create_task(produce())
    await consume(items(), 'x')
    await task


async def waits_are_the_consumers():
    generator = ticks('a', 1, 2)

    async def ask(name):
        try:
            tell(f'{name} has {await anext(generator)}')
        except BaseException as error:
            tell(f'{name}: {story(error)}')
    await asyncio.gather(ask('x'), ask('y'))
    await ask('z')


play(side_by_side, fails_at_its_end, a_pipeline, with_limits, a_scope_around, answers,
     over_a_queue, waits_are_the_consumers)
