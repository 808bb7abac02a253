# SPDX-License-Identifier: MIT
"""Time-out scopes at their edges: no time, no limit, the past, a body that ends then."""
import asyncio

from tell import Failed, how, how_call, play, start, story, tell, tell_end


async def within(scope, body, name='scope'):
    try:
        async with scope:
            await body()
        tell(f'{name}: ok, expired: {scope.expired()}')
    except BaseException as error:
        tell(f'{name}: {story(error)}, expired: {scope.expired()}')
    tell(f'cancelling: {asyncio.current_task().cancelling()}')


def sleeper(seconds):
    return lambda: asyncio.sleep(seconds)


async def no_time():
    async def nothing():
        tell('body')
    await within(asyncio.timeout(0), nothing)
    await within(asyncio.timeout(-1), nothing)
    await within(asyncio.timeout(0), sleeper(0))
    await within(asyncio.timeout(-1), sleeper(0))
    await within(asyncio.timeout(0), sleeper(1))


async def two_turns():
    async def body():
        tell('first: ' + await how(asyncio.sleep(0)))
        tell('second: ' + await how(asyncio.sleep(0)))
    await within(asyncio.timeout(0), body)


async def no_limit():
    await within(asyncio.timeout(None), sleeper(5))


async def ends_at_the_limit():
    await within(asyncio.timeout(1), sleeper(1))
    task = start('task', 1)
    await asyncio.sleep(0)
    async def body():
        await task
    await within(asyncio.timeout(1), body)


async def fails_at_the_limit():
    async def body():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            raise Failed('clean-up')
    await within(asyncio.timeout(1), body)


async def swallows():
    async def body():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            tell('swallowed')
    await within(asyncio.timeout(1), body)

    async def goes_on():
        await body()
        await asyncio.sleep(1)
        tell('went on')
    await within(asyncio.timeout(1), goes_on)


async def to_the_past():
    scope = asyncio.timeout(5)

    async def body():
        now = asyncio.get_running_loop().time()
        scope.reschedule(now - 1)
        tell(f'when: {scope.when() - now:g}, expired: {scope.expired()}')
        tell('first: ' + await how(asyncio.sleep(0)))
        tell('again: ' + how_call(scope.reschedule, now + 1))
        await asyncio.sleep(1)
    await within(scope, body)
    tell('after: ' + how_call(scope.reschedule, 9))


async def to_never_and_back():
    scope = asyncio.timeout(1)

    async def body():
        scope.reschedule(None)
        await asyncio.sleep(2)
        scope.reschedule(asyncio.get_running_loop().time() + 1)
        await asyncio.sleep(2)
    await within(scope, body)
    scope = asyncio.timeout(1)
    await within(scope, sleeper(0))
    tell('after: ' + how_call(scope.reschedule, 9))


async def cancels_itself():
    async def body():
        asyncio.current_task().cancel('by itself')
        await asyncio.sleep(0)
    await within(asyncio.timeout(1), body)
    asyncio.current_task().uncancel()

    async def late():
        await how(asyncio.sleep(9))
        asyncio.current_task().cancel('by itself')
        await asyncio.sleep(0)
    await within(asyncio.timeout(1), late)


play(no_time, two_turns, no_limit, ends_at_the_limit, fails_at_the_limit, swallows,
     to_the_past, to_never_and_back, cancels_itself)
