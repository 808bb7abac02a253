# SPDX-License-Identifier: MIT
"""Groups in groups, and tasks that are added to a group late or too late."""
import asyncio

from tell import play, story, tell, work


def cancelling():
    tell(f'cancelling: {asyncio.current_task().cancelling()}')


async def nest(outer_member, *inner_members, count=False):
    error = None
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(work(*outer_member))
            try:
                async with asyncio.TaskGroup() as inner:
                    for member in inner_members:
                        inner.create_task(work(*member))
            except BaseException as raised:
                tell(f'inner: {story(raised)}')
                if count:
                    cancelling()
                raise
    except BaseException as raised:
        error = raised
    tell(f'outer: {story(error)}')


async def inner_fails():
    await nest(('c', 9, None, 1), ('a', 1, 'inner'), ('b', 9))


async def outer_fails():
    await nest(('a', 1, 'outer'), ('b', 9, None, 1), count=True)
    cancelling()


async def both_fail():
    await nest(('a', 1, 'outer'), ('b', 1, 'inner'))
    cancelling()


async def a_member_adds_another():
    async def adds_another():
        await asyncio.sleep(1)
        group.create_task(work('late', 1))
        tell('added')
    async with asyncio.TaskGroup() as group:
        group.create_task(adds_another())
    tell('group: ok')


def try_to_add(group):
    coroutine = work('none')
    try:
        group.create_task(coroutine)
        tell('create_task: ok')
    except RuntimeError as error:
        coroutine.close()
        words = str(error).split('> ')[-1]      # behind the group's repr
        tell(f'create_task: failed: TaskGroup {words}')


async def shutting_down():
    async def adds_too_late():
        try:
            await asyncio.sleep(9)
        finally:
            try_to_add(group)
    group = asyncio.TaskGroup()
    try:
        async with group:
            group.create_task(adds_too_late())
            group.create_task(work('a', 1, 'broken'))
    except BaseException as error:
        tell(f'group: {story(error)}')
    try_to_add(group)


async def finished():
    async with asyncio.TaskGroup() as group:
        pass
    try_to_add(group)


play(inner_fails, outer_fails, both_fail, a_member_adds_another, shutting_down, finished)
