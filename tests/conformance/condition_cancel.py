# SPDX-License-Identifier: MIT
"""Who waits for a condition is cancelled: before, when notified, while it wants the
lock back.  It has the lock whatever happens."""
import asyncio

from tell import play, story, tell, tell_end


async def wait_once(condition, name):
    async with condition:
        error = None
        try:
            await condition.wait()
        except BaseException as raised:
            error = raised
        tell(f'{name}: {story(error)}, locked: {condition.locked()}')
        if error:
            raise error


async def begin():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(wait_once(condition, name), name=name) for name in 'ab']
    await asyncio.sleep(0)
    return condition, *tasks


async def notify(condition, n):
    async with condition:
        condition.notify(n)


async def before_it_is_notified():
    condition, a, b = await begin()
    a.cancel()
    await notify(condition, 1)
    await tell_end(a)
    await tell_end(b)


async def when_it_was_notified():
    condition, a, b = await begin()
    await notify(condition, 1)
    a.cancel()
    await tell_end(a)
    tell(f'b is done: {b.done()}')
    await notify(condition, 1)
    await tell_end(b)


async def while_it_wants_the_lock():
    condition, a, b = await begin()
    async with condition:
        condition.notify(1)
        await asyncio.sleep(1)
        a.cancel('text')
        tell('cancelled')
        await asyncio.sleep(1)
        a.cancel()
        await asyncio.sleep(1)
        tell(f'a is done: {a.done()}')
    await tell_end(a)
    await notify(condition, 1)
    await tell_end(b)


async def cancelled_and_then_wants_the_lock():
    condition, a, b = await begin()
    async with condition:
        a.cancel('text')
        await asyncio.sleep(1)
        tell(f'a is done: {a.done()}')
        condition.notify(1)
    await tell_end(a)
    await tell_end(b)


async def with_a_limit():
    condition = asyncio.Condition()
    async with condition:
        error = None
        try:
            async with asyncio.timeout(1):
                await condition.wait()
        except TimeoutError as raised:
            error = raised
        tell(f'{story(error)}, locked: {condition.locked()}')


play(before_it_is_notified, when_it_was_notified, while_it_wants_the_lock,
     cancelled_and_then_wants_the_lock, with_a_limit)
