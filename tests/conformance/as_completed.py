# SPDX-License-Identifier: MIT
"""as_completed: in order of the ends; failures come like results; a limit; leaving."""
import asyncio

from tell import Failed, play, start, story, tell, tell_end, work


async def tell_all(tasks, timeout=None):
    for next_one in asyncio.as_completed(tasks, timeout=timeout):
        try:
            tell(await next_one)
        except Failed as error:
            tell(story(error))
        except TimeoutError as error:
            tell(f'end: {story(error)}')
            return
    tell('end: ok')


async def order_of_ends():
    await tell_all([start('a', 3), start('b', 1), start('c', 2), start('d', 1),
                    start('e', 2, 'broken')])


async def done_before():
    a, b, c = start('a', 2), start('b', 1), start('c', 3)
    await asyncio.sleep(2.5)
    await tell_all([c, b, a, b])


async def too_late():
    a, b = start('a', 1), start('b', 3)
    await tell_all([a, b], 2)
    await tell_end(b)


async def late_but_given():
    tasks = [start('a', 1), start('b', 1.5), start('c', 3)]
    it = asyncio.as_completed(tasks, timeout=2)
    tell(await next(it))
    await asyncio.sleep(2)
    tell(await next(it))
    try:
        await next(it)
    except TimeoutError as error:
        tell(story(error))
    await tell_end(tasks[2])


async def left_early():
    a, b = start('a', 1), start('b', 2)
    for next_one in asyncio.as_completed([a, b], timeout=1.5):
        tell(await next_one)
        break
    await tell_end(b)


async def consume(tasks):
    for next_one in asyncio.as_completed(tasks):
        try:
            await next_one
        except asyncio.CancelledError as error:
            tell(f'consumer: {story(error)}')
            raise


async def cancelled():
    tasks = [start('a', 2), start('b', 3)]
    consumer = asyncio.create_task(consume(tasks), name='consumer')
    await asyncio.sleep(1)
    consumer.cancel()
    await tell_end(consumer)
    await tell_end(tasks[1])


async def begins_with_the_first_request():
    b = start('b', 1)
    it = asyncio.as_completed([work('a', 2), b], timeout=2)
    await asyncio.sleep(3)
    tell('first request')
    tell(await next(it))
    try:
        await next(it)
    except TimeoutError as error:
        tell(story(error))
    a, = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    a.set_name('a')
    await tell_end(a)


play(order_of_ends, done_before, too_late, late_but_given, left_early, cancelled,
     begins_with_the_first_request)
