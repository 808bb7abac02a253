#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run an asyncio program on a virtual clock: `virtual.py PROGRAM.py [argument...]`.

Nothing ever waits: when nothing is ready, the clock jumps to the next timer.  Timers
due at one time fire in the order in which they were set.  Where CPython goes through
a set of tasks, in whatever order their addresses have, it goes here in the order in
which they came (and an asynchronous generator lives to the end of the run), so that
every run is the same: asyncio.wait(), as_completed(), TaskGroup, and what is
cancelled and closed at the end of a run.  Everything else is CPython's own code.
"""
import asyncio
import asyncio.taskgroups
import heapq
import inspect
import itertools
import os
import runpy
import selectors
import sys
import time
import weakref

NS = 10 ** 9


class Clock:
    now = 0                                     # ns since the beginning

    @staticmethod
    def block(seconds):
        Clock.now += round(seconds * NS)


class FifoTimer(asyncio.TimerHandle):
    numbers = itertools.count()

    def __init__(self, when, *rest):
        self.key = round(when * NS), next(self.numbers)
        super().__init__(self.key[0] / NS, *rest)

    def __lt__(self, other):
        return self.key < other.key


class FifoSet(dict):
    """As much of a set as asyncio uses, in order of insertion."""

    def __init__(self, items=()):
        super().__init__((item, None) for item in items)

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)

    def remove(self, item):
        del self[item]


class Selector(selectors.DefaultSelector):
    loop = None

    def select(self, timeout=None):
        events = super().select(0)          # sockets cost no time
        if events:
            return events
        if timeout is None:
            raise RuntimeError('deadlock: nothing is ready, and no timer is set')
        if timeout > 0:
            Clock.now = max(Clock.now, self.loop._scheduled[0].key[0])
        return []


class Loop(asyncio.SelectorEventLoop):
    numbers = itertools.count()
    created = weakref.WeakKeyDictionary()       # task: its number

    def __init__(self):
        selector = Selector()
        super().__init__(selector)
        selector.loop = self
        self._asyncgens = FifoSet()

    def time(self):
        return Clock.now / NS

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        timer = FifoTimer(when, callback, args, self, context)
        timer._scheduled = True
        heapq.heappush(self._scheduled, timer)
        return timer

    def create_task(self, coro, **options):
        task = super().create_task(coro, **options)
        self.created[task] = next(self.numbers)
        return task


class Policy(asyncio.DefaultEventLoopPolicy):
    _loop_factory = Loop


def put_in_order(module):
    """as_completed() builds its set of tasks by a comprehension: write it as a call."""
    source = inspect.getsource(module.as_completed)
    theirs = '{ensure_future(f, loop=loop) for f in set(fs)}'
    assert theirs in source
    exec(source.replace(theirs, 'set(ensure_future(f, loop=loop) for f in set(fs))'),
         vars(module))
    asyncio.as_completed = module.as_completed
    unordered = module.all_tasks
    module.all_tasks = asyncio.all_tasks = (
        lambda loop=None: FifoSet(sorted(unordered(loop), key=Loop.created.get)))


def install():
    asyncio.set_event_loop_policy(Policy())
    time.sleep = Clock.block
    asyncio.tasks.set = asyncio.taskgroups.set = FifoSet
    put_in_order(asyncio.tasks)


if __name__ == '__main__':
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
    sys.modules['virtual'] = sys.modules['__main__']
    install()
    runpy.run_path(sys.argv[0], run_name='__main__')
