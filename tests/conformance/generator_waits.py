# SPDX-License-Identifier: MIT
"""A generator's waits are its consumer's: cancelled with it, and not to be disturbed."""
import asyncio

from tell import Failed, how, play, story, tell, tell_end


async def slow():
    yield 'first'
    try:
        await asyncio.sleep(9)
        tell('generator: ok')
    except BaseException as error:
        tell(f'generator: {story(error)}')
        raise
    yield 'second'


async def tell_next(generator, who):
    try:
        tell(f'{who}: value {await anext(generator)}')
    except StopAsyncIteration:
        tell(f'{who}: exhausted')
    except BaseException as error:
        tell(f'{who}: {story(error)}')


async def consume(generator, name):
    error = None
    try:
        async for value in generator:
            tell(f'{name}: value {value}')
    except BaseException as raised:
        error = raised
    tell(f'{name}: {story(error)}')
    if error:
        raise error


async def the_consumer_is_cancelled():
    generator = slow()
    consumer = asyncio.create_task(consume(generator, 'consumer'), name='consumer')
    await asyncio.sleep(1)
    consumer.cancel()
    await tell_end(consumer)
    await tell_next(generator, 'main')


async def is_running_already():
    generator = slow()
    consumer = asyncio.create_task(consume(generator, 'consumer'), name='consumer')
    await asyncio.sleep(1)
    await tell_next(generator, 'main')
    tell('close: ' + await how(generator.aclose()))
    tell('throw: ' + await how(generator.athrow(Failed('thrown'))))
    await tell_end(consumer)


async def by_turns():
    for value in '1234':
        yield value


async def two_consumers():
    async def take_two(name):
        await tell_next(generator, name)
        await asyncio.sleep(0)
        await tell_next(generator, name)

    generator = by_turns()
    a, b = [asyncio.create_task(take_two(name)) for name in 'ab']
    await a
    await b
    await tell_next(generator, 'main')


async def a_pipe():
    async def doubled():
        try:
            async for value in inner:
                yield value
            tell('pipe: exhausted')
        except BaseException as error:
            tell(f'pipe: {story(error)}')
            raise

    inner = by_turns()
    pipe = doubled()
    tell(f'value {await anext(pipe)}')
    tell('close: ' + await how(pipe.aclose()))
    await tell_next(inner, 'the inner one is still open')


async def within_a_time_out():
    generator = slow()
    await tell_next(generator, 'main')
    try:
        async with asyncio.timeout(1):
            await anext(generator)
    except TimeoutError as error:
        tell(story(error))
    await tell_next(generator, 'main')


play(the_consumer_is_cancelled, is_running_already, two_consumers, a_pipe,
     within_a_time_out)
