# SPDX-License-Identifier: MIT
"""Generators: values both ways, failures thrown in and falling out, an early close."""
import asyncio

from tell import Failed, how, play, story, tell


async def count():
    tell('generator begins')
    for value in 'one', 'two', 'three':
        await asyncio.sleep(1)
        try:
            sent = yield value
        except BaseException as error:
            tell(f'generator: {story(error)} None')
            raise
        tell(f'generator: ok {sent}')
    tell('generator ends')


async def tell_next(request):
    try:
        tell(f'value {await request}')
    except StopAsyncIteration:
        tell('exhausted')
    except BaseException as error:
        tell(story(error))


async def tell_next_of(generator):
    await tell_next(anext(generator))


async def one_after_another():
    generator = count()
    tell('made')
    for _ in range(5):
        await tell_next_of(generator)


async def values_sent():
    generator = count()
    await tell_next(generator.asend('too early'))
    await tell_next_of(generator)
    await tell_next(generator.asend('hello'))
    await tell_next(generator.asend(None))
    await tell_next(generator.asend('last'))
    await tell_next(generator.asend('more'))


async def thrown_in():
    generator = count()
    await tell_next_of(generator)
    await tell_next(generator.athrow(Failed('thrown')))
    await tell_next_of(generator)
    generator = count()
    await tell_next(generator.athrow(Failed('before it began')))
    await tell_next_of(generator)


async def answer():
    try:
        yield 'question'
        tell('generator: ok')
    except BaseException as error:
        tell(f'generator: {story(error)}')
    try:
        yield 'answer'
        tell('generator: ok')
    except BaseException as error:
        tell(f'generator: {story(error)}')
    raise Failed('of its own')


async def thrown_and_answered():
    generator = answer()
    await tell_next_of(generator)
    await tell_next(generator.athrow(Failed('thrown')))
    await tell_next_of(generator)
    await tell_next_of(generator)


async def tidy():
    try:
        yield 'value'
    except BaseException as error:
        tell(f'generator: {story(error)}')
        await asyncio.sleep(1)
        tell('generator has tidied up')
        raise


async def closed_early():
    generator = tidy()
    await tell_next_of(generator)
    tell('close: ' + await how(generator.aclose()))
    tell('close: ' + await how(generator.aclose()))
    await tell_next_of(generator)
    generator = tidy()
    tell('close before it began: ' + await how(generator.aclose()))
    await tell_next_of(generator)


async def fail_on_close():
    try:
        yield 'value'
    except BaseException as error:
        tell(f'generator: {story(error)}')
        raise Failed('no clean-up')


async def ignore_close():
    try:
        yield 'value'
    except BaseException as error:
        tell(f'generator: {story(error)}')
    yield 'another'


async def fails_on_its_close():
    generator = fail_on_close()
    await tell_next_of(generator)
    tell('close: ' + await how(generator.aclose()))
    await tell_next_of(generator)
    generator = ignore_close()
    await tell_next_of(generator)
    tell('close: ' + await how(generator.aclose()))


async def ignores_its_close():
    generator = ignore_close()
    await tell_next_of(generator)
    tell('close: ' + await how(generator.aclose()))
    await tell_next(generator.athrow(Failed('thrown')))
    await tell_next_of(generator)


play(one_after_another, values_sent, thrown_in, thrown_and_answered, closed_early,
     fails_on_its_close, ignores_its_close)
