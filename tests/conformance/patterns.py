# SPDX-License-Identifier: MIT
"""Patterns put together: retries, first success, a pool that stops, a fallback, restarts."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end, work


async def retries():
    async def flaky(attempt):
        await asyncio.sleep(1)
        if attempt < 2:
            raise Failed(f'try {attempt}')
        return 'connected'
    for attempt in range(4):
        try:
            tell(f'{await asyncio.wait_for(flaky(attempt), 3)}')
            break
        except Failed as error:
            tell(story(error))
            await asyncio.sleep(2 ** attempt)


async def first_success():
    pending = [start('a', 1, 'broken'), start('b', 2), start('c', 3, None, 1)]
    winner = None
    while pending and winner is None:
        done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        pending = [task for task in pending if task not in done]
        for task in done:
            if task.exception():
                tell(f'lost: {story(task.exception())}')
            else:
                winner = task
    tell(f'winner: {winner.result()}')
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    tell('all over')


async def a_pool_that_stops():
    queue = asyncio.Queue()

    async def worker(name):
        try:
            while True:
                job = await queue.get()
                try:
                    tell(f'{name} does {job}')
                    await asyncio.sleep(job)
                    if job == 3:
                        raise Failed('job 3')
                except Failed as error:
                    tell(f'{name}: {story(error)}')
                finally:
                    queue.task_done()
        finally:
            tell(f'{name} stops')
    workers = [asyncio.create_task(worker(name)) for name in 'xyz']
    for job in 2, 1, 3, 1, 2:
        queue.put_nowait(job)
    await queue.join()
    tell('all done')
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)


async def a_fallback():
    async def slow():
        try:
            await asyncio.sleep(9)
        finally:
            tell('slow one tidied')
    try:
        async with asyncio.timeout(1):
            await slow()
    except TimeoutError:
        tell('falls back')
        async with asyncio.timeout(1):
            await asyncio.sleep(0.5)
            tell('fallback')


async def restarts():
    async def service(run):
        tell(f'run {run}')
        await asyncio.sleep(1)
        if run < 2:
            raise Failed(f'crash {run}')
        await asyncio.sleep(9)

    async def supervise():
        run = 0
        while True:
            try:
                await service(run)
            except Failed as error:
                tell(story(error))
                run += 1
    task = asyncio.create_task(supervise(), name='supervisor')
    await asyncio.sleep(5)
    task.cancel('shut down')
    await tell_end(task)


async def a_critical_section_shielded():
    lock = asyncio.Lock()

    async def commit():
        async with lock:
            tell('commit begins')
            await asyncio.sleep(2)
            tell('commit ends')

    async def request():
        inner = asyncio.create_task(commit())
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError:
            tell('request cancelled')
            await inner
            raise
    task = asyncio.create_task(request(), name='request')
    await asyncio.sleep(1)
    task.cancel()
    await tell_end(task)


async def a_cache_of_tasks():
    tasks = {}

    async def get(key):
        if key not in tasks:
            tasks[key] = start(key, 1)
        return await tasks[key]
    again = await get('a')
    tell(' '.join(await asyncio.gather(get('a'), get('b'), get('a'))))
    tell(again)


async def debounced():
    handle = None

    def fire(text):
        tell(f'fires {text}')
    for text, pause in ('a', 0.3), ('b', 0.3), ('c', 1), ('d', 0):
        if handle:
            handle.cancel()
        handle = asyncio.get_running_loop().call_later(0.5, fire, text)
        await asyncio.sleep(pause)
    await asyncio.sleep(1)


async def phases():
    barrier = asyncio.Barrier(3)

    async def party(name, *times):
        for phase, seconds in enumerate(times):
            await asyncio.sleep(seconds)
            last = await barrier.wait() == 2
            tell(f'{name} {phase}' + (', last' if last else ''))
    async with asyncio.TaskGroup() as group:
        group.create_task(party('a', 1, 2))
        group.create_task(party('b', 2, 1))
        group.create_task(party('c', 3, 0))


play(retries, first_success, a_pool_that_stops, a_fallback, restarts,
     a_critical_section_shielded, a_cache_of_tasks, debounced, phases)
