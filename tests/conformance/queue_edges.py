# SPDX-License-Identifier: MIT
"""Queues at their edges: woken and cancelled, at once or not at all, joined, with ties."""
import asyncio

from tell import Failed, how, how_call, play, start, story, tell, tell_end


async def get(queue, name):
    try:
        tell(f'{name} got {await queue.get()}')
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise


async def put(queue, item):
    try:
        await queue.put(item)
        tell(f'put {item}')
    except BaseException as error:
        tell(f'not {item}: {story(error)}')
        raise


def start_all(function, queue, names):
    return [asyncio.create_task(function(queue, name), name=name) for name in names]


async def all_of(tasks):
    for task in tasks:
        await how(task)


def tell_state(queue):
    tell(f'{queue.qsize()} {queue.empty()} {queue.full()}')


async def at_once_or_not_at_all():
    queue = asyncio.Queue(1)
    tell(how_call(queue.get_nowait))
    tell(how_call(queue.put_nowait, 'a'))
    tell_state(queue)
    tell(how_call(queue.put_nowait, 'b'))
    tell(f'{queue.get_nowait()}')
    tell_state(queue)


async def a_woken_getter_is_cancelled():
    queue = asyncio.Queue()
    tasks = start_all(get, queue, 'xyz')
    await asyncio.sleep(1)
    queue.put_nowait('a')
    tasks[0].cancel()
    tell_state(queue)
    await asyncio.sleep(0)
    tell_state(queue)
    await asyncio.sleep(1)
    queue.put_nowait('b')
    queue.put_nowait('c')
    await asyncio.sleep(1)
    tell_state(queue)
    await all_of(tasks)


async def two_items_and_the_first_is_cancelled():
    queue = asyncio.Queue()
    tasks = start_all(get, queue, 'xyz')
    await asyncio.sleep(1)
    queue.put_nowait('a')
    queue.put_nowait('b')
    tasks[0].cancel()
    tasks[1].cancel()
    await asyncio.sleep(1)
    tell_state(queue)
    await all_of(tasks[:2])
    queue.put_nowait('c')
    await all_of(tasks)


async def a_woken_putter_is_cancelled():
    queue = asyncio.Queue(1)
    queue.put_nowait('first')
    tasks = start_all(put, queue, 'abc')
    await asyncio.sleep(1)
    tell(queue.get_nowait())
    tasks[0].cancel()
    await asyncio.sleep(1)
    tell_state(queue)
    await get(queue, 'main')
    await asyncio.sleep(0)
    await get(queue, 'main')
    await all_of(tasks)


async def stolen():
    queue = asyncio.Queue()
    tasks = start_all(get, queue, 'xy')
    await asyncio.sleep(1)
    queue.put_nowait('a')
    tell(queue.get_nowait())
    await asyncio.sleep(1)
    queue.put_nowait('b')
    queue.put_nowait('c')
    await all_of(tasks)


async def joined():
    queue = asyncio.Queue()
    tell(how_call(queue.task_done))
    await queue.join()
    tell('nothing to do')
    for item in 'ab':
        queue.put_nowait(item)

    async def join(name):
        await queue.join()
        tell(f'{name} joined')
    tasks = [asyncio.create_task(join(name)) for name in 'xy']
    for _ in 'ab':
        queue.get_nowait()
        await asyncio.sleep(1)
        queue.task_done()
    tell('done')
    queue.put_nowait('c')
    await all_of(tasks)
    tell(f'{queue._unfinished_tasks}')
    queue.task_done()
    tell(how_call(queue.task_done))


async def with_limits():
    queue = asyncio.Queue(1)
    try:
        await asyncio.wait_for(queue.get(), 1)
    except TimeoutError:
        tell('late')
    queue.put_nowait('a')
    try:
        await asyncio.wait_for(queue.put('b'), 1)
    except TimeoutError:
        tell('late')
    tell_state(queue)
    asyncio.get_running_loop().call_later(1, queue.get_nowait)
    try:
        await asyncio.wait_for(queue.put('c'), 1)
        tell('put')
    except TimeoutError:
        tell('late')
    tell_state(queue)


async def by_priority():
    queue = asyncio.PriorityQueue()
    for item in 'b2', 'a1', 'b1', 'a2', 'c1', 'a0':
        queue.put_nowait(item)
    tell(' '.join(queue.get_nowait() for _ in range(6)))
    tasks = start_all(get, queue, 'xyz')
    await asyncio.sleep(1)
    for item in 'c', 'b', 'a':
        queue.put_nowait(item)
    await all_of(tasks)


async def the_last_first():
    queue = asyncio.LifoQueue(2)
    tasks = start_all(put, queue, 'abcd')
    await asyncio.sleep(1)
    for _ in range(4):
        await get(queue, 'main')
    await all_of(tasks)


async def one_place_and_many():
    queue = asyncio.Queue(1)

    async def produce(name):
        for i in range(3):
            await put(queue, f'{name}{i}')

    async def consume(name):
        for _ in range(3):
            await get(queue, name)
            queue.task_done()
    await asyncio.gather(produce('a'), produce('b'), consume('x'), consume('y'))
    await queue.join()


play(at_once_or_not_at_all, a_woken_getter_is_cancelled,
     two_items_and_the_first_is_cancelled, a_woken_putter_is_cancelled, stolen, joined,
     with_limits, by_priority, the_last_first, one_place_and_many)
