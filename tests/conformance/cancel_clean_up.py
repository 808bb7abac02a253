# SPDX-License-Identifier: MIT
"""What a cancelled task does next: it tidies up, is cancelled again, swallows it."""
import asyncio

from tell import how, play, start, tell, tell_end


async def a_second_request_interrupts_the_clean_up():
    task = start('task', 9, tidies=9)
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    task.cancel()
    await tell_end(task)


async def a_waiter_waits_for_the_clean_up():
    task = start('task', 9, tidies=2)
    await asyncio.sleep(1)
    task.cancel()
    tell('asked')
    await tell_end(task)


async def fails_in_its_clean_up():
    task = start('task', 9, 'no clean-up', 1)
    await asyncio.sleep(1)
    task.cancel()
    await tell_end(task)


async def swallow():
    tell('first: ' + await how(asyncio.sleep(9)))
    tell('second: ' + await how(asyncio.sleep(1)))
    return 'went on'


async def swallows_it():
    task = asyncio.create_task(swallow(), name='task')
    await asyncio.sleep(1)
    task.cancel()
    await tell_end(task)
    tell(f'cancelled: {task.cancelled()}')
    tell(f'cancelling: {task.cancelling()}')


async def gives_back_what_it_holds():
    lock = asyncio.Lock()

    async def hold():
        async with lock:
            await asyncio.sleep(9)

    task = asyncio.create_task(hold(), name='task')
    await asyncio.sleep(1)
    task.cancel()
    tell(await how(lock.acquire()))
    lock.release()
    await tell_end(task)


async def clean_up_that_waits():
    lock = asyncio.Lock()

    async def clean_up_wants_lock():
        try:
            await asyncio.sleep(9)
        finally:
            tell('wants the lock')
            async with lock:
                tell('has the lock')

    task = asyncio.create_task(clean_up_wants_lock(), name='task')
    await lock.acquire()
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(2)
    lock.release()
    await tell_end(task)


play(a_second_request_interrupts_the_clean_up, a_waiter_waits_for_the_clean_up,
     fails_in_its_clean_up, swallows_it, gives_back_what_it_holds, clean_up_that_waits)
