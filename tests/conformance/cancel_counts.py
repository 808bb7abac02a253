# SPDX-License-Identifier: MIT
"""cancelling() and uncancel(): through time-outs, groups, and what swallows a request."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end


def count():
    return asyncio.current_task().cancelling()


def me():
    return asyncio.current_task()


async def several_requests():
    async def swallows():
        for _ in range(3):
            tell(f'{await how(asyncio.sleep(9))}, {count()}')
        tell(f'{me().uncancel()} {me().uncancel()} {me().uncancel()} {me().uncancel()}')
    task = asyncio.create_task(swallows(), name='task')
    await asyncio.sleep(1)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    await tell_end(task)


async def both_count_at_one_instant():
    async def swallows():
        tell(f'{await how(asyncio.sleep(9))}, {count()}')
        tell(f'{await how(asyncio.sleep(1))}, {count()}')
    task = asyncio.create_task(swallows(), name='task')
    await asyncio.sleep(1)
    task.cancel()
    task.cancel()
    await tell_end(task)


async def uncancelled_before_it_came():
    async def asks():
        tell(await how(asyncio.sleep(9)))
    task = asyncio.create_task(asks(), name='task')
    await asyncio.sleep(1)
    task.cancel()
    tell(f'{task.uncancel()}')
    await tell_end(task)
    me().cancel()
    tell(f'{me().uncancel()}')
    tell(await how(asyncio.sleep(1)))


async def in_a_time_out():
    async def limited():
        try:
            async with asyncio.timeout(2):
                tell(f'{await how(asyncio.sleep(9))}, {count()}')
                tell(f'{await how(asyncio.sleep(9))}, {count()}')
                await asyncio.sleep(9)
        except BaseException as error:
            tell(f'{story(error)}, {count()}')
            raise
    task = asyncio.create_task(limited(), name='task')
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(2)
    task.cancel()
    await tell_end(task)


async def begun_with_a_count():
    async def limited():
        await how(asyncio.sleep(9))
        try:
            async with asyncio.timeout(2):
                tell(f'{count()}')
                await asyncio.sleep(9)
        except BaseException as error:
            tell(f'{story(error)}, {count()}')
    task = asyncio.create_task(limited(), name='task')
    await asyncio.sleep(1)
    task.cancel()
    await tell_end(task)


async def fails(seconds):
    await asyncio.sleep(seconds)
    raise Failed('broken')


async def in_a_group():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(1))
            tell(f'{await how(asyncio.sleep(9))}, {count()}')
            tell(f'{await how(asyncio.sleep(1))}, {count()}')
    except BaseException as error:
        tell(f'{story(error)}, {count()}')
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(1))
    except BaseException as error:
        tell(f'{story(error)}, {count()}')


async def a_time_out_in_a_group():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(1))
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(9)
            finally:
                tell(f'{count()}')
    except BaseException as error:
        tell(f'{story(error)}, {count()}')


async def a_group_in_a_time_out():
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(fails(1))
                await asyncio.sleep(9)
    except BaseException as error:
        tell(f'{story(error)}, {count()}')
    me().uncancel()
    try:
        async with asyncio.timeout(1):
            try:
                async with asyncio.TaskGroup() as group:
                    start('member', 9)
                    group.create_task(asyncio.sleep(9))
            finally:
                tell(f'{count()}')
    except BaseException as error:
        tell(f'{story(error)}, {count()}')


async def an_ended_task_is_asked():
    async def swallows():
        await how(asyncio.sleep(9))
    task = asyncio.create_task(swallows(), name='task')
    await asyncio.sleep(1)
    task.cancel()
    await tell_end(task)
    tell(f'{task.cancelling()} {task.cancel()} {task.cancelling()} {task.uncancel()}')


play(several_requests, both_count_at_one_instant, uncancelled_before_it_came,
     in_a_time_out, begun_with_a_count, in_a_group, a_time_out_in_a_group,
     a_group_in_a_time_out, an_ended_task_is_asked)
