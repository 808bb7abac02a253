# SPDX-License-Identifier: MIT
"""How many passes lie between what ends a wait and the waiter's next step."""
import asyncio

from tell import play, tell

passes = ended = 0
counting = False


async def count():
    global passes
    while counting:
        await asyncio.sleep(0)
        passes += 1


async def end_it(action=None):
    global ended
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    ended = passes
    if action:
        action = action()
        if asyncio.iscoroutine(action):
            await action


async def measure(name, wait, action=None):
    global counting
    counting = True
    counter = asyncio.create_task(count())
    task = asyncio.create_task(end_it(action))
    try:
        await wait(task)
    except asyncio.CancelledError:
        pass
    tell(f'{name}: {passes - ended}')
    counting = False
    await task
    await counter


async def by_await(task):
    await task


async def by_task_of_await(task):
    await asyncio.create_task(by_await(task))


async def by_as_completed(task):
    for next_one in asyncio.as_completed([task]):
        await next_one


async def by_group(task):
    async with asyncio.TaskGroup() as group:
        group.create_task(end_it())


async def tasks():
    await measure('await', by_await)
    await measure('await in a coroutine in place', by_await)
    await measure('await in a task in between', by_task_of_await)
    await measure('wait', lambda task: asyncio.wait([task]))
    await measure('wait_for', lambda task: asyncio.wait_for(task, 9))
    await measure('as_completed', by_as_completed)
    await measure('task group', by_group)
    await measure('gather', asyncio.gather)
    await measure('shield', asyncio.shield)
    await measure('gather of gather', lambda task: asyncio.gather(asyncio.gather(task)))
    await measure('wait_for of shield',
                  lambda task: asyncio.wait_for(asyncio.shield(task), 9))


async def shared_things():
    lock = asyncio.Lock()
    await lock.acquire()
    await measure('lock', lambda _: lock.acquire(), lock.release)
    semaphore = asyncio.Semaphore(0)
    await measure('semaphore', lambda _: semaphore.acquire(), semaphore.release)
    event = asyncio.Event()
    await measure('event', lambda _: event.wait(), event.set)
    condition = asyncio.Condition()
    await condition.acquire()

    async def notify():
        async with condition:
            condition.notify()
    await measure('condition', lambda _: condition.wait(), notify)
    barrier = asyncio.Barrier(2)
    await measure('barrier', lambda _: barrier.wait(), barrier.wait)
    queue = asyncio.Queue()
    await measure('get', lambda _: queue.get(), lambda: queue.put_nowait(1))
    full = asyncio.Queue(1)
    await full.put(1)
    await measure('put', lambda _: full.put(1), lambda: full.get_nowait() and None)

    def two_done():
        full.task_done()
        full.task_done()
    await measure('join', lambda _: full.join(), two_done)
    future = asyncio.get_running_loop().create_future()
    await measure('future', lambda _: future, lambda: future.set_result(None))


async def sleep_long():
    try:
        await asyncio.sleep(9)
    finally:
        tell(f'cancelled sleep: {passes - ended}')


async def gather_sleepers():
    try:
        await asyncio.gather(asyncio.create_task(sleep_long()))
    finally:
        tell(f'cancelled gather: {passes - ended}')


async def wait_long():
    try:
        await asyncio.wait_for(asyncio.create_task(sleep_long()), 9)
    finally:
        tell(f'cancelled wait_for: {passes - ended}')


async def shield_long():
    inner = asyncio.create_task(sleep_long())
    try:
        await asyncio.shield(inner)
    finally:
        tell(f'cancelled shield: {passes - ended}')
        inner.cancel()
        try:
            await inner
        except asyncio.CancelledError:
            pass


async def cancellations():
    for function in sleep_long, gather_sleepers, wait_long, shield_long:
        sleeper = asyncio.create_task(function())
        await measure('who awaits that', lambda _: sleeper,
                      lambda: sleeper.cancel() and None)


play(tasks, shared_things, cancellations)
