# SPDX-License-Identifier: MIT
"""Which awaits give way, and which keep the turn: nothing has to be waited for."""
import asyncio

from tell import play, start, tell

others = 0
over = False


async def other():
    global others
    while not over:
        others += 1
        await asyncio.sleep(0)


async def told(what, awaitable=None):
    before = others
    if awaitable is not None:
        await awaitable
    tell(f'{what} {"keeps the turn" if others == before else "gives way"}')
    await asyncio.sleep(0)


async def nothing():
    pass


async def by_as_completed(task):
    for next_one in asyncio.as_completed([task]):
        await next_one


async def tasks_and_futures():
    global over
    done = start('done')
    future = asyncio.get_running_loop().create_future()
    future.set_result(None)
    await done
    busy = asyncio.create_task(other())
    await asyncio.sleep(0)
    await told('await of a done task', done)
    await told('await of a done future', future)
    await told('await of a coroutine that waits for nothing', nothing())
    await told('gather of nothing', asyncio.gather())
    await told('gather of a done task', asyncio.gather(done))
    await told('wait for a done task', asyncio.wait([done]))
    await told('wait_for without a limit, a done task', asyncio.wait_for(done, None))
    await told('wait_for, a done task', asyncio.wait_for(done, 1))
    await told('wait_for with limit 0, a done task', asyncio.wait_for(done, 0))
    await told('shield of a done task', asyncio.shield(done))
    await told('as_completed, a done task', by_as_completed(done))
    await told('sleep(0)', asyncio.sleep(0))
    await told('sleep(-1)', asyncio.sleep(-1))
    over = True
    await busy


async def shared_things():
    global over
    over = False
    lock, semaphore = asyncio.Lock(), asyncio.Semaphore(1)
    event, condition, queue = asyncio.Event(), asyncio.Condition(), asyncio.Queue(1)
    busy = asyncio.create_task(other())
    await asyncio.sleep(0)
    await told('acquire of a free lock', lock.acquire())
    await told('acquire of a free semaphore', semaphore.acquire())
    event.set()
    await told('wait for an event that is set', event.wait())
    await condition.acquire()
    await told('condition, what holds already', condition.wait_for(lambda: True))
    await told('put into a queue with room', queue.put(None))
    await told('get from a queue with items', queue.get())
    queue.task_done()
    await told('join of a queue that is done', queue.join())
    await told('the last at a barrier', asyncio.Barrier(1).wait())
    over = True
    await busy


async def counter():
    yield '1'
    yield '2'


async def a_timeout():
    async with asyncio.timeout(1):
        pass


async def a_group():
    async with asyncio.TaskGroup():
        pass


async def scopes_and_generators():
    global over
    over = False
    generator = counter()
    busy = asyncio.create_task(other())
    await asyncio.sleep(0)
    await told('a time-out around nothing', a_timeout())
    await told('a group of nothing', a_group())
    await told("a generator's next value", anext(generator))
    await told("a generator's close", generator.aclose())
    over = True
    await busy


play(tasks_and_futures, shared_things, scopes_and_generators)
