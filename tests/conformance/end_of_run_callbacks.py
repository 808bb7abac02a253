# SPDX-License-Identifier: MIT
"""When main ends: which callbacks still have their turn.  The loop makes one pass more,
then as many as it takes to cancel what is left, to close generators and to give back
the threads: four at least."""
import asyncio

from tell import play, start, tell


def the_loop():
    return asyncio.get_running_loop()


def chain(left):
    tell(f'callback, {left}')
    if left > 1:
        asyncio.get_event_loop().call_soon(chain, left - 1)


async def how_many_passes():
    the_loop().call_soon(chain, 20)
    tell('main ends')


async def how_many_with_tasks_left():
    task = start('a', 9)
    await asyncio.sleep(0)
    the_loop().call_soon(chain, 20)
    tell('main ends')
    return task


async def of_tasks_that_are_left():
    a, b = start('a', 9, tidies=1), start('b', 9)
    a.add_done_callback(lambda _: tell('a is done'))
    b.add_done_callback(lambda _: tell('b is done'))
    the_loop().call_later(1.5, tell, 'while a tidies')
    the_loop().call_later(3, tell, 'never')
    await asyncio.sleep(1)
    tell('main ends')
    return a, b


async def of_main():
    asyncio.current_task().add_done_callback(lambda _: tell('main is done'))
    the_loop().call_later(0, tell, 'due now')
    the_loop().call_later(1, tell, 'never')
    tell('main ends')


async def leave_value():
    try:
        yield 'value'
    finally:
        await asyncio.sleep(0)


async def how_many_with_a_generator():
    generator = leave_value()
    await anext(generator)
    the_loop().call_soon(chain, 20)
    tell('main ends')
    return generator


play(how_many_passes, how_many_with_tasks_left, of_tasks_that_are_left, of_main,
     how_many_with_a_generator)
