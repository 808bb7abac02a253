# SPDX-License-Identifier: MIT
"""Conditions: how many are notified, in which order they get the lock, a shared lock."""
import asyncio

from tell import Failed, how, how_call, play, start, story, tell, tell_end


async def wait(condition, name, hold=0):
    async with condition:
        try:
            await condition.wait()
            tell(f'{name}: ok')
        except BaseException as error:
            tell(f'{name}: {story(error)}, locked: {condition.locked()}')
            raise
        if hold:
            await asyncio.sleep(hold)


def line_up(condition, names, hold=0):
    return [asyncio.create_task(wait(condition, name, hold), name=name) for name in names]


async def all_of(tasks):
    for task in tasks:
        await how(task)


async def notify(condition, n):
    async with condition:
        condition.notify(n)
        tell(f'notified {n}')


async def refused():
    condition = asyncio.Condition()
    tell(await how(condition.wait()))
    tell(how_call(condition.notify))
    tell(how_call(condition.notify_all))
    tell(how_call(condition.release))


async def none_and_too_many():
    condition = asyncio.Condition()
    tasks = line_up(condition, 'abc')
    await asyncio.sleep(1)
    await notify(condition, 0)
    await asyncio.sleep(1)
    await notify(condition, 2)
    await asyncio.sleep(1)
    await notify(condition, 9)
    await all_of(tasks)


async def the_lock_is_held_on():
    condition = asyncio.Condition()
    tasks = line_up(condition, 'abc', 1)
    await asyncio.sleep(1)
    async with condition:
        condition.notify_all()
        tell('notified')
        await asyncio.sleep(1)
        tell('released')
    await all_of(tasks)


async def a_newcomer_wants_the_lock():
    condition = asyncio.Condition()
    tasks = line_up(condition, 'a')
    await asyncio.sleep(1)

    async def wants():
        async with condition:
            tell('newcomer')
    await condition.acquire()
    newcomer = asyncio.create_task(wants())
    await asyncio.sleep(0)
    condition.notify()
    condition.release()
    await all_of([newcomer] + tasks)


async def notified_and_cancelled():
    condition = asyncio.Condition()
    tasks = line_up(condition, 'ab')
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
        tasks[0].cancel('too late')
    await asyncio.sleep(1)
    tell(f'{tasks[1].done()}')
    await notify(condition, 1)
    await all_of(tasks)


async def cancelled_twice_while_it_wants_the_lock():
    condition = asyncio.Condition()
    tasks = line_up(condition, 'a')
    await asyncio.sleep(1)
    await condition.acquire()
    tasks[0].cancel('first')
    await asyncio.sleep(1)
    tasks[0].cancel('second')
    await asyncio.sleep(1)
    tell(f'{tasks[0].done()}')
    condition.release()
    await tell_end(tasks[0])
    tell(f'{tasks[0].cancelling()} {condition.locked()}')


async def two_share_a_lock():
    lock = asyncio.Lock()
    one, two = asyncio.Condition(lock), asyncio.Condition(lock)
    tasks = line_up(one, 'a') + line_up(two, 'b')
    await asyncio.sleep(1)
    async with lock:
        two.notify_all()
        one.notify_all()
        tell(f'{one.locked()} {two.locked()}')
    await all_of(tasks)


async def a_predicate():
    condition, items = asyncio.Condition(), []

    async def take(name):
        async with condition:
            await condition.wait_for(lambda: tell(f'{name} looks') or items)
            tell(f'{name} takes {items.pop()}')
    tasks = [asyncio.create_task(take(name)) for name in 'ab']
    for item in 1, 2:
        await asyncio.sleep(1)
        async with condition:
            items.append(item)
            condition.notify_all()
    await all_of(tasks)
    items.append(3)
    await take('main')


async def with_a_limit():
    condition = asyncio.Condition()
    async with condition:
        try:
            await asyncio.wait_for(condition.wait(), 1)
        except TimeoutError:
            tell(f'late, locked: {condition.locked()}')
    try:
        async with asyncio.timeout(1):
            await wait(condition, 'in scope')
    except TimeoutError:
        tell(f'late, locked: {condition.locked()}')


play(refused, none_and_too_many, the_lock_is_held_on, a_newcomer_wants_the_lock,
     notified_and_cancelled, cancelled_twice_while_it_wants_the_lock, two_share_a_lock,
     a_predicate, with_a_limit)
