# SPDX-License-Identifier: MIT
"""What a run leaves behind in the middle of things, and how each of them ends."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


async def traced(awaitable, name):
    try:
        tell(f'{name}: ok {await awaitable}')
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise


def leave(awaitable, name):
    return asyncio.create_task(traced(awaitable, name), name=name)


async def combinators():
    leave(asyncio.wait_for(work('limited', 9, None, 1), 5), 'wait_for')
    leave(asyncio.gather(work('x', 9, None, 2), work('y', 9)), 'gather')
    task = start('shielded', 9, None, 1)
    leave(asyncio.shield(task), 'shield')
    leave(asyncio.wait([task]), 'wait')
    await asyncio.sleep(1)


async def things_they_wait_for():
    lock, event, queue = asyncio.Lock(), asyncio.Event(), asyncio.Queue(1)
    condition = asyncio.Condition()
    await lock.acquire()
    queue.put_nowait('full')

    async def wait_condition():
        async with condition:
            await condition.wait()
    leave(lock.acquire(), 'lock')
    leave(event.wait(), 'event')
    leave(queue.put('more'), 'put')
    leave(queue.join(), 'join')
    leave(wait_condition(), 'condition')
    leave(asyncio.Barrier(2).wait(), 'barrier')
    leave(asyncio.get_running_loop().create_future(), 'future')
    await asyncio.sleep(1)
    tell('main ends')


async def a_group():
    async def group():
        async with asyncio.TaskGroup() as it:
            it.create_task(work('a', 9, None, 1))
            it.create_task(work('b', 9, 'broken', 2))
    leave(group(), 'group')
    await asyncio.sleep(1)


async def a_time_out():
    async def limited():
        async with asyncio.timeout(2):
            try:
                await asyncio.sleep(9)
            finally:
                await traced(asyncio.sleep(9), 'clean-up')
    leave(limited(), 'scope')
    await asyncio.sleep(1)


async def those_that_have_not_begun():
    start('never')
    leave(asyncio.sleep(1), 'sleeper')
    tell('main ends')


async def those_that_end_just_then():
    start('a', 1)
    start('b', 1, 'broken')
    await asyncio.sleep(1)
    tell('main ends')


async def one_that_helps_another():
    event = asyncio.Event()

    async def waits():
        try:
            await asyncio.sleep(9)
        finally:
            await event.wait()
            tell('waited')

    async def helps():
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(1)
            event.set()
            tell('helped')
    leave(waits(), 'waits')
    leave(helps(), 'helps')
    await asyncio.sleep(1)


async def a_chain():
    tail = start('tail', 9, None, 1)
    middle = leave(tail, 'middle')
    leave(middle, 'head')
    await asyncio.sleep(1)


async def main_fails_with_all_that():
    start('a', 9, 'in vain', 1)
    leave(work('b', 9), 'b')
    await asyncio.sleep(1)
    raise Failed('main')


async def generators():
    async def numbers():
        try:
            yield 1
            yield 2
        finally:
            tell('generator closes')
            await asyncio.sleep(1)
            tell('generator closed')

    async def consume():
        async for value in numbers():
            tell(f'value {value}')
            await asyncio.sleep(9)
    leave(consume(), 'consumer')
    await asyncio.sleep(1)


async def callbacks():
    loop = asyncio.get_running_loop()
    task = start('task', 9, None, 1)
    task.add_done_callback(lambda it: tell('done callback'))
    loop.call_later(1.5, tell, 'while it tidies')
    loop.call_later(5, tell, 'never')
    await asyncio.sleep(1)
    loop.call_soon(tell, 'soon')


play(combinators, things_they_wait_for, a_group, a_time_out, those_that_have_not_begun,
     those_that_end_just_then, one_that_helps_another, a_chain, main_fails_with_all_that,
     generators, callbacks)
