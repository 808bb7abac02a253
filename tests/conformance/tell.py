# SPDX-License-Identifier: MIT
"""What the programs here share with their twins in C: see tell.h."""
import asyncio
import os
import sys

import virtual

scene_began = 0


def tell(what):
    print(f'{(virtual.Clock.now - scene_began) / virtual.NS:g} {what}')


class Failed(Exception):
    pass


def story(error):
    """An outcome in words; of None: "ok"."""
    word = ('ok' if error is None
            else 'cancelled' if isinstance(error, asyncio.CancelledError)
            else 'late' if isinstance(error, TimeoutError)
            else 'closed' if isinstance(error, GeneratorExit)
            else 'would wait' if isinstance(error, (asyncio.QueueFull,
                                                    asyncio.QueueEmpty))
            else 'failed')
    if error is not None and str(error):
        word += f': {error}'
    if isinstance(error, BaseExceptionGroup):
        word += ' [' + '; '.join(map(story, error.exceptions)) + ']'
    return word


async def how(awaitable):
    """Await it: the outcome in words."""
    try:
        await awaitable
        return 'ok'
    except BaseException as error:
        return story(error)


def how_call(function, *arguments):
    try:
        function(*arguments)
        return 'ok'
    except Exception as error:
        return story(error)


async def work(name, seconds=0, fails=None, tidies=0):
    """Begins, sleeps, ends: with its name, or failed; a cancelled one tidies up first."""
    tell(f'{name} begins')
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as error:
        if tidies:
            tell(f'{name} tidies')
            try:
                await asyncio.sleep(tidies)
            except asyncio.CancelledError:
                tell(f'{name} stops tidying')
        tell(f'{name} ends: cancelled')
        if fails:
            raise Failed(fails)
        raise
    tell(f'{name} ends: ok')
    if fails:
        raise Failed(fails)
    return name


def start(name, *arguments, **options):
    return asyncio.create_task(work(name, *arguments, **options), name=name)


async def tell_end(task):
    """Await it and tell how; the failure, or None."""
    try:
        result = await task
        tell(f'{task.get_name()}: ok' + (f' {result}' if result else ''))
    except BaseException as error:
        tell(f'{task.get_name()}: {story(error)}')
        return error


def play(*scenes):
    global scene_began
    sys.stderr = open(os.devnull, 'w')
    for scene in scenes:
        scene_began = virtual.Clock.now
        print(f'-- {scene.__name__}')
        try:
            asyncio.run(scene())
            error = None
        except BaseException as raised:
            error = raised
        tell(f'over: {story(error)}')
