# SPDX-License-Identifier: MIT
"""Who begins when: tasks in order of creation, after whoever creates them gives way."""
import asyncio

from tell import play, start, tell, work


async def creator_first():
    a, b = start('a'), start('b')
    tell('created')
    await b
    tell('b is done')
    await a


async def parent():
    tell('parent begins')
    child = start('child')
    tell('parent has a child')
    await child
    tell('parent ends')


async def children_queue_behind():
    p, q = asyncio.create_task(parent()), start('q')
    await p
    await q


async def gather_starts_in_argument_order():
    late = start('early')
    await asyncio.gather(work('c'), late, work('a'), work('b'))


async def callbacks_and_tasks_share_the_queue():
    loop = asyncio.get_running_loop()
    loop.call_soon(tell, 'callback 1')
    a = start('a')
    loop.call_soon(tell, 'callback 2')
    b = start('b', 1)
    loop.call_later(0, tell, 'timer')
    await a
    tell('a is done')
    await b


play(creator_first, children_queue_behind, gather_starts_in_argument_order,
     callbacks_and_tasks_share_the_queue)
