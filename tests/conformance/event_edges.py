# SPDX-License-Identifier: MIT
"""Events at their edges: cleared before the waiters run, waited for again, with limits."""
import asyncio

from tell import Failed, how, play, start, story, tell, tell_end


async def waits(event, name, times=1):
    for i in range(times):
        try:
            await event.wait()
            tell(f'{name} {i}, set: {event.is_set()}')
        except BaseException as error:
            tell(f'{name} {i}: {story(error)}, set: {event.is_set()}')
            raise


def line_up(event, names, times=1):
    return [asyncio.create_task(waits(event, name, times), name=name) for name in names]


async def all_of(tasks):
    for task in tasks:
        await how(task)


async def cleared_before_they_run():
    event = asyncio.Event()
    tasks = line_up(event, 'ab', 2)
    await asyncio.sleep(1)
    event.set()
    event.clear()
    tasks += line_up(event, 'c')
    await asyncio.sleep(1)
    tell(f'{[task.done() for task in tasks]}')
    event.set()
    await all_of(tasks)


async def the_first_clears_it():
    event = asyncio.Event()

    async def clears(name):
        await event.wait()
        tell(f'{name}, set: {event.is_set()}')
        event.clear()
    tasks = [asyncio.create_task(clears(name)) for name in 'ab']
    await asyncio.sleep(1)
    event.set()
    newcomer = line_up(event, 'n')
    await all_of(tasks)
    tell(f'{newcomer[0].done()}')
    event.set()
    await all_of(newcomer)


async def set_it_waits_for_nobody():
    event = asyncio.Event()
    event.set()
    start('other')
    await waits(event, 'main', 3)
    event.clear()
    tell(f'{event.is_set()}')


async def a_waiter_cancels_another():
    event = asyncio.Event()

    async def cancels():
        await event.wait()
        tell(f'{tasks[0].cancel("now")}')
    first = asyncio.create_task(cancels())
    tasks = line_up(event, 'ab')
    await asyncio.sleep(1)
    event.set()
    await all_of([first] + tasks)


async def set_and_cancelled():
    for turns in range(3):
        event = asyncio.Event()
        tasks = line_up(event, 'ab')
        await asyncio.sleep(1)
        event.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        tell(f'{tasks[0].cancel("late")}')
        await all_of(tasks)
    event = asyncio.Event()
    tasks = line_up(event, 'ab')
    await asyncio.sleep(1)
    tasks[0].cancel('first')
    event.set()
    await all_of(tasks)


async def by_the_first_of_many():
    events = [asyncio.Event() for _ in range(3)]
    tasks = [asyncio.create_task(event.wait(), name=str(i))
             for i, event in enumerate(events)]
    asyncio.get_running_loop().call_later(1, events[1].set)
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    tell(f'{[task.get_name() for task in done]}')
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    tell(f'{[task.cancelled() for task in tasks]}')


async def set_by_a_callback_in_the_same_pass():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(1, event.set)
    asyncio.get_running_loop().call_later(1, event.clear)
    task = line_up(event, 'a')
    await asyncio.sleep(2)
    tell(f'{event.is_set()} {task[0].done()}')


play(cleared_before_they_run, the_first_clears_it, set_it_waits_for_nobody,
     a_waiter_cancels_another, set_and_cancelled, by_the_first_of_many,
     set_by_a_callback_in_the_same_pass)
