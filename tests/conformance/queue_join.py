# SPDX-License-Identifier: MIT
"""join waits until every item was told to be done; and is over once, even if more
comes."""
import asyncio

from tell import how, how_call, play, story, tell, tell_end


async def work_off(queue):
    while True:
        item = await queue.get()
        tell(f'got {item}')
        await asyncio.sleep(1)
        queue.task_done()
        tell(f'done {item}')


async def join(queue, name):
    error = None
    try:
        await queue.join()
    except BaseException as raised:
        error = raised
    tell(f'{name}: {story(error)}')
    if error:
        raise error


async def all_done():
    queue = asyncio.Queue()
    tell('empty: ' + await how(queue.join()))
    for item in 'xyz':
        queue.put_nowait(item)
    worker = asyncio.create_task(work_off(queue), name='worker')
    tell('join: ' + await how(queue.join()))
    worker.cancel()
    await tell_end(worker)


async def two_join():
    queue = asyncio.Queue()
    queue.put_nowait('x')
    a, b = [asyncio.create_task(join(queue, name), name=name) for name in 'ab']
    await asyncio.sleep(0)
    queue.get_nowait()
    queue.task_done()
    queue.put_nowait('more')
    tell('more')
    await tell_end(a)
    await tell_end(b)


async def joiner_is_cancelled():
    queue = asyncio.Queue()
    queue.put_nowait('x')
    a = asyncio.create_task(join(queue, 'a'), name='a')
    await asyncio.sleep(0)
    a.cancel()
    await tell_end(a)
    queue.task_done()
    tell('join: ' + await how(queue.join()))
    tell('too often: ' + how_call(queue.task_done))


play(all_done, two_join, joiner_is_cancelled)
