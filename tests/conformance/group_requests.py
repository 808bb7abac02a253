# SPDX-License-Identifier: MIT
"""Task groups and requests from outside: with failures, at one instant, in one another."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


async def group(name, *members, body=0, tidy=0):
    """Members are the arguments of work()."""
    try:
        async with asyncio.TaskGroup() as it:
            for member in members:
                it.create_task(work(*member), name=member[0])
            if body:
                try:
                    await asyncio.sleep(body)
                except asyncio.CancelledError as error:
                    tell(f'{name}, body: {story(error)}')
                    if tidy:
                        await asyncio.sleep(tidy)
                    raise
        tell(f'{name}: ok')
    except BaseException as error:
        tell(f'{name}: {story(error)}, '
             f'cancelling: {asyncio.current_task().cancelling()}')
        raise


def start_group(*arguments, **options):
    return asyncio.create_task(group(*arguments, **options), name='task')


async def while_it_waits():
    task = start_group('group', ('a', 9), ('b', 9, None, 1))
    await asyncio.sleep(1)
    task.cancel('from outside')
    await tell_end(task)


async def while_its_body_runs():
    task = start_group('group', ('a', 9), body=5)
    await asyncio.sleep(1)
    task.cancel('from outside')
    await tell_end(task)


async def and_a_member_fails_in_clean_up():
    task = start_group('group', ('a', 9, 'broken', 1))
    await asyncio.sleep(1)
    task.cancel('from outside')
    await tell_end(task)


async def twice():
    task = start_group('group', ('a', 9, None, 3))
    await asyncio.sleep(1)
    task.cancel('first')
    await asyncio.sleep(1)
    task.cancel('second')
    await tell_end(task)


async def a_failure_first():
    task = start_group('group', ('a', 1, 'broken'), ('b', 9, None, 2))
    await asyncio.sleep(2)
    task.cancel('from outside')
    await tell_end(task)


async def a_failure_at_that_instant():
    for turns in range(4):
        task = start_group('group', ('a', 1, 'broken'), ('b', 9), body=5)
        await asyncio.sleep(1)
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel('from outside')
        await tell_end(task)


async def before_it_begins():
    task = start_group('group', ('a', 1))
    task.cancel()
    await tell_end(task)


async def in_one_another():
    async def outer():
        async with asyncio.TaskGroup() as it:
            it.create_task(group('inner', ('x', 9, None, 1)))
            it.create_task(work('y', 9))
            await group('in place', ('z', 9), body=3, tidy=1)
    task = asyncio.create_task(outer(), name='task')
    await asyncio.sleep(1)
    task.cancel('from outside')
    await tell_end(task)


async def the_inner_one_fails():
    async def outer():
        try:
            async with asyncio.TaskGroup() as it:
                it.create_task(work('y', 9, None, 2))
                await group('inner', ('x', 1, 'broken'), body=3)
        finally:
            tell(f'outer, cancelling: {asyncio.current_task().cancelling()}')
    await tell_end(asyncio.create_task(outer(), name='task'))


async def both_fail_at_one_instant():
    async def outer():
        try:
            async with asyncio.TaskGroup() as it:
                it.create_task(work('y', 1, 'outer broken'))
                await group('inner', ('x', 1, 'inner broken'), body=3)
        finally:
            tell(f'outer, cancelling: {asyncio.current_task().cancelling()}')
    await tell_end(asyncio.create_task(outer(), name='task'))


async def in_wait_for():
    try:
        await asyncio.wait_for(group('group', ('a', 9, None, 1), ('b', 9)), 1)
    except BaseException as error:
        tell(story(error))
    try:
        await asyncio.wait_for(group('group', ('a', 9, 'broken', 1)), 1)
    except BaseException as error:
        tell(story(error))


async def in_a_gather():
    tell(await how(asyncio.gather(group('one', ('a', 1, 'broken')),
                                  group('two', ('b', 2)))))
    await asyncio.sleep(2)


play(while_it_waits, while_its_body_runs, and_a_member_fails_in_clean_up, twice,
     a_failure_first, a_failure_at_that_instant, before_it_begins, in_one_another,
     the_inner_one_fails, both_fail_at_one_instant, in_wait_for, in_a_gather)
