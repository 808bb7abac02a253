# SPDX-License-Identifier: MIT
"""Events: wake all, in order; set and cleared at once; cancelled waiters."""
import asyncio

from tell import how, play, story, tell, tell_end


async def begin():
    async def wait_for_it(name):
        error = None
        try:
            await event.wait()
        except BaseException as raised:
            error = raised
        tell(f'{name}: {story(error)}, set: {event.is_set()}')
        if error:
            raise error

    event = asyncio.Event()
    tasks = [asyncio.create_task(wait_for_it(name), name=name) for name in 'ab']
    await asyncio.sleep(0)
    return event, *tasks


async def all_in_order():
    event, a, b = await begin()
    await asyncio.sleep(1)
    event.set()
    event.set()
    tell('set')
    tell('late: ' + await how(event.wait()))
    await b


async def set_and_cleared_at_once():
    event, a, b = await begin()
    event.set()
    event.clear()
    tell(f'set: {event.is_set()}')
    await b
    try:
        async with asyncio.timeout(1):
            await event.wait()
    except TimeoutError as error:
        tell(f'late: {story(error)}')


async def cancelled():
    event, a, b = await begin()
    a.cancel()
    event.set()
    event.clear()
    await tell_end(a)
    await tell_end(b)


async def cancelled_when_woken():
    event, a, b = await begin()
    event.set()
    a.cancel()
    await tell_end(a)
    await tell_end(b)


async def set_twice_between_turns():
    event, a, b = await begin()
    event.set()
    event.clear()
    event.set()
    await b


play(all_in_order, set_and_cleared_at_once, cancelled, cancelled_when_woken,
     set_twice_between_turns)
