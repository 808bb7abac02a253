# SPDX-License-Identifier: MIT
"""Futures and done callbacks at their edges: set twice, in which order, from where."""
import asyncio

from tell import Failed, how, how_call, play, start, story, tell, tell_end


def new():
    return asyncio.get_running_loop().create_future()


def outcome(future):
    try:
        return f'ok {future.result()}'
    except BaseException as error:
        return story(error)


async def set_twice():
    future = new()
    tell(outcome(future))
    future.set_result('one')
    tell(how_call(future.set_result, 'two'))
    tell(how_call(future.set_exception, Failed('three')))
    tell(f'{future.cancel()} {outcome(future)}')


async def failed_then_set():
    future = new()
    future.set_exception(Failed('broken'))
    tell(how_call(future.set_result, 'two'))
    tell(f'{future.cancel()} {future.cancelled()} {outcome(future)}')
    tell(await how(future))
    tell(await how(future))


async def cancelled_then_set():
    future = new()
    tell(f'{future.cancel("no")} {future.cancel("again")} {future.done()}')
    tell(how_call(future.set_result, 'two'))
    tell(how_call(future.set_exception, Failed('three')))
    tell(outcome(future))
    tell(outcome(future))


async def callbacks_in_order():
    future = new()

    async def waits(name):
        tell(f'{name}: ' + await how(future))
    a = asyncio.create_task(waits('a'))
    await asyncio.sleep(0)
    future.add_done_callback(lambda it: tell(f'callback 1 {it is future}'))
    b = asyncio.create_task(waits('b'))
    await asyncio.sleep(0)
    future.add_done_callback(lambda it: tell(f'callback 2 {outcome(it)}'))
    asyncio.get_running_loop().call_soon(tell, 'before')
    future.set_result('value')
    asyncio.get_running_loop().call_soon(tell, 'behind')
    future.add_done_callback(lambda it: tell('callback 3'))
    tell(f'{future.done()}')
    await a
    await b


async def callbacks_that_set():
    one, two, three = new(), new(), new()
    one.add_done_callback(lambda it: two.set_result(it.result()))
    two.add_done_callback(lambda it: three.set_exception(Failed(it.result())))
    asyncio.get_running_loop().call_soon(one.set_result, 'value')
    for i in range(3):
        await asyncio.sleep(0)
        tell(f'{one.done()} {two.done()} {three.done()}')
    tell(await how(three))


async def removed():
    future = new()

    def twice(it):
        tell('twice')

    def once(it):
        tell('once')
    future.add_done_callback(twice)
    future.add_done_callback(once)
    future.add_done_callback(twice)
    tell(f'{future.remove_done_callback(twice)} {future.remove_done_callback(twice)}')
    future.add_done_callback(twice)
    future.set_result(None)
    tell(f'{future.remove_done_callback(once)}')
    await asyncio.sleep(0)


async def of_a_task():
    task = start('task', 1)
    task.add_done_callback(lambda it: tell(f'done: {outcome(it)}'))
    tell(await how(task))
    tell('main')
    await asyncio.sleep(0)
    task = start('task', 9)
    task.add_done_callback(lambda it: tell(f'done: {outcome(it)}, {it.cancelled()}'))
    await asyncio.sleep(0)
    task.cancel()
    tell(await how(task))
    task.add_done_callback(lambda it: tell('added later'))
    tell('main')
    await asyncio.sleep(0)


async def one_waiter_is_cancelled():
    future = new()

    async def waits(name):
        tell(f'{name}: ' + await how(future))
    a, b = asyncio.create_task(waits('a')), asyncio.create_task(waits('b'))
    await asyncio.sleep(0)
    a.cancel('only a')
    tell(f'{future.cancelled()} {future.done()}')
    await a
    await b
    tell(how_call(future.set_result, 1))


async def set_at_the_instant_of_a_time_out():
    future = new()
    asyncio.get_running_loop().call_later(1, lambda: future.done() or
                                          future.set_result('set'))
    try:
        async with asyncio.timeout(1):
            tell(f'{await future}')
    except TimeoutError:
        tell(f'late, {future.cancelled()}')
    future = new()
    try:
        async with asyncio.timeout(1):
            asyncio.get_running_loop().call_later(1, lambda: future.done() or
                                                  future.set_result('set'))
            tell(f'{await future}')
    except TimeoutError:
        tell(f'late, {future.cancelled()}')


async def awaited_when_done():
    future = new()
    future.set_result('value')
    start('other')
    tell(f'{await future}')
    tell(f'{await asyncio.shield(future)}')
    tell(f'{await asyncio.wait_for(future, 1)}')
    tell('main')


play(set_twice, failed_then_set, cancelled_then_set, callbacks_in_order,
     callbacks_that_set, removed, of_a_task, one_waiter_is_cancelled,
     set_at_the_instant_of_a_time_out, awaited_when_done)
