# SPDX-License-Identifier: MIT
"""Failures travel through awaits: of coroutines in place, of tasks, asked for twice."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end


async def fail_now(text):
    raise Failed(text)


async def hand_on(text):
    try:
        await fail_now(text)
    except Failed as error:
        tell(f'handed on: {story(error)}')
        raise


async def through_coroutines():
    tell(await how(hand_on('broken')))


async def asked_for_twice():
    task = start('task', 1, 'broken')
    await tell_end(task)
    await tell_end(task)


async def await_it(task):
    tell('awaiter: ' + await how(task))


async def two_ask():
    task = start('task', 1, 'broken')
    a, b = asyncio.create_task(await_it(task)), asyncio.create_task(await_it(task))
    await a
    await b


async def answer_with_another():
    try:
        await fail_now('the first')
    except Failed:
        raise Failed('the second')


async def the_last_one_counts():
    await tell_end(asyncio.create_task(answer_with_another(), name='task'))


async def nothing():
    pass


async def awaited_twice():
    coroutine = nothing()
    tell(await how(coroutine))
    tell(await how(coroutine))


async def main_hands_on():
    await start('task', 1, 'broken')


play(through_coroutines, asked_for_twice, two_ask, the_last_one_counts, awaited_twice,
     main_hands_on)
