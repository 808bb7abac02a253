# SPDX-License-Identifier: MIT
"""Queues: first in, first out; last in, first out; smallest first; without waiting."""
import asyncio

from tell import how_call, play, tell


def fill_and_empty(queue, items):
    for item in items:
        queue.put_nowait(item)
    tell(f'size {queue.qsize()}')
    text = ''
    while not queue.empty():
        text += str(queue.get_nowait())
    tell(text)


class Kind:
    def __init__(self, letter):
        self.letter = letter

    def __lt__(self, other):
        return self.letter.lower() < other.letter.lower()

    def __str__(self):
        return self.letter


async def orders():
    fill_and_empty(asyncio.Queue(), 'hello')
    fill_and_empty(asyncio.LifoQueue(), 'hello')
    fill_and_empty(asyncio.PriorityQueue(), 'the quick brown fox jumps over the lazy dog')


async def equal_ones_come_as_from_a_heap():
    fill_and_empty(asyncio.PriorityQueue(), map(Kind, 'bBaAcCbBaAcCaBcAbC'))


async def mixed():
    queue = asyncio.PriorityQueue()
    for i in range(40):
        queue.put_nowait('dbca'[i * 7 % 4])
        if i % 3 == 2:
            tell(queue.get_nowait())


async def without_waiting():
    queue = asyncio.Queue(2)
    tell('get: ' + how_call(queue.get_nowait))
    for _ in range(3):
        tell('put: ' + how_call(queue.put_nowait, 'x'))
    tell(f'full: {queue.full()}, empty: {queue.empty()}')


play(orders, equal_ones_come_as_from_a_heap, mixed, without_waiting)
