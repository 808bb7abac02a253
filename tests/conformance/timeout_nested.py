# SPDX-License-Identifier: MIT
"""One time-out in another: which of them it was, also when both fall together."""
import asyncio
import time

from tell import how, play, story, tell, work


async def scoped(name, limit, body):
    """The body within a time-out; tells how it went, and hands it on."""
    scope = asyncio.timeout(limit)
    error = None
    try:
        async with scope:
            await body()
    except BaseException as raised:
        error = raised
    tell(f'{name}: {story(error)}, expired: {scope.expired()}')
    if error:
        raise error


async def both(outer_limit, inner_limit, body):
    await how(scoped('outer', outer_limit, lambda: scoped('inner', inner_limit, body)))


async def nest(outer_limit, inner_limit, seconds):
    await both(outer_limit, inner_limit, lambda: asyncio.sleep(seconds))
    tell(f'cancelling: {asyncio.current_task().cancelling()}')


async def neither():
    await nest(3, 2, 1)


async def inner_first():
    await nest(3, 1, 9)


async def outer_first():
    await nest(1, 3, 9)


async def both_at_one_instant():
    await nest(1, 1, 9)
    await nest(0, 0, 9)


async def recovered_inside():
    async def body():
        await how(scoped('inner', 1, lambda: asyncio.sleep(9)))
        tell('recovered: ' + await how(asyncio.sleep(1)))
        await asyncio.sleep(9)
    await how(scoped('outer', 3, body))


async def blocked_past_both():
    async def body():
        time.sleep(3)
        await asyncio.sleep(1)
    await both(2, 1, body)


async def outer_during_clean_up():
    async def body():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError as error:
            tell(f'first: {story(error)}')
            tell('clean-up: ' + await how(asyncio.sleep(9)))
            raise
    await both(2, 1, body)


async def around_wait_for():
    async def body():
        try:
            await asyncio.wait_for(work('worker', 9), 1)
        except BaseException as error:
            tell(f'wait_for: {story(error)}')
            raise
    await how(scoped('scope', 1, body))


play(neither, inner_first, outer_first, both_at_one_instant, recovered_inside,
     blocked_past_both, outer_during_clean_up, around_wait_for)
