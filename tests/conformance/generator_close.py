# SPDX-License-Identifier: MIT
"""Closing generators: in their clean-up, twice, by another, failing, cancelled, nested."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end


async def numbers(name='generator', tidy=0, fails=None):
    try:
        for i in range(9):
            tell(f'{name} gives {i}')
            yield i
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise
    finally:
        if tidy:
            try:
                await asyncio.sleep(tidy)
            except asyncio.CancelledError:
                tell(f'{name} stops tidying')
                raise
        tell(f'{name} tidied')
        if fails:
            raise Failed(fails)


async def ask(request, name='main'):
    try:
        tell(f'{name}: {await request}')
    except StopAsyncIteration:
        tell(f'{name}: exhausted')
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise


async def tell_ask(request):
    tell(await how(ask(request)))


async def left_by_a_break():
    generator = numbers(tidy=1)
    async for value in generator:
        if value == 1:
            break
    tell('left')
    tell(await how(generator.aclose()))
    await tell_ask(anext(generator))


async def in_its_clean_up():
    generator = numbers(tidy=2)
    await ask(anext(generator))
    closer = asyncio.create_task(generator.aclose())
    await asyncio.sleep(1)
    await tell_ask(anext(generator))
    await tell_ask(generator.asend('x'))
    await tell_ask(generator.athrow(Failed('thrown')))
    tell(await how(generator.aclose()))
    tell(await how(closer))
    tell(await how(generator.aclose()))


async def its_clean_up_fails():
    generator = numbers(fails='no tidying')
    await ask(anext(generator))
    tell(await how(generator.aclose()))
    tell(await how(generator.aclose()))
    await tell_ask(anext(generator))
    generator = numbers(tidy=1, fails='no tidying')
    await ask(anext(generator))
    await tell_ask(generator.athrow(Failed('thrown')))
    await tell_ask(generator.athrow(Failed('again')))


async def the_body_fails_and_the_clean_up_waits():
    generator = numbers(tidy=1)
    await ask(anext(generator))
    await tell_ask(generator.athrow(Failed('thrown')))
    await tell_ask(anext(generator))


async def cancelled_in_its_clean_up():
    generator = numbers(tidy=5)
    await ask(anext(generator))
    closer = asyncio.create_task(generator.aclose())
    await asyncio.sleep(1)
    closer.cancel('enough')
    tell(await how(closer))
    tell(await how(generator.aclose()))


async def waits():
    try:
        yield 1
        await asyncio.sleep(9)
        yield 2
    except BaseException as error:
        tell(f'generator: {story(error)}')
        raise


async def cancelled_in_its_body():
    generator = waits()
    await ask(anext(generator))
    task = asyncio.create_task(ask(anext(generator), 'task'))
    await asyncio.sleep(1)
    task.cancel('enough')
    tell(await how(task))
    await tell_ask(anext(generator))
    tell(await how(generator.aclose()))


async def survives():
    while True:
        try:
            await asyncio.sleep(1)
            yield 1
        except asyncio.CancelledError:
            yield 0


async def swallows_a_cancellation():
    generator = survives()
    await ask(anext(generator))
    task = asyncio.create_task(ask(anext(generator), 'task'))
    await asyncio.sleep(0.5)
    task.cancel()
    tell(await how(task))
    await ask(anext(generator))
    tell(await how(generator.aclose()))


async def outer():
    inner = numbers('inner', 1)
    try:
        async for value in inner:
            yield value * 10
    finally:
        tell('outer closes')
        await inner.aclose()
        tell('outer closed')


async def one_in_another():
    generator = outer()
    await ask(anext(generator))
    await ask(anext(generator))
    tell(await how(generator.aclose()))


async def fresh_ones():
    for request in ('aclose',), ('athrow', Failed('thrown')), ('asend', None):
        generator = numbers('fresh')
        await tell_ask(getattr(generator, request[0])(*request[1:]))
        await tell_ask(anext(generator))
        await generator.aclose()


async def an_answer_while_closing():
    async def answers():
        try:
            yield 1
        finally:
            yield 2
    generator = answers()
    await ask(anext(generator))
    tell(await how(generator.aclose()))
    await tell_ask(generator.aclose())
    await tell_ask(anext(generator))


play(left_by_a_break, in_its_clean_up, its_clean_up_fails,
     the_body_fails_and_the_clean_up_waits, cancelled_in_its_clean_up,
     cancelled_in_its_body, swallows_a_cancellation, one_in_another, fresh_ones,
     an_answer_while_closing)
