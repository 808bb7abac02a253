# SPDX-License-Identifier: MIT
"""Done callbacks: one turn after the end, in order of adding, among those who wait."""
import asyncio

from tell import how, play, start, story, tell, tell_end


def note(text):
    def callback(task):
        try:
            tell(f'{text}: ok {task.result()}')
        except BaseException as error:
            tell(f'{text}: {story(error)} ')
    return callback


async def await_it(task):
    await task
    tell('awaiter goes on')


async def in_order():
    task = start('task', 1)
    task.add_done_callback(note('first'))
    awaiter = asyncio.create_task(await_it(task))
    await asyncio.sleep(0)
    task.add_done_callback(note('second'))
    await task
    tell('main goes on')
    await awaiter


async def of_a_done_task():
    task = start('task')
    await task
    task.add_done_callback(note('late'))
    tell('added')
    await asyncio.sleep(0)
    tell('main goes on')


async def however_it_ended():
    failed, gone = start('failed', 1, 'broken'), start('gone', 9)
    failed.add_done_callback(note('failed'))
    gone.add_done_callback(note('gone'))
    await asyncio.sleep(2)
    gone.cancel()
    await asyncio.sleep(1)


async def removed():
    task = start('task', 1)
    twice, once = note('twice'), note('once')
    task.add_done_callback(twice)
    task.add_done_callback(once)
    task.add_done_callback(twice)
    tell(f'removed {task.remove_done_callback(twice)}')
    tell(f'removed {task.remove_done_callback(twice)}')
    await task
    tell(f'removed {task.remove_done_callback(once)}')
    await asyncio.sleep(0)


async def from_a_callback():
    def add_another(task):
        tell('adds another')
        task.add_done_callback(note('added by a callback'))

    task = start('task')
    task.add_done_callback(add_another)
    task.add_done_callback(note('second'))
    await task
    tell('main goes on')
    await asyncio.sleep(0)
    tell('main ends')


async def of_a_future():
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(note('future'))
    await asyncio.sleep(1)
    future.set_result('value')
    tell('set')
    tell(await how(future))
    await asyncio.sleep(0)


async def one_task_ends_another():
    quick, slow = start('quick', 1), start('slow', 9, tidies=1)
    quick.add_done_callback(lambda _: tell(f'cancel: {slow.cancel()}'))
    await tell_end(slow)


play(in_order, of_a_done_task, however_it_ended, removed, from_a_callback, of_a_future,
     one_task_ends_another)
