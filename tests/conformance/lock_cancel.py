# SPDX-License-Identifier: MIT
"""Who waits for a lock is cancelled: in the middle of the line, in front, when it was
woken but has not run, when the lock was just given back."""
import asyncio

from tell import how, play, story, tell, tell_end


async def use(lock, name):
    try:
        await lock.acquire()
    except BaseException as error:
        tell(f'{name} acquire: {story(error)}')
        raise
    tell(f'{name} acquire: ok')
    try:
        await asyncio.sleep(1)
    finally:
        lock.release()


async def line_up():
    """Three in line behind this task, which holds the lock."""
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [asyncio.create_task(use(lock, name), name=name) for name in 'abc']
    await asyncio.sleep(0)
    return lock, *tasks


async def tell_all(lock, *tasks):
    for task in tasks:
        await tell_end(task)
    tell(f'locked: {lock.locked()}')


async def in_the_middle():
    lock, a, b, c = await line_up()
    b.cancel()
    await asyncio.sleep(1)
    lock.release()
    await tell_all(lock, a, b, c)


async def in_front():
    lock, a, b, c = await line_up()
    a.cancel()
    lock.release()
    tell('released')
    await tell_all(lock, a, b, c)


async def woken_but_not_run():
    lock, a, b, c = await line_up()
    lock.release()
    a.cancel()
    tell('released, then cancelled')
    await tell_all(lock, a, b, c)


async def two_woken_in_turn():
    lock, a, b, c = await line_up()
    lock.release()
    a.cancel()
    b.cancel()
    await tell_all(lock, a, b, c)


async def taken_meanwhile():
    lock, a, b, c = await line_up()
    a.cancel()
    b.cancel()
    c.cancel()
    lock.release()
    tell('acquire at once: ' + await how(lock.acquire()))
    await asyncio.sleep(1)
    lock.release()
    await tell_all(lock, a, b, c)


async def all_cancelled():
    lock, a, b, c = await line_up()
    a.cancel()
    b.cancel()
    c.cancel()
    await tell_all(lock, a, b, c)
    lock.release()
    tell(f'locked: {lock.locked()}')


async def the_holder():
    lock, a, b, c = await line_up()
    lock.release()
    await asyncio.sleep(0.5)
    a.cancel()
    await tell_all(lock, a, b, c)


async def with_a_limit():
    lock, a, b, c = await line_up()
    try:
        async with asyncio.timeout(0.5):
            await lock.acquire()
    except TimeoutError as error:
        tell(f'acquire: {story(error)}')
    lock.release()
    await tell_all(lock, a, b, c)


play(in_the_middle, in_front, woken_but_not_run, two_woken_in_turn, taken_meanwhile,
     all_cancelled, the_holder, with_a_limit)
