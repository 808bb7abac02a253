# SPDX-License-Identifier: MIT
"""The text of a cancellation: who is told it, how often, and what takes it away."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end


async def sleeps():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError as error:
        tell(f'in the task: {story(error)}')
        raise


async def begin(coroutine, text='enough'):
    task = asyncio.create_task(coroutine, name='task')
    await asyncio.sleep(1)
    task.cancel(text)
    return task


async def the_first_is_told():
    task = await begin(sleeps())
    await tell_end(task)
    await tell_end(task)
    try:
        task.result()
    except asyncio.CancelledError as error:
        tell(f'result: {story(error)}')


async def await_it(awaitable, name):
    try:
        await awaitable
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise


async def two_wait():
    task = asyncio.create_task(sleeps(), name='task')
    a = asyncio.create_task(await_it(task, 'a'))
    b = asyncio.create_task(await_it(task, 'b'))
    await asyncio.sleep(1)
    task.cancel('enough')
    tell(await how(a))
    tell(await how(b))


async def down_and_up():
    inner = asyncio.create_task(sleeps(), name='inner')
    task = await begin(await_it(await_it(inner, 'in place'), 'outer'))
    await tell_end(task)
    await tell_end(inner)


async def of_a_future():
    future = asyncio.get_running_loop().create_future()
    a = asyncio.create_task(await_it(future, 'a'))
    b = asyncio.create_task(await_it(future, 'b'))
    await asyncio.sleep(1)
    future.cancel('no future')
    tell(await how(a))
    tell(await how(b))
    tell(await how(future))


async def through_a_gather():
    children = [start('x', 9), start('y', 9)]
    task = await begin(await_it(asyncio.gather(*children), 'gather'))
    await tell_end(task)
    for child in children:
        await tell_end(child)
    children = [start('x', 9), start('y', 9)]
    gather = asyncio.gather(*children)
    await asyncio.sleep(0)
    children[0].cancel('one of them')
    tell(await how(gather))
    tell(await how(gather))
    await tell_end(children[0])
    children[1].cancel()


async def outcomes_of_a_gather():
    children = [start('x', 9), start('y', 9)]
    async def gathers():
        await asyncio.gather(*children, return_exceptions=True)
    task = await begin(await_it(gathers(), 'gather'))
    await tell_end(task)
    for child in children:
        await tell_end(child)


async def through_a_shield():
    task = asyncio.create_task(sleeps(), name='inner')
    shield = asyncio.create_task(await_it(asyncio.shield(task), 'shield'))
    await asyncio.sleep(1)
    task.cancel('the inner one')
    tell(await how(shield))
    await tell_end(task)
    task = asyncio.create_task(sleeps(), name='inner')
    shield = asyncio.create_task(await_it(asyncio.shield(task), 'shield'))
    await asyncio.sleep(1)
    shield.cancel('the outer one')
    tell(await how(shield))
    task.cancel()


async def through_wait_for():
    task = await begin(await_it(asyncio.wait_for(sleeps(), 5), 'wait_for'))
    await tell_end(task)


async def through_a_group():
    async def group():
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeps())
    task = await begin(await_it(group(), 'group'))
    await tell_end(task)


async def through_a_time_out():
    async def limited():
        async with asyncio.timeout(5):
            await asyncio.sleep(9)
    task = await begin(await_it(limited(), 'scope'))
    await tell_end(task)


async def before_it_begins():
    task = asyncio.create_task(sleeps(), name='task')
    task.cancel('first')
    task.cancel('second')
    await tell_end(task)
    await tell_end(task)


async def of_two_at_once():
    task = await begin(sleeps(), 'first')
    task.cancel('second')
    await tell_end(task)


async def made_anew():
    async def answers():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            raise asyncio.CancelledError
    task = await begin(answers())
    await tell_end(task)


async def while_it_tidies():
    async def tidies():
        try:
            await sleeps()
        finally:
            await await_it(asyncio.sleep(9), 'clean-up')
    task = await begin(tidies(), 'first')
    await asyncio.sleep(1)
    task.cancel('second')
    await tell_end(task)


play(the_first_is_told, two_wait, down_and_up, of_a_future, through_a_gather,
     outcomes_of_a_gather, through_a_shield, through_wait_for, through_a_group,
     through_a_time_out, before_it_begins, of_two_at_once, made_anew, while_it_tidies)
