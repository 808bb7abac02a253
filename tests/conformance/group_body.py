# SPDX-License-Identifier: MIT
"""A task group's body and its members: who fails, who is cancelled, who comes late."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


def add(group, name, *arguments, **options):
    return group.create_task(work(name, *arguments, **options), name=name)


async def group(body, name='group'):
    try:
        async with asyncio.TaskGroup() as it:
            await body(it)
        tell(f'{name}: ok')
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        raise
    finally:
        tell(f'cancelling: {asyncio.current_task().cancelling()}')


async def tell_group(body):
    tell(await how(group(body)))


async def an_empty_one():
    async def body(it):
        pass
    start('other')
    await tell_group(body)


async def the_body_fails():
    async def body(it):
        add(it, 'a', 1)
        add(it, 'b', 9, tidies=1)
        await asyncio.sleep(2)
        raise Failed('body')
    await tell_group(body)


async def the_body_fails_at_once():
    async def body(it):
        add(it, 'a', 1)
        raise Failed('body')
    await tell_group(body)


async def body_and_members_fail():
    async def body(it):
        add(it, 'a', 9, 'a in vain')
        add(it, 'b', 9, 'b in vain', 1)
        raise Failed('body')
    await tell_group(body)


async def a_member_is_cancelled():
    async def body(it):
        task = add(it, 'a', 9)
        add(it, 'b', 2)
        await asyncio.sleep(1)
        task.cancel('alone')
        tell(await how(task))
    await tell_group(body)


async def a_member_cancels_itself():
    async def itself():
        asyncio.current_task().cancel()
        await asyncio.sleep(1)

    async def body(it):
        it.create_task(itself())
        add(it, 'b', 1)
    await tell_group(body)


async def a_member_ends_cancelled_with_a_failure():
    async def body(it):
        task = add(it, 'a', 9, 'from clean-up')
        add(it, 'b', 5)
        await asyncio.sleep(1)
        task.cancel()
    await tell_group(body)


async def failures_during_the_abort():
    async def body(it):
        add(it, 'a', 1, 'first')
        add(it, 'b', 9, 'second', 1)
        add(it, 'c', 9, 'third', 2)
        add(it, 'd', 9, None, 3)
    await tell_group(body)


async def the_body_swallows():
    async def body(it):
        add(it, 'a', 1, 'broken')
        tell(await how(asyncio.sleep(9)))
        tell(await how(asyncio.sleep(1)))
    await tell_group(body)
    tell(await how(asyncio.sleep(1)))


async def the_body_answers_with_a_failure():
    async def body(it):
        add(it, 'a', 1, 'broken')
        try:
            await asyncio.sleep(9)
        finally:
            raise Failed('answer')
    await tell_group(body)


async def late_members():
    async def adds(it):
        await asyncio.sleep(1)
        add(it, 'late', 1)

    async def body(it):
        it.create_task(adds(it))
    await tell_group(body)


async def tries(it):
    try:
        await asyncio.sleep(9)
    finally:
        coroutine = work('too late')
        try:
            it.create_task(coroutine)
        except RuntimeError:
            tell('refused')
            coroutine.close()


async def too_late():
    async def body(it):
        it.create_task(tries(it))
        add(it, 'a', 1, 'broken')
    await tell_group(body)


async def the_group_is_awaited_for_a_result():
    tasks = []

    async def body(it):
        tasks.extend(add(it, name, seconds) for name, seconds in (('a', 2), ('b', 1)))
    await tell_group(body)
    tell(f'{[task.result() for task in tasks]}')


play(an_empty_one, the_body_fails, the_body_fails_at_once, body_and_members_fail,
     a_member_is_cancelled, a_member_cancels_itself,
     a_member_ends_cancelled_with_a_failure, failures_during_the_abort,
     the_body_swallows, the_body_answers_with_a_failure, late_members, too_late,
     the_group_is_awaited_for_a_result)
