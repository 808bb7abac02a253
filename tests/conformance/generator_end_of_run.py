# SPDX-License-Identifier: MIT
"""Generators that are open when main ends: closed together, in order of their
beginnings; their clean-up may wait; the run waits for it."""
import asyncio

from tell import Failed, play, story, tell


async def open_one(name, tidies):
    try:
        yield 'value'
    except BaseException as error:
        tell(f'{name}: {story(error)}')
        if tidies:
            await asyncio.sleep(tidies)
        tell(f'{name} has ended')
        raise


async def closed_together():
    a, b, c = open_one('a', 2), open_one('b', 1), open_one('c', 0)
    await anext(b)
    await anext(a)
    await anext(c)
    tell('main ends')


async def consume():
    generator = open_one('a', 2)
    await anext(generator)
    try:
        await asyncio.sleep(9)
    except BaseException as error:
        tell(f'consumer: {story(error)}')
        raise


async def after_the_tasks():
    task = asyncio.create_task(consume())
    await asyncio.sleep(1)
    tell('main ends')
    return task


async def a_failing_one_stops_nothing():
    async def fails():
        try:
            yield 'value'
        except BaseException as error:
            tell(f'generator: {story(error)}')
            raise Failed('no clean-up')

    a, b = fails(), open_one('b', 1)
    await anext(a)
    await anext(b)
    tell('main ends')


async def main_fails():
    generator = open_one('b', 1)
    await anext(generator)
    raise Failed("main's own")


async def never_begun():
    generator = open_one('b', 1)
    tell('main ends')
    return generator


play(closed_together, after_the_tasks, a_failing_one_stops_nothing, main_fails,
     never_begun)
