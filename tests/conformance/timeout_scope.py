# SPDX-License-Identifier: MIT
"""Time-out scopes: in time, too late, no time at all; what they tell of themselves."""
import asyncio
import time

from tell import Failed, how, play, start, story, tell


async def within(scope, body):
    try:
        async with scope:
            await body
        error = None
    except BaseException as raised:
        error = raised
    tell(f'{story(error)}, expired: {scope.expired()}')


async def sleep_within(limit, seconds):
    scope = asyncio.timeout(limit)
    try:
        async with scope:
            try:
                await asyncio.sleep(seconds)
                tell('inside: ok')
            except BaseException as error:
                tell(f'inside: {story(error)}')
                raise
        error = None
    except BaseException as raised:
        error = raised
    tell(f'outside: {story(error)}, expired: {scope.expired()}')


async def in_time_and_late():
    await sleep_within(2, 1)
    await sleep_within(1, 2)
    await sleep_within(None, 1)
    tell(f'cancelling: {asyncio.current_task().cancelling()}')


async def no_time():
    await sleep_within(0, 1)
    await sleep_within(-1, 1)
    await sleep_within(0, 0)


async def at_one_instant():
    await sleep_within(1, 1)


async def when():
    begin = asyncio.get_running_loop().time()
    async with asyncio.timeout(2) as scope:
        tell(f'{scope.when() - begin:g}')
    try:
        async with asyncio.timeout_at(begin + 1.5) as scope:
            tell(f'{scope.when() - begin:g}')
            await asyncio.sleep(3)
    except TimeoutError as error:
        tell(story(error))


async def failed_on_its_way_out():
    async def body():
        await how(asyncio.sleep(2))
        raise Failed('something else')
    await within(asyncio.timeout(1), body())
    tell(f'cancelling: {asyncio.current_task().cancelling()}')


async def swallowed_inside():
    async def body():
        tell('inside: ' + await how(asyncio.sleep(2)))
        await asyncio.sleep(1)
        tell('goes on')
    await within(asyncio.timeout(1), body())


async def blocked():
    async def body():
        time.sleep(2)
        tell('blocked')
    await within(asyncio.timeout(1), body())

    async def gives_way():
        time.sleep(2)
        await asyncio.sleep(0)
    await within(asyncio.timeout(1), gives_way())


async def around_a_task():
    task = start('task', 9, tidies=1)
    try:
        async with asyncio.timeout(1):
            await task
    except TimeoutError as error:
        tell(story(error))
    tell(f'cancelled: {task.cancelled()}')


play(in_time_and_late, no_time, at_one_instant, when, failed_on_its_way_out,
     swallowed_inside, blocked, around_a_task)
