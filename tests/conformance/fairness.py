# SPDX-License-Identifier: MIT
"""Who runs when all want to: round robin, hand-overs, chains, starvation that is none."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end


async def walk(name, steps, seconds=0):
    for i in range(steps):
        tell(f'{name}{i}')
        await asyncio.sleep(seconds)


def start_walk(*arguments):
    return asyncio.create_task(walk(*arguments))


async def round_robin():
    tasks = [start_walk(name, n) for name, n in (('a', 3), ('b', 2), ('c', 4))]
    for task in tasks:
        await task


async def negative_sleeps():
    tasks = [start_walk('a', 3, 0), start_walk('b', 3, -1), start_walk('c', 3, 1e-9)]
    await asyncio.wait(tasks)


async def in_place_does_not_give_way():
    async def deep(n):
        if n:
            return await deep(n - 1)
        await asyncio.sleep(0)

    async def never_waits():
        pass
    other = start_walk('other', 3)
    for i in range(3):
        await never_waits()
        tell(f'main {i}')
    await deep(9)
    tell('main, once')
    await other


async def ping_pong():
    ping, pong = asyncio.Event(), asyncio.Event()

    async def player(name, mine, theirs):
        for i in range(3):
            await mine.wait()
            mine.clear()
            tell(f'{name} {i}')
            theirs.set()
    a = asyncio.create_task(player('ping', ping, pong))
    b = asyncio.create_task(player('pong', pong, ping))
    other = start_walk('other', 6)
    ping.set()
    await asyncio.wait([a, b, other])


async def a_chain_of_tasks():
    async def link(n):
        if n:
            await asyncio.create_task(link(n - 1))
        tell(f'link {n}')
    other = start_walk('other', 9)
    await link(3)
    tell('main')
    await other


async def a_chain_of_events():
    events = [asyncio.Event() for _ in range(4)]

    async def pass_on(i):
        await events[i].wait()
        tell(f'event {i}')
        if i < 3:
            events[i + 1].set()
    tasks = [asyncio.create_task(pass_on(i)) for i in (2, 0, 3, 1)]
    other = start_walk('other', 5)
    await asyncio.sleep(0)
    events[0].set()
    await asyncio.wait(tasks + [other])


async def tasks_make_tasks():
    async def make(name, depth):
        tell(f'{name} begins')
        if depth:
            children = [asyncio.create_task(make(name + c, depth - 1)) for c in 'xy']
            for child in children:
                await child
        tell(f'{name} ends')
    await asyncio.gather(make('a', 1), make('b', 1))


async def a_busy_one_and_timers():
    import time
    start('timer 1', 1)
    start('timer 2', 2)

    async def busy():
        for i in range(4):
            time.sleep(1)
            tell(f'busy {i}')
            await asyncio.sleep(0)
    await busy()
    await asyncio.sleep(0)


async def all_kinds_become_ready():
    event, future = asyncio.Event(), asyncio.get_running_loop().create_future()
    queue, lock = asyncio.Queue(), asyncio.Lock()
    await lock.acquire()
    sleeper = start('inner', 1)

    async def waits(name, awaitable):
        await awaitable
        tell(name)
    tasks = [asyncio.create_task(waits(name, awaitable)) for name, awaitable in (
        ('lock', lock.acquire()), ('queue', queue.get()), ('future', future),
        ('event', event.wait()), ('task', sleeper), ('sleep', asyncio.sleep(1)),
        ('gather', asyncio.gather(sleeper)), ('shield', asyncio.shield(sleeper)),
        ('wait_for', asyncio.wait_for(event.wait(), 5)))]
    await asyncio.sleep(1)
    tell('main')
    event.set()
    future.set_result(None)
    queue.put_nowait(1)
    lock.release()
    await asyncio.wait(tasks)


play(round_robin, negative_sleeps, in_place_does_not_give_way, ping_pong,
     a_chain_of_tasks, a_chain_of_events, tasks_make_tasks, a_busy_one_and_timers,
     all_kinds_become_ready)
