# SPDX-License-Identifier: MIT
"""When main ends: what is left is cancelled, in order of creation, and tidies up."""
import asyncio

from tell import Failed, how, play, start, story, tell

kept = []                               # asyncio keeps no task from being collected


async def in_order_of_creation():
    kept.append(start('a', 9))
    kept.append(start('b', 9, tidies=2))
    kept.append(start('c', 9, tidies=1))
    await asyncio.sleep(1)
    kept.append(start('never begun', 1))
    tell('main ends')


async def main_fails():
    kept.append(start('a', 9, tidies=1))
    await asyncio.sleep(1)
    raise Failed("main's own")


async def swallow():
    tell('first: ' + await how(asyncio.sleep(9)))
    tell('second: ' + await how(asyncio.sleep(1)))


async def swallowed():
    kept.append(asyncio.create_task(swallow()))
    await asyncio.sleep(1)
    tell('main ends')


async def clean_up_fails():
    kept.append(start('a', 9, 'no clean-up', 1))
    kept.append(start('b', 9, tidies=2))
    await asyncio.sleep(1)
    tell('main ends')


async def waits_for(task):
    try:
        await task
    except BaseException as error:
        tell(f'waiter: {story(error)}')
        raise


async def a_waiter_and_its_task():
    task = start('task', 9, tidies=1)
    kept.append(asyncio.create_task(waits_for(task)))
    await asyncio.sleep(1)
    tell('main ends')


async def at_the_instant_of_the_end():
    kept.append(start('a', 1))
    kept.append(start('b', 1))
    await asyncio.sleep(0)
    await asyncio.sleep(1)
    tell('main ends')


async def main_is_cancelled():
    kept.append(start('a', 9))
    await asyncio.sleep(1)
    asyncio.current_task().cancel('enough')
    await asyncio.sleep(1)


async def self_cancelled_at_its_end():
    asyncio.current_task().cancel()


play(in_order_of_creation, main_fails, swallowed, clean_up_fails, a_waiter_and_its_task,
     at_the_instant_of_the_end, main_is_cancelled, self_cancelled_at_its_end)
