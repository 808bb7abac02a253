# SPDX-License-Identifier: MIT
"""Tasks that cancel or await themselves, that are cancelled before their first step."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end


def me():
    return asyncio.current_task()


async def by_itself():
    async def body():
        tell(f'{me().cancel("by itself")} {me().cancelling()}')
        tell('goes on')
        await asyncio.sleep(0)
        tell('never')
    await tell_end(asyncio.create_task(body(), name='task'))


async def and_ends_at_once():
    async def body():
        me().cancel('by itself')
        return 'result'
    task = asyncio.create_task(body(), name='task')
    await tell_end(task)
    tell(f'{task.cancelled()}')

    async def fails():
        me().cancel()
        raise Failed('broken')
    task = asyncio.create_task(fails(), name='task')
    await tell_end(task)
    tell(f'{task.cancelled()}')


async def what_is_done_does_not_wait():
    async def body():
        future = asyncio.get_running_loop().create_future()
        future.set_result('value')
        me().cancel()
        tell(f'{await future}')
        lock = asyncio.Lock()
        await lock.acquire()
        tell('still here')
        await asyncio.sleep(0)
    await tell_end(asyncio.create_task(body(), name='task'))


async def each_kind_of_wait():
    async def wait(name, make):
        me().cancel(name)
        awaitable = make()
        tell(f'{name}: ' + await how(awaitable))
        me().uncancel()
    async def all_of_them():
        task = start('task', 9)
        await wait('sleep', lambda: asyncio.sleep(1))
        await wait('event', asyncio.Event().wait)
        await wait('get', asyncio.Queue().get)
        await wait('shield', lambda: asyncio.shield(task))
        await wait('wait', lambda: asyncio.wait([task]))
        await wait('wait_for', lambda: asyncio.wait_for(asyncio.Event().wait(), 9))
        await wait('gather', lambda: asyncio.gather(task))
        await wait('task', lambda: task)
        task = start('other', 9)
        tell(await how(asyncio.sleep(0)))
        await wait('task', lambda: task)
        await wait('done task', lambda: task)
        await asyncio.sleep(0)
    await tell_end(asyncio.create_task(all_of_them(), name='all'))


async def before_its_first_step():
    task = start('task', 1)
    tell(f'{task.cancel("early")} {task.cancelling()} {task.done()}')
    await tell_end(task)
    task = start('task', 1)
    task.cancel()
    task.cancel()
    tell(f'{task.uncancel()} {task.uncancel()}')
    await tell_end(task)


async def awaited_by_itself():
    async def body():
        start('other')
        try:
            await me()
        except RuntimeError as error:
            tell(str(error).partition(':')[0])
        return 'result'
    await tell_end(asyncio.create_task(body(), name='task'))


async def awaited_by_itself_and_cancelled():
    async def body():
        try:
            await me()
        except BaseException as error:
            tell(story(error).partition(':')[0])
            raise
    task = asyncio.create_task(body(), name='task')
    asyncio.get_running_loop().call_soon(task.cancel)
    await tell_end(task)

    async def cancelled_before():
        me().cancel()
        tell((await how(me())).partition(':')[0])
    await tell_end(asyncio.create_task(cancelled_before(), name='task'))


async def main_cancels_itself():
    try:
        me().cancel('main')
        await asyncio.sleep(1)
    finally:
        tell('main tidies')
        await asyncio.sleep(1)
        tell('main tidied')


async def from_a_member_of_its_own():
    parent = me()

    async def cancels():
        await asyncio.sleep(1)
        parent.cancel('by a child')
        await asyncio.sleep(1)
        tell('child ends')
    child = asyncio.create_task(cancels(), name='child')
    tell(await how(asyncio.sleep(9)))
    tell(await how(child))
    child = asyncio.create_task(cancels(), name='child')
    await tell_end(child)


play(by_itself, and_ends_at_once, what_is_done_does_not_wait, each_kind_of_wait,
     before_its_first_step, awaited_by_itself, awaited_by_itself_and_cancelled,
     main_cancels_itself, from_a_member_of_its_own)
