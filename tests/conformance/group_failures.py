# SPDX-License-Identifier: MIT
"""Task groups: all succeed; one fails, and the others are cancelled; several fail."""
import asyncio

from tell import Failed, how, play, story, tell, tell_end, work


def add(group, name, *arguments):
    return group.create_task(work(name, *arguments), name=name)


async def tell_group(body):
    """Run the body with a group, tell how that went."""
    error = None
    try:
        async with asyncio.TaskGroup() as group:
            await body(group)
    except BaseException as raised:
        error = raised
    tell(f'group: {story(error)}')
    tell(f'cancelling: {asyncio.current_task().cancelling()}')


async def all_succeed():
    async def body(group):
        nonlocal task
        task = add(group, 'a', 2)
        add(group, 'b', 1)
        tell('body ends')
    task = None
    await tell_group(body)
    await tell_end(task)


async def one_fails():
    async def body(group):
        nonlocal task
        task = add(group, 'a', 9, None, 1)
        add(group, 'b', 1, 'broken')
        add(group, 'c', 9)
    task = None
    await tell_group(body)
    await tell_end(task)


async def the_body_is_interrupted():
    async def body(group):
        add(group, 'a', 1, 'broken')
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError as error:
            tell(f'body: {story(error)}')
            tell(f'cancelling: {asyncio.current_task().cancelling()}')
            raise
    await tell_group(body)


async def the_body_goes_on():
    async def body(group):
        add(group, 'a', 1, 'broken')
        tell('body: ' + await how(asyncio.sleep(9)))
        tell('body: ' + await how(asyncio.sleep(1)))
    await tell_group(body)


async def several_fail():
    async def body(group):
        add(group, 'a', 1, 'of a')
        add(group, 'b', 9, "of b's clean-up", 2)
        add(group, 'c', 9, "of c's clean-up", 1)
        add(group, 'd', 1, 'of d')
    await tell_group(body)


async def the_body_fails():
    async def body(group):
        add(group, 'a', 9, None, 1)
        add(group, 'b', 9, 'no clean-up')
        await asyncio.sleep(1)
        raise Failed('body')
    await tell_group(body)

    async def alone(group):
        raise Failed('alone')
    await tell_group(alone)


async def a_cancelled_member_is_no_failure():
    async def body(group):
        task = add(group, 'a', 9)
        add(group, 'b', 2)
        await asyncio.sleep(1)
        task.cancel()
    await tell_group(body)


async def fails_at_once():
    async def body(group):
        add(group, 'a', 0, 'broken')
        tell('body: ' + await how(asyncio.sleep(0)))
        tell('body: ' + await how(asyncio.sleep(0)))
        try:
            await asyncio.sleep(0)
            tell('body: ok')
        except asyncio.CancelledError as error:
            tell(f'body: {story(error)}')
            raise
    await tell_group(body)


play(all_succeed, one_fails, the_body_is_interrupted, the_body_goes_on, several_fail,
     the_body_fails, a_cancelled_member_is_no_failure, fails_at_once)
