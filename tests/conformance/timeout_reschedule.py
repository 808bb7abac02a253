# SPDX-License-Identifier: MIT
"""A time-out moved: later, sooner, into the past, to never; and when it is too late."""
import asyncio

from tell import how, how_call, play, story, tell


def now():
    return asyncio.get_running_loop().time()


def move(scope, began, when):
    tell('reschedule: ' + how_call(scope.reschedule, began + when))


async def within(limit, body):
    scope = asyncio.timeout(limit)
    error = None
    try:
        async with scope:
            await body(scope, now())
    except BaseException as raised:
        error = raised
    tell(f'{story(error)}, expired: {scope.expired()}')
    return scope


async def later():
    async def body(scope, began):
        move(scope, began, 3)
        await asyncio.sleep(2)
    await within(1, body)

    async def longer(scope, began):
        move(scope, began, 3)
        await asyncio.sleep(9)
    await within(1, longer)


async def sooner():
    async def body(scope, began):
        await asyncio.sleep(1)
        move(scope, began, 2)
        await asyncio.sleep(9)
    await within(5, body)


async def into_the_past():
    async def body(scope, began):
        await asyncio.sleep(2)
        move(scope, began, 1)
        tell('still inside')
        await asyncio.sleep(9)
    await within(5, body)

    async def no_wait(scope, began):
        move(scope, began, 0)
    await within(5, no_wait)


async def to_never_and_back():
    async def body(scope, began):
        tell('reschedule: ' + how_call(scope.reschedule, None))
        tell(await how(asyncio.sleep(2)))
        move(scope, began, 3)
        await asyncio.sleep(9)
    await within(1, body)


async def too_late():
    began = now()

    async def body(scope, began):
        try:
            await asyncio.sleep(2)
        finally:
            move(scope, began, 5)
    move(await within(1, body), began, 5)

    async def nothing(scope, began):
        pass
    move(await within(1, nothing), began, 5)


async def at_the_last_moment():
    async def mover():
        await asyncio.sleep(1)
        move(scope, now(), 2)

    task = asyncio.create_task(mover())
    await asyncio.sleep(0)
    scope = asyncio.timeout(1)
    error = None
    try:
        async with scope:
            await asyncio.sleep(9)
    except BaseException as raised:
        error = raised
    tell(f'{story(error)}, expired: {scope.expired()}')
    await task


play(later, sooner, into_the_past, to_never_and_back, too_late, at_the_last_moment)
