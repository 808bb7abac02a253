# SPDX-License-Identifier: MIT
"""A cancellation is a request: before the start, to oneself, twice, too late; and what
is counted of it."""
import asyncio

from tell import Failed, how, play, start, tell, tell_end


async def before_the_start():
    task = start('task', 1)
    tell(f'cancel: {task.cancel()}')
    tell(f'done: {task.done()}')
    await tell_end(task)
    tell(f'cancelled: {task.cancelled()}, cancel: {task.cancel()}')


async def to_oneself():
    tell(f'cancel: {asyncio.current_task().cancel()}')
    tell('goes on to its next wait')
    tell('sleep: ' + await how(asyncio.sleep(1)))
    tell('sleep: ' + await how(asyncio.sleep(1)))
    asyncio.current_task().cancel()
    tell('sleep(0): ' + await how(asyncio.sleep(0)))


async def right_before_the_end():
    asyncio.current_task().cancel()
    return 'result'


async def with_no_wait_left():
    task = asyncio.create_task(right_before_the_end(), name='task')
    await tell_end(task)
    tell(f'cancelled: {task.cancelled()}')


async def right_before_failing():
    asyncio.current_task().cancel()
    raise Failed('broken')


async def a_failure_is_stronger():
    await tell_end(asyncio.create_task(right_before_failing(), name='task'))


async def counts():
    self = asyncio.current_task()
    tell('first: ' + await how(asyncio.sleep(9)))
    tell(f'cancelling: {self.cancelling()}')
    tell('second: ' + await how(asyncio.sleep(9)))
    tell(f'cancelling: {self.cancelling()}')
    tell(f'uncancel: {self.uncancel()}')
    tell(f'uncancel: {self.uncancel()}')
    tell(f'uncancel: {self.uncancel()}')
    tell('third: ' + await how(asyncio.sleep(1)))


async def requests_are_counted():
    task = asyncio.create_task(counts(), name='task')
    await asyncio.sleep(1)
    task.cancel()
    tell(f'cancelling: {task.cancelling()}')
    await asyncio.sleep(1)
    task.cancel()
    await tell_end(task)


async def two_at_one_instant():
    task = asyncio.create_task(counts(), name='task')
    await asyncio.sleep(1)
    task.cancel()
    task.cancel()
    tell(f'cancelling: {task.cancelling()}')
    await asyncio.sleep(1)
    task.cancel()
    await tell_end(task)


async def taken_back_too_late():
    self = asyncio.current_task()
    self.cancel()
    tell(f'uncancel: {self.uncancel()}')
    tell('sleep: ' + await how(asyncio.sleep(1)))


async def at_the_end_of_the_wait():
    task = start('task', 1)
    await asyncio.sleep(0)
    await asyncio.sleep(1)
    tell(f'cancel: {task.cancel()}')
    await tell_end(task)
    other = start('other')
    await asyncio.sleep(0)
    tell(f'cancel: {other.cancel()}')
    await tell_end(other)


async def a_done_one():
    task = start('task')
    await task
    tell(f'cancel: {task.cancel()}')
    tell(f'cancelling: {task.cancelling()}')
    await tell_end(task)


play(before_the_start, to_oneself, with_no_wait_left, a_failure_is_stronger,
     requests_are_counted, two_at_one_instant, taken_back_too_late,
     at_the_end_of_the_wait, a_done_one)
