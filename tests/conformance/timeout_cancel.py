# SPDX-License-Identifier: MIT
"""A task cancelled from outside while a time-out is open: which of them is told."""
import asyncio

from tell import how, play, story, tell, tell_end


def cancelling():
    tell(f'cancelling: {asyncio.current_task().cancelling()}')


async def within(limit, body):
    scope = asyncio.timeout(limit)
    try:
        async with scope:
            await body
        error = None
    except BaseException as raised:
        error = raised
    return scope, error


async def inside():
    try:
        await asyncio.sleep(9)
    except BaseException as error:
        tell(f'inside: {story(error)}')
        raise


async def scoped(limit):
    scope, error = await within(limit, inside())
    tell(f'outside: {story(error)}, expired: {scope.expired()}')
    cancelling()
    raise error


def start_scoped(limit):
    return asyncio.create_task(scoped(limit), name='scoped')


async def before_the_limit():
    task = start_scoped(2)
    await asyncio.sleep(1)
    task.cancel()
    await tell_end(task)


async def right_before_the_limit():
    def cancel_it():
        tell('cancel')
        task.cancel()
    asyncio.get_running_loop().call_later(1, cancel_it)
    task = start_scoped(1)
    await tell_end(task)


async def right_after_the_limit():
    def cancel_it():
        tell('cancel')
        task.cancel()
    task = start_scoped(1)
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(1, cancel_it)
    await tell_end(task)


async def asked_before_it_began():
    asyncio.current_task().cancel()
    tell('before: ' + await how(asyncio.sleep(1)))
    _, error = await within(1, asyncio.sleep(9))
    tell(story(error))
    cancelling()


async def pending_when_it_began():
    asyncio.current_task().cancel()
    scope, error = await within(1, asyncio.sleep(9))
    tell(f'{story(error)}, expired: {scope.expired()}')


async def cancels_in_clean_up():
    async def body():
        try:
            await asyncio.sleep(9)
        finally:
            asyncio.current_task().cancel()
    _, error = await within(1, body())
    tell(story(error))
    tell('then: ' + await how(asyncio.sleep(0)))


play(before_the_limit, right_before_the_limit, right_after_the_limit,
     asked_before_it_began, pending_when_it_began, cancels_in_clean_up)
