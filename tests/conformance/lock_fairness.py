# SPDX-License-Identifier: MIT
"""Locks: first come, first served; nobody passes the line; misuse."""
import asyncio

from tell import how, how_call, play, story, tell


async def use(lock, name, seconds):
    try:
        await lock.acquire()
    except BaseException as error:
        tell(f'{name} acquire: {story(error)}')
        raise
    tell(f'{name} acquire: ok')
    try:
        await asyncio.sleep(seconds)
    finally:
        lock.release()
        tell(f'{name} released')


async def in_line():
    lock = asyncio.Lock()
    await asyncio.gather(*[use(lock, name, seconds) for name, seconds in
                           zip('abcd', (1, 0, 1, 0))])
    tell(f'locked: {lock.locked()}')


async def nobody_passes_the_line():
    lock = asyncio.Lock()

    async def greedy():
        for i in range(1, 4):
            await lock.acquire()
            tell(f'greedy has it, {i}')
            await asyncio.sleep(1)
            lock.release()
            tell(f'locked: {lock.locked()}')

    await asyncio.gather(greedy(), use(lock, 'a', 1), use(lock, 'b', 1))


async def a_newcomer_after_the_release():
    lock = asyncio.Lock()

    async def passes_by():
        tell(f'passes by: locked {lock.locked()}')
        await lock.acquire()
        tell('passer-by has it')
        lock.release()

    await lock.acquire()
    waiter = asyncio.create_task(use(lock, 'a', 0))
    await asyncio.sleep(0)
    newcomer = asyncio.create_task(passes_by())
    lock.release()
    tell('released')
    await newcomer
    await waiter


async def misuse():
    lock = asyncio.Lock()
    tell('release: ' + how_call(lock.release))
    await lock.acquire()
    tell('release: ' + how_call(lock.release))
    tell('release: ' + how_call(lock.release))


async def released_by_another():
    lock = asyncio.Lock()

    async def let_go():
        await asyncio.sleep(1)
        tell('release: ' + how_call(lock.release))

    await lock.acquire()
    other = asyncio.create_task(let_go())
    tell('again: ' + await how(lock.acquire()))
    await other


play(in_line, nobody_passes_the_line, a_newcomer_after_the_release, misuse,
     released_by_another)
