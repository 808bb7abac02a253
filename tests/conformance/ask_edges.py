# SPDX-License-Identifier: MIT
"""Asking about tasks: who runs, which live, names, ensure_future, coroutines closed."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


def names(tasks):
    return ' '.join(task.get_name() for task in tasks)


async def which_live():
    asyncio.current_task().set_name('main')
    tell(names(asyncio.all_tasks()))
    a, b = start('a', 1), start('b', 2)
    tell(names(asyncio.all_tasks()))
    await a
    tell(names(asyncio.all_tasks()))
    b.cancel()
    tell(names(asyncio.all_tasks()))
    await asyncio.sleep(0)
    tell(names(asyncio.all_tasks()))
    tell(f'{b.done()}')


async def who_runs():
    main = asyncio.current_task()

    async def in_place():
        tell(f'in place: {asyncio.current_task() is main}')

    async def in_task():
        tell(f'in task: {asyncio.current_task() is main} {asyncio.current_task() is task}')
    await in_place()
    task = asyncio.create_task(in_task())
    await task
    await asyncio.wait_for(in_place(), None)
    await asyncio.wait_for(in_place(), 1)
    await asyncio.gather(in_place())
    task.add_done_callback(lambda it: tell(f'callback: {asyncio.current_task()}'))
    await asyncio.sleep(0)


async def named_again():
    task = start('first', 1)
    task.set_name('second')
    tell(task.get_name())
    await tell_end(task)
    task.set_name('third')
    tell(task.get_name())


async def ensured():
    task = start('task', 1)
    tell(f'{asyncio.ensure_future(task) is task}')
    future = asyncio.get_running_loop().create_future()
    tell(f'{asyncio.ensure_future(future) is future}')
    coroutine = work('coroutine', 1)
    made = asyncio.ensure_future(coroutine)
    tell('made')
    await made
    await task


async def closed():
    coroutine = work('closed')
    coroutine.close()
    tell(await how(coroutine))
    tell(await how(asyncio.create_task(coroutine)))
    coroutine.close()


async def asked_while_it_runs():
    task = start('task', 1)
    for _ in range(2):
        try:
            tell(f'{task.result()}')
        except asyncio.InvalidStateError as error:
            tell(f'{task.done()} {task.cancelled()} {error}')
        await asyncio.sleep(2)


async def awaited_in_many_ways():
    task = start('task', 1)
    results = [await asyncio.gather(task, asyncio.shield(task)),
               await asyncio.wait_for(task, 1), await task, task.result()]
    tell(f'{results}')


play(which_live, who_runs, named_again, ensured, closed, asked_while_it_runs,
     awaited_in_many_ways)
