# SPDX-License-Identifier: MIT
"""A task with an open group is cancelled from outside."""
import asyncio

from tell import play, story, tell, tell_end, work


async def with_group(first, second, body_sleeps):
    error = None
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work(*first))
            group.create_task(work(*second))
            if body_sleeps:
                try:
                    await asyncio.sleep(body_sleeps)
                except BaseException as raised:
                    tell(f'body: {story(raised)}')
                    raise
    except BaseException as raised:
        error = raised
    tell(f'group: {story(error)}')
    tell(f'cancelling: {asyncio.current_task().cancelling()}')
    if error:
        raise error


def start_group(first, second, body_sleeps=0):
    return asyncio.create_task(with_group(first, second, body_sleeps), name='parent')


async def cancel_after(seconds, parent):
    await asyncio.sleep(seconds)
    parent.cancel()


async def in_the_body():
    parent = start_group(('a', 9, None, 1), ('b', 9), 9)
    await cancel_after(1, parent)
    await tell_end(parent)


async def while_it_waits_for_the_members():
    parent = start_group(('a', 9, None, 1), ('b', 9))
    await cancel_after(1, parent)
    await tell_end(parent)


async def twice():
    parent = start_group(('a', 9, None, 2), ('b', 9, None, 1))
    await cancel_after(1, parent)
    await cancel_after(0.5, parent)
    await tell_end(parent)


async def a_member_fails_in_its_clean_up():
    parent = start_group(('a', 9, 'no clean-up', 1), ('b', 9))
    await cancel_after(1, parent)
    await tell_end(parent)


async def after_a_failure():
    parent = start_group(('a', 1, 'broken'), ('b', 9, None, 2), 9)
    await cancel_after(2, parent)
    await tell_end(parent)


async def at_the_instant_of_a_failure():
    parent = start_group(('a', 1, 'broken'), ('b', 9), 9)
    await cancel_after(1, parent)
    await tell_end(parent)


async def when_all_are_done():
    parent = start_group(('a', 1), ('b', 1))
    await asyncio.sleep(0)
    await cancel_after(1, parent)
    await tell_end(parent)


async def by_a_time_out():
    scope = asyncio.timeout(1)
    error = None
    try:
        async with scope:
            try:
                await with_group(('a', 9, None, 1), ('b', 9), 0)
            except asyncio.CancelledError as raised:
                error = raised
    finally:
        tell(f'expired: {scope.expired()}')
    raise error


play(in_the_body, while_it_waits_for_the_members, twice, a_member_fails_in_its_clean_up,
     after_a_failure, at_the_instant_of_a_failure, when_all_are_done, by_a_time_out)
