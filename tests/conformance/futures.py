# SPDX-License-Identifier: MIT
"""Futures that ordinary code completes; outcomes asked for without waiting."""
import asyncio

from tell import Failed, how_call, play, start, story, tell, tell_end


def new_future():
    return asyncio.get_running_loop().create_future()


async def await_it(future, name):
    try:
        tell(f'{name}: ok {await future}')
    except BaseException as error:
        tell(f'{name}: {story(error)} ')
        raise


def start_awaiter(future, name):
    return asyncio.create_task(await_it(future, name), name=name)


def refused(function, *arguments):
    return 'ok' if how_call(function, *arguments) == 'ok' else 'refused'


async def by_a_callback():
    def set_it(value):
        tell('set')
        future.set_result(value)

    future = new_future()
    a, b = start_awaiter(future, 'a'), start_awaiter(future, 'b')
    asyncio.get_running_loop().call_later(1, set_it, 'value')
    await a
    await b
    await await_it(future, 'again')


async def failed():
    future = new_future()
    a = start_awaiter(future, 'a')
    await asyncio.sleep(1)
    future.set_exception(Failed('broken'))
    tell(f'done: {future.done()}')
    await tell_end(a)
    tell(f'exception: {story(future.exception())}')


async def done_once():
    future = new_future()
    tell('result: ' + how_call(future.result))
    future.set_result('value')
    tell('set again: ' + refused(future.set_result, 'other'))
    tell('fail: ' + refused(future.set_exception, Failed()))
    tell(f'cancel: {future.cancel()}')
    await await_it(future, 'main')


async def cancelled():
    future = new_future()
    a = start_awaiter(future, 'a')
    await asyncio.sleep(1)
    tell(f'cancel: {future.cancel()}')
    tell(f'cancelled: {future.cancelled()}')
    tell('set: ' + refused(future.set_result, 'value'))
    await tell_end(a)
    tell(f'cancelling: {a.cancelling()}')


async def set_and_cancelled():
    future = new_future()
    a = start_awaiter(future, 'a')
    await asyncio.sleep(1)
    future.set_result('value')
    tell(f'cancel: {a.cancel()}')
    await tell_end(a)


def outcome(task):
    try:
        return f'ok {task.result()}'
    except BaseException as error:
        return story(error)


async def outcomes():
    good, bad, gone = start('good', 1), start('bad', 1, 'broken'), start('gone', 9)
    tell(outcome(good))
    await asyncio.sleep(2)
    gone.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tell(f'{good.result()}, exception: {good.exception()}')
    tell(outcome(bad))
    tell(story(bad.exception()))
    tell(outcome(gone))
    tell(f'done: {good.done()} {bad.done()} {gone.done()}')
    tell(f'cancelled: {good.cancelled()} {bad.cancelled()} {gone.cancelled()}')


play(by_a_callback, failed, done_once, cancelled, set_and_cancelled, outcomes)
