# SPDX-License-Identifier: MIT
"""Cancelling a waiter reaches what it waits for; the text goes along; not the other way
round."""
import asyncio

from tell import how, play, start, story, tell, tell_end


async def await_it(task):
    try:
        await task
        tell('awaiter: ok')
    except BaseException as error:
        tell(f'awaiter: {story(error)}')
        raise


def start_awaiter(name, task):
    return asyncio.create_task(await_it(task), name=name)


async def down_the_chain():
    inner = start('inner', 9, tidies=1)
    middle = start_awaiter('middle', inner)
    outer = start_awaiter('outer', middle)
    await asyncio.sleep(1)
    outer.cancel()
    tell(f'cancelling: {outer.cancelling()} {middle.cancelling()} {inner.cancelling()}')
    await tell_end(outer)
    tell(f'cancelled: {inner.cancelled()}')


async def up_the_chain():
    inner = start('inner', 9)
    outer = start_awaiter('outer', inner)
    await asyncio.sleep(1)
    inner.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tell(f'cancelling: {outer.cancelling()} {inner.cancelling()}')
    await tell_end(outer)


async def wait_twice():
    tell('first: ' + await how(asyncio.sleep(9)))
    tell('second: ' + await how(asyncio.sleep(9)))
    tell('third: ' + await how(asyncio.sleep(0)))


async def the_text_goes_along():
    task = asyncio.create_task(wait_twice(), name='task')
    await asyncio.sleep(1)
    task.cancel('please')
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(0)
    await tell_end(task)
    outer = start_awaiter('outer', start('inner', 9))
    await asyncio.sleep(1)
    outer.cancel('down and up')
    await tell_end(outer)


async def two_texts():
    task = asyncio.create_task(wait_twice(), name='task')
    await asyncio.sleep(1)
    task.cancel('one')
    task.cancel('two')
    await asyncio.sleep(1)
    task.cancel('three')
    await tell_end(task)
    asyncio.current_task().cancel('four')
    asyncio.current_task().cancel('five')
    tell(await how(asyncio.sleep(1)))


async def a_future_is_cancelled():
    future = asyncio.get_running_loop().create_future()
    waiter = start_awaiter('waiter', future)
    await asyncio.sleep(1)
    waiter.cancel()
    tell(f'cancelled: {future.cancelled()}')
    await tell_end(waiter)


async def two_waiters():
    inner = start('inner', 9)
    one, two = start_awaiter('one', inner), start_awaiter('two', inner)
    await asyncio.sleep(1)
    one.cancel()
    await tell_end(one)
    await tell_end(two)
    tell(f'cancelling: {one.cancelling()} {two.cancelling()}')


play(down_the_chain, up_the_chain, the_text_goes_along, two_texts,
     a_future_is_cancelled, two_waiters)
