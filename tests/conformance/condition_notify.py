# SPDX-License-Identifier: MIT
"""Conditions: notify n of those who wait, in order; each has the lock when it goes on."""
import asyncio

from tell import how, how_call, play, tell, tell_end


async def wait_once(condition, name):
    async with condition:
        tell(f'{name} waits')
        told = await how(condition.wait())
        tell(f'{name}: {told}, locked: {condition.locked()}')
        await asyncio.sleep(0.5)


async def begin(n):
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(wait_once(condition, name), name=name)
             for name in 'abcd'[:n]]
    await asyncio.sleep(0)
    return condition, tasks


async def notify(condition, n):
    async with condition:
        tell(f'notify {n}: ' + how_call(condition.notify, n))


async def some_then_all():
    condition, tasks = await begin(4)
    await notify(condition, 2)
    await asyncio.sleep(2)
    async with condition:
        tell('notify_all: ' + how_call(condition.notify_all))
    await asyncio.gather(*tasks)


async def more_than_there_are():
    condition, tasks = await begin(1)
    await notify(condition, 9)
    await tell_end(tasks[0])
    await notify(condition, 1)


async def what_holds():
    value = 0
    condition = asyncio.Condition()

    async def wait_value(wanted):
        async with condition:
            told = await how(condition.wait_for(lambda: value >= wanted))
            tell(f'{wanted} is there: {told}')

    waiters = [asyncio.create_task(wait_value(wanted)) for wanted in (2, 1, 0)]
    for _ in range(2):
        await asyncio.sleep(1)
        async with condition:
            value += 1
            tell(f'value {value}')
            condition.notify_all()
    await asyncio.gather(*waiters)


async def misuse():
    condition = asyncio.Condition()
    tell('wait: ' + await how(condition.wait()))
    tell('notify: ' + how_call(condition.notify, 1))
    tell('release: ' + how_call(condition.release))


async def shared_lock():
    lock = asyncio.Lock()
    condition, other = asyncio.Condition(lock), asyncio.Condition(lock)
    waiter = asyncio.create_task(wait_once(condition, 'a'), name='a')
    await asyncio.sleep(0)
    async with lock:
        tell(f'locked: {other.locked()}')
        other.notify(1)
        condition.notify(1)
    await tell_end(waiter)


play(some_then_all, more_than_there_are, what_holds, misuse, shared_lock)
