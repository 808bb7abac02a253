# SPDX-License-Identifier: MIT
"""Whole programs in small: a pool of workers, a pipeline, the first good answer, tries
with a limit, a deadline for several steps."""
import asyncio

from tell import how, play, start, story, tell, work


async def a_pool_of_workers():
    async def pool_worker(name):
        while True:
            try:
                job = await jobs.get()
            except asyncio.CancelledError as error:
                tell(f'{name} goes home: {story(error)}')
                raise
            tell(f'{name} takes {job}')
            await asyncio.sleep(int(job))
            await results.put(job)
            jobs.task_done()

    jobs, results = asyncio.Queue(2), asyncio.Queue()
    workers = [asyncio.create_task(pool_worker(name)) for name in 'abc']
    for job in '312121':
        await jobs.put(job)
        tell(f'put {job}')
    await jobs.join()
    tell(f'{results.qsize()} results')
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)


async def a_pipeline_left_early():
    async def produce():
        error = None
        try:
            for i in range(9):
                await asyncio.sleep(1)
                yield '01234'[i % 5]
        except BaseException as raised:
            error = raised
            raise
        finally:
            tell(f'producer ends: {story(error)}')

    async def only_even(source):
        error = None
        try:
            async for value in source:
                if ord(value) % 2 == 0:
                    yield value
        except BaseException as raised:
            error = raised
            raise
        finally:
            tell(f'filter ends: {story(error)}')
            await source.aclose()

    even = only_even(produce())
    for _ in range(3):
        tell(f'value {await anext(even)}')
    await even.aclose()


async def the_first_good_answer():
    pending = [start('slow', 9, tidies=1), start('bad', 1, 'broken'), start('good', 2),
               start('good too', 2)]
    while pending:
        done, pending = await asyncio.wait(pending, timeout=5,
                                           return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            tell(f'{task.get_name()}: {story(task.exception())}')
        if not next(iter(done)).exception():
            break
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


async def tries_with_a_limit():
    attempts = [('first', 9), ('second', 1, 'refused'), ('third', 1)]
    pause = 1
    for i, attempt in enumerate(attempts, 1):
        told = await how(asyncio.wait_for(work(*attempt), 2))
        tell(f'attempt {i}: {told}')
        if told == 'ok':
            break
        await asyncio.sleep(pause)
        pause *= 2


async def a_deadline_for_all_steps():
    deadline = asyncio.get_running_loop().time() + 5
    for i in range(1, 5):
        error = None
        try:
            async with asyncio.timeout_at(deadline):
                await asyncio.sleep(2)
        except TimeoutError as raised:
            error = raised
        tell(f'step {i}: {story(error)}')


async def bounded_downloads():
    slots = asyncio.Semaphore(2)

    async def download(name, seconds):
        async with slots:
            error = None
            try:
                async with asyncio.timeout(3):
                    await asyncio.sleep(seconds)
            except TimeoutError as raised:
                error = raised
            tell(f'{name}: {story(error)}')
            if error:
                raise error

    pages = dict(a=1, b=9, c=2, d=1, e=1)
    tell('gather: ' + await how(asyncio.gather(
        *[download(name, seconds) for name, seconds in pages.items()],
        return_exceptions=True)))


play(a_pool_of_workers, a_pipeline_left_early, the_first_good_answer, tries_with_a_limit,
     a_deadline_for_all_steps, bounded_downloads)
