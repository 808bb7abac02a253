# SPDX-License-Identifier: MIT
"""gather cancelled: its children are, and it ends when they have."""
import asyncio

from tell import how, play, start, story, tell, tell_end


async def gather(tasks, **options):
    try:
        await asyncio.gather(*tasks, **options)
        tell('gather: ok')
    except BaseException as error:
        tell(f'gather: {story(error)}')
        raise


def start_gatherer(tasks, **options):
    return asyncio.create_task(gather(tasks, **options), name='gatherer')


async def children_are_cancelled():
    tasks = [start('a', 9), start('b', 9, tidies=1)]
    gatherer = start_gatherer(tasks)
    await asyncio.sleep(1)
    tell(f'cancel: {gatherer.cancel()}')
    await tell_end(gatherer)
    tell(f'b is done: {tasks[1].done()}')
    await tell_end(tasks[1])


async def outcomes_wait_for_all():
    tasks = [start('a', 9), start('b', 9, tidies=1)]
    gatherer = start_gatherer(tasks, return_exceptions=True)
    await asyncio.sleep(1)
    gatherer.cancel()
    await tell_end(gatherer)
    tell(f'b is done: {tasks[1].done()}')


async def stubborn():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        tell('stubborn goes on')
    await asyncio.sleep(1)
    return 'value'


async def a_child_swallows_it():
    tasks = [start('a', 9), asyncio.create_task(stubborn(), name='stubborn')]
    gatherer = start_gatherer(tasks, return_exceptions=True)
    await asyncio.sleep(1)
    gatherer.cancel()
    await tell_end(gatherer)
    await tell_end(tasks[1])


async def too_late_for_children():
    tasks = [start('a', 1), start('b', 1)]
    gatherer = start_gatherer(tasks)
    await tasks[1]
    tell(f'cancel: {gatherer.cancel()}')
    await tell_end(gatherer)


async def a_future_of_done_children():
    tasks = [start('a'), start('b')]
    all_of_them = asyncio.gather(*tasks)
    await tasks[1]
    tell(f'cancel: {all_of_them.cancel()}')
    tell(await how(all_of_them))
    tell(f'cancel: {all_of_them.cancel()}')


async def a_cancelled_gather_is_not_cancelled():
    all_of_them = asyncio.gather(start('a', 9), start('b', 9))
    await asyncio.sleep(1)
    tell(f'cancel: {all_of_them.cancel()}')
    tell(await how(all_of_them))
    tell(f'cancelled: {all_of_them.cancelled()}')


async def twice_among_the_children():
    a = start('a', 9, tidies=1)
    gatherer = start_gatherer([a, a])
    await asyncio.sleep(1)
    gatherer.cancel()
    await asyncio.sleep(0.5)
    tell(f'cancelling: {a.cancelling()}')
    await tell_end(gatherer)


play(children_are_cancelled, outcomes_wait_for_all, a_child_swallows_it,
     too_late_for_children, a_future_of_done_children,
     a_cancelled_gather_is_not_cancelled, twice_among_the_children)
