# SPDX-License-Identifier: MIT
"""What tasks know of themselves and of each other: current, all, names."""
import asyncio

from tell import play, start, tell


def tell_tasks():
    tasks = asyncio.all_tasks()
    tell(f'{len(tasks)} tasks')
    for i, task in enumerate(tasks):
        tell(f'task {i} done: {task.done()}')


async def all_of_them():
    a, b = start('a', 1), start('b', 2)
    tell_tasks()
    await a
    tell_tasks()
    await b
    tell_tasks()


async def tell_name():
    self = asyncio.current_task()
    tell(f'I am {self.get_name()}')
    self.set_name('renamed')
    tell(f'I am {self.get_name()}')


async def names():
    task = asyncio.create_task(tell_name(), name='named')
    tell(f'it is {task.get_name()}')
    await task
    tell(f'it was {task.get_name()}')


async def tell_current(other):
    tell(f'the same: {asyncio.current_task() is other}')


async def current():
    self = asyncio.current_task()
    task = asyncio.create_task(tell_current(self))
    await tell_current(self)
    await task


play(all_of_them, names, current)
