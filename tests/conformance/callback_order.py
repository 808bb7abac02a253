# SPDX-License-Identifier: MIT
"""call_soon, call_later, call_at: their order among themselves and among tasks."""
import asyncio
import time

from tell import play, tell


def the_loop():
    return asyncio.get_running_loop()


def note_and_call(text):
    tell(text)
    the_loop().call_soon(tell, 'called from a callback')


async def soon():
    the_loop().call_soon(tell, '1')
    the_loop().call_soon(note_and_call, '2')
    the_loop().call_soon(tell, '3')
    tell('main gives way')
    await asyncio.sleep(0)
    tell('main is back')
    await asyncio.sleep(0)
    tell('main ends')


async def step(name):
    for i in range(1, 4):
        tell(f'{name} {i}')
        await asyncio.sleep(0)


async def among_tasks():
    a = asyncio.create_task(step('a'))
    the_loop().call_soon(note_and_call, 'callback')
    b = asyncio.create_task(step('b'))
    await a
    await b


async def later():
    begin = the_loop().time()
    the_loop().call_later(2, tell, 'later 2')
    the_loop().call_later(1, tell, 'later 1, set first')
    the_loop().call_at(begin + 1, tell, 'at 1, set second')
    the_loop().call_later(0, tell, 'later 0')
    the_loop().call_soon(tell, 'soon')
    the_loop().call_later(-1, tell, 'later -1')
    the_loop().call_at(begin - 1, tell, 'at -1')
    await asyncio.sleep(1)
    tell('slept')
    await asyncio.sleep(1)
    tell('slept')


async def behind_what_is_ready():
    the_loop().call_later(1, tell, 'timer')
    time.sleep(1)
    a = asyncio.create_task(step('a'))
    the_loop().call_soon(tell, 'soon')
    await a


def block():
    tell('blocks')
    time.sleep(2)


async def fallen_due_together():
    the_loop().call_later(1, block)
    the_loop().call_later(2.5, tell, '2.5')
    the_loop().call_later(2, tell, '2')
    the_loop().call_later(1.5, tell, '1.5')
    the_loop().call_later(2, tell, '2 again')
    await asyncio.sleep(4)


async def cancelled():
    soon_one = the_loop().call_soon(tell, 'not this')
    later_one = the_loop().call_later(1, tell, 'nor this')
    kept = the_loop().call_later(1, tell, 'but this')
    soon_one.cancel()
    await asyncio.sleep(0.5)
    later_one.cancel()
    tell(f'cancelled: {kept.cancelled()}')
    await asyncio.sleep(1)
    kept.cancel()


async def cancelled_at_the_last_moment():
    victim = None

    def cancel_victim(text):
        tell(text)
        victim.cancel()

    the_loop().call_later(1, cancel_victim, 'cancels')
    victim = the_loop().call_later(1, tell, 'not this')
    await asyncio.sleep(2)
    the_loop().call_soon(cancel_victim, 'cancels')
    victim = the_loop().call_soon(tell, 'nor this')
    await asyncio.sleep(0)


play(soon, among_tasks, later, behind_what_is_ready, fallen_due_together, cancelled,
     cancelled_at_the_last_moment)
