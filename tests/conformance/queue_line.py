# SPDX-License-Identifier: MIT
"""Who waits at a queue: getters and putters in order, newcomers who pass them, and those
who are cancelled."""
import asyncio

from tell import how, play, story, tell, tell_end


async def get(queue, name):
    try:
        tell(f'{name} get: ok {await queue.get()}')
    except BaseException as error:
        tell(f'{name} get: {story(error)} ')
        raise


async def put(queue, name):
    try:
        await queue.put(name)
        tell(f'{name} put: ok')
    except BaseException as error:
        tell(f'{name} put: {story(error)}')
        raise


async def begin(function, maxsize):
    queue = asyncio.Queue(maxsize)
    if maxsize:
        await queue.put('first')
    tasks = [asyncio.create_task(function(queue, name), name=name) for name in 'abc']
    await asyncio.sleep(0)
    return queue, *tasks


async def getters_in_order():
    queue, *_ = await begin(get, 0)
    queue.put_nowait('1')
    queue.put_nowait('2')
    await asyncio.sleep(1)
    queue.put_nowait('3')
    await asyncio.sleep(1)


async def putters_in_order():
    queue, *_ = await begin(put, 1)
    for _ in range(4):
        await get(queue, 'main')
        await asyncio.sleep(1)


async def two_places_at_once():
    queue, *_ = await begin(put, 1)
    await get(queue, 'main')
    await get(queue, 'main')


async def a_newcomer_takes_the_item():
    queue, *_ = await begin(get, 0)
    queue.put_nowait('1')
    await get(queue, 'newcomer')
    queue.put_nowait('2')
    await asyncio.sleep(1)
    queue.put_nowait('3')
    queue.put_nowait('4')
    await asyncio.sleep(1)


async def a_newcomer_takes_the_place():
    queue, *_ = await begin(put, 1)
    await get(queue, 'main')
    await put(queue, 'newcomer')
    await asyncio.sleep(1)
    for _ in range(4):
        await get(queue, 'main')
        await asyncio.sleep(1)


async def a_getter_is_cancelled():
    queue, a, b, c = await begin(get, 0)
    a.cancel()
    queue.put_nowait('1')
    await tell_end(a)
    await tell_end(b)


async def a_getter_is_cancelled_when_woken():
    queue, a, b, c = await begin(get, 0)
    queue.put_nowait('1')
    a.cancel()
    await tell_end(a)
    await tell_end(b)


async def a_putter_is_cancelled_when_woken():
    queue, a, b, c = await begin(put, 1)
    await get(queue, 'main')
    a.cancel()
    await tell_end(a)
    await tell_end(b)
    await get(queue, 'main')


async def a_getter_with_a_limit():
    queue, *_ = await begin(get, 0)
    tell(await how(asyncio.wait_for(get(queue, 'main'), 1)))
    queue.put_nowait('1')
    await asyncio.sleep(1)
    tell(f'size {queue.qsize()}')


play(getters_in_order, putters_in_order, two_places_at_once, a_newcomer_takes_the_item,
     a_newcomer_takes_the_place, a_getter_is_cancelled, a_getter_is_cancelled_when_woken,
     a_putter_is_cancelled_when_woken, a_getter_with_a_limit)
