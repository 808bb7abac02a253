# SPDX-License-Identifier: MIT
"""03 in Python: the run ends with main, not with the last task."""
import asyncio


async def background():
    print('background started')
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print('background cancelled')
        raise
    print('background finished')


async def program():
    task = asyncio.create_task(background())    # Python forgets tasks without a name
    await asyncio.sleep(1)
    print('main finished')


asyncio.run(program())                      # in: a coroutine; out: when it is done
