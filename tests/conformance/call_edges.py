# SPDX-License-Identifier: MIT
"""Callbacks of the loop: equal times, the past, cancelled by each other, added by them."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end


def loop():
    return asyncio.get_running_loop()


async def equal_times():
    now = loop().time()
    loop().call_at(now + 1, tell, 'at, first')
    loop().call_later(1, tell, 'later, second')
    loop().call_at(now + 1, tell, 'at, third')
    loop().call_later(0.5, tell, 'earlier')
    start('task', 1)
    await asyncio.sleep(1)
    tell('main')


async def the_past_and_now():
    now = loop().time()
    loop().call_soon(tell, 'soon')
    loop().call_later(0, tell, 'later 0')
    loop().call_later(-1, tell, 'later -1')
    loop().call_at(now, tell, 'at now')
    loop().call_at(now - 2, tell, 'at -2')
    for i in range(4):
        await asyncio.sleep(0)
        tell(f'turn {i}')


async def after_a_block():
    import time
    now = loop().time()
    loop().call_at(now + 2, tell, 'two')
    loop().call_at(now + 1, tell, 'one')
    loop().call_at(now + 3, tell, 'three')
    loop().call_soon(tell, 'soon')
    time.sleep(2)
    await asyncio.sleep(0)
    tell('main')
    await asyncio.sleep(0)
    tell('main')
    await asyncio.sleep(2)


async def cancelled_by_another():
    def cancel():
        handle.cancel()
        tell(f'cancelled: {handle.cancelled()}')
    loop().call_later(1, cancel)
    handle = loop().call_later(1, tell, 'never')
    loop().call_later(1, tell, 'third')
    await asyncio.sleep(2)

    loop().call_soon(cancel)
    handle = loop().call_soon(tell, 'never')
    loop().call_soon(tell, 'third')
    await asyncio.sleep(0)
    handle = loop().call_soon(tell, 'ran')
    await asyncio.sleep(0)
    handle.cancel()


async def added_by_another():
    def add(n):
        tell(f'callback {n}')
        if n < 3:
            loop().call_soon(add, n + 1)
    loop().call_soon(add, 0)
    for i in range(5):
        await asyncio.sleep(0)
        tell(f'turn {i}')

    def add_now():
        tell('adds')
        loop().call_later(0, tell, 'added later')
        loop().call_soon(tell, 'added')
        loop().call_soon(tell, 'added, too')
    loop().call_soon(add_now)
    loop().call_soon(tell, 'behind')
    for i in range(4):
        await asyncio.sleep(0)
        tell(f'turn {i}')


async def one_that_fails():
    def fail():
        tell('fails')
        raise Failed('broken')
    loop().call_soon(fail)
    loop().call_soon(tell, 'behind')
    await asyncio.sleep(0)
    tell('main')


async def one_that_makes_tasks():
    def make():
        start('made', 1)
        tell(f'{asyncio.current_task()}')
    start('before')
    loop().call_soon(make)
    start('after')
    await asyncio.sleep(0)
    tell('main')
    await asyncio.sleep(2)


async def one_that_cancels():
    task = start('task', 9)
    loop().call_later(1, task.cancel)
    loop().call_later(1, tell, 'behind')
    await tell_end(task)
    me = asyncio.current_task()
    loop().call_soon(me.cancel)
    tell(await how(asyncio.sleep(0)))
    tell(await how(asyncio.sleep(0)))
    me.uncancel()
    loop().call_soon(me.cancel)
    tell(await how(asyncio.sleep(1)))


async def periodic():
    count = 0

    def tick():
        nonlocal count
        count += 1
        tell(f'tick {count}')
        if count < 4:
            loop().call_later(1, tick)
        else:
            done.set()
    done = asyncio.Event()
    loop().call_soon(tick)
    await done.wait()


play(equal_times, the_past_and_now, after_a_block, cancelled_by_another,
     added_by_another, one_that_fails, one_that_makes_tasks, one_that_cancels, periodic)
