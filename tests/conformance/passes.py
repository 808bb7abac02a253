# SPDX-License-Identifier: MIT
"""Passes: what is ready when one begins has its turn in it; what becomes ready meanwhile
has it in the next one; timers that are due come behind."""
import asyncio
import time

from tell import play, tell


async def step(name):
    for i in range(1, 4):
        tell(f'{name} {i}')
        await asyncio.sleep(0)


def start_steps(name):
    return asyncio.create_task(step(name))


async def by_turns():
    a, b = start_steps('a'), start_steps('b')
    tell('main')
    await a
    tell('a has ended')
    await b


async def make_another():
    tell('maker')
    made = start_steps('made')
    await asyncio.sleep(0)
    tell('maker is back')
    await made


async def made_meanwhile():
    maker, b = asyncio.create_task(make_another()), start_steps('b')
    await maker
    await b


async def sleep_a_second(name):
    await asyncio.sleep(1)
    tell(f'{name} slept')


async def a_sleep_takes_two_turns():
    a = asyncio.create_task(sleep_a_second('a'))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(1, tell, 'timer set second')
    b = asyncio.create_task(sleep_a_second('b'))
    await a
    await b


async def blocked():
    a = asyncio.create_task(sleep_a_second('a'))
    await asyncio.sleep(0)
    b = start_steps('b')
    time.sleep(5)
    tell('main blocked')
    await asyncio.sleep(0)
    tell('main is back')
    await a
    await b


async def sleep_for(seconds):
    await asyncio.sleep(seconds)
    tell(f'slept {seconds:g}')


async def in_order_of_their_times():
    await asyncio.gather(*map(sleep_for, (3, 1, 2, 1, 0, 0.5)))


async def hand_over():
    ping, pong = asyncio.Event(), asyncio.Event()

    async def play_ping():
        for i in range(3):
            ping.set()
            await pong.wait()
            pong.clear()
            tell(f'pong {i}')

    async def play_pong():
        for i in range(3):
            await ping.wait()
            ping.clear()
            tell(f'ping {i}')
            pong.set()

    await asyncio.gather(play_ping(), play_pong(), step('c'))


play(by_turns, made_meanwhile, a_sleep_takes_two_turns, blocked, in_order_of_their_times,
     hand_over)
