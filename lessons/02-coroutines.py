# SPDX-License-Identifier: MIT
"""02 in Python: a call makes an object; nothing runs yet."""
import asyncio


async def job(word):
    print(f'running {word}')
    return word


async def program():
    coroutine = job('awaited')
    print('called, not started')
    result = await coroutine                # now it runs, here
    print(f'result {result}')

    task = asyncio.create_task(job('task'))
    print('task created, not started')
    await asyncio.sleep(0)                  # give way once
    print(f'task done without being awaited: {task.done()}')

    try:
        await coroutine                     # it has run already
    except RuntimeError as error:
        print(f'refused: {error}')


asyncio.run(program())
