#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run scripts (see script.h) on asyncio under the virtual clock, and tell what happens
in the words of interpret.c: `play.py <SCRIPTS`, or, of each script only its seed and
the digest (FNV-1a, 64 bits) of what it tells, `play.py --digests <SCRIPTS`."""
import asyncio
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import virtual
from script import BLOCKS, read_scripts

REFUSED = (RuntimeError, ValueError, TypeError, asyncio.QueueFull, asyncio.QueueEmpty,
           asyncio.InvalidStateError)
MODES = asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED
QUEUES = asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue
# Of a cancelled task CPython tells the text to the first who asks, core to all.
WITHOUT_TEXT = ('await', 'gather', 'completed', 'wait_for', 'shield', 'group', 'timeout',
                'peek', 'next', 'send', 'throw', 'close')
FRESH, TASK, MEMBER, GONE = range(4)


# ---- What happens ------------------------------------------------------------

class Failed(Exception):
    """args: the number of the line that failed."""


def outcome(result, op=None):
    if isinstance(result, asyncio.CancelledError):
        text = ''.join(map(str, result.args)) if op and op.word not in WITHOUT_TEXT else ''
        return ' cancelled' + text
    if isinstance(result, BaseExceptionGroup):
        return ' group(' + ''.join(map(outcome, result.exceptions)) + ' )'
    if isinstance(result, Failed):
        return f' failed-{result.args[0]}'
    if isinstance(result, BaseException):
        return (' late' if isinstance(result, TimeoutError)
                else ' broken' if isinstance(result, asyncio.BrokenBarrierError)
                else ' closed' if isinstance(result, GeneratorExit) else ' refused')
    return f' {result}' if type(result) is int else ' ok'


# What is one call: awaited, and not.
WAITS = {
    'sleep': lambda play, op: asyncio.sleep(op.seconds()),
    'acquire': lambda play, op: play.locks[op.number()].acquire(),
    'down': lambda play, op: play.semaphores[op.number()].acquire(),
    'event_wait': lambda play, op: play.events[op.number()].wait(),
    'condition_wait': lambda play, op: play.conditions[op.number()].wait(),
    'condition_wait_for': lambda play, op: play.conditions[op.number()].wait_for(
        play.events[op.number(1)].is_set),
    'barrier_reset': lambda play, op: play.barriers[op.number()].reset(),
    'barrier_abort': lambda play, op: play.barriers[op.number()].abort(),
    'put': lambda play, op: play.queues[op.number()].put(op.number(1)),
    'get': lambda play, op: play.queues[op.number()].get(),
    'join': lambda play, op: play.queues[op.number()].join(),
}
CALLS = {
    'block': lambda play, op: virtual.Clock.block(op.seconds()),
    'release': lambda play, op: play.locks[op.number()].release(),
    'up': lambda play, op: play.semaphores[op.number()].release(),
    'event_set': lambda play, op: play.events[op.number()].set(),
    'event_clear': lambda play, op: play.events[op.number()].clear(),
    'notify': lambda play, op: play.conditions[op.number()].notify(op.number(1)),
    'put_nowait': lambda play, op: play.queues[op.number()].put_nowait(op.number(1)),
    'get_nowait': lambda play, op: play.queues[op.number()].get_nowait(),
    'task_done': lambda play, op: play.queues[op.number()].task_done(),
    'set': lambda play, op: play.futures[op.number()].set_result(200 + op.number()),
    'set_failed': lambda play, op: play.futures[op.number()].set_exception(
        Failed(op.line)),
    'count': lambda play, op: len(asyncio.all_tasks()),
    'uncancel': lambda play, op: asyncio.current_task().uncancel(),
}


class Actor:
    def __init__(self, name):
        self.name = name
        self.timeout = self.group = None
        self.tidying = False                    # in clean-up


class Play:
    def __init__(self, script):
        self.script = script
        self.told = [f'script {script.seed}']
        self.ending = self.over = False

    def make(self):
        script, n = self.script, range(4)
        self.states = [FRESH] * len(script.bodies['task'])
        self.tasks = [None] + [self.run_body(i) for i in range(1, len(self.states))]
        self.futures = [asyncio.get_running_loop().create_future() for _ in n]
        self.generators = [self.run_generator(i) for i in n]
        self.handles = [None for _ in n]
        self.locks = [asyncio.Lock() for _ in n]
        self.semaphores = [(asyncio.BoundedSemaphore if i % 2 else asyncio.Semaphore)(value)
                           for i, value in enumerate(script.semaphores)]
        self.callbacks = [lambda _, i=i: self.run_callback(i) for i in n]
        self.events = [asyncio.Event() for _ in n]
        self.conditions = [asyncio.Condition() for _ in n]
        self.barriers = [asyncio.Barrier(parties) for parties in script.parties]
        self.queues = [QUEUES[script.queues[2 * i]](script.queues[2 * i + 1]) for i in n]

    def tell(self, me, op, what):
        if self.over:
            return                              # the garbage collector is at work
        line = op.line if op else 0
        self.told.append(f'{virtual.Clock.now / 1e9:g} {me.name} {line} {what}')

    async def block(self, me, ops):
        for op in ops:
            if self.ending and not me.tidying:
                break                           # nothing but clean-up goes on
            await self.perform(me, op)

    async def perform(self, me, op):
        if op.word in BLOCKS:
            await getattr(self, op.word)(me, op)
            return
        try:
            told = await self.outcome_of(me, op)
        except BaseException as error:
            told = outcome(error, op)
            self.tell(me, op, told[1:])
            if told != ' refused':
                raise
        else:
            self.tell(me, op, told[1:])

    def now(self, me, op):
        """What takes no wait."""
        if op.word in CALLS:
            return outcome(CALLS[op.word](self, op))
        return getattr(self, 'now_' + op.word)(me, op)

    async def outcome_of(self, me, op):
        if op.word in CALLS or hasattr(self, 'now_' + op.word):
            return self.now(me, op)
        if op.word not in WAITS:
            return await getattr(self, 'do_' + op.word)(me, op, self.begin)
        self.begin(me, op)
        return outcome(await WAITS[op.word](self, op))

    def begin(self, me, op):
        self.tell(me, op, op.word)

    # ---- Bodies ----

    async def run_body(self, number):
        me = Actor(f't{number}')
        self.tell(me, None, 'begin')
        try:
            await self.block(me, self.script.bodies['task'][number])
            return 100 + number
        finally:
            self.tell(me, None, 'end')
            if number == 0:
                self.ending = True

    async def run_generator(self, number):
        me = Actor(f'g{number}')
        ops, finally_ = self.script.bodies['generator'][number], None
        if ops[0].word == 'finally':
            finally_ = ops[0]
            ops = finally_.body
        try:
            for op in ops:
                if self.ending:
                    break
                if op.word not in ('emit', 'emit_catch'):
                    await self.perform(me, op)
                    continue
                self.begin(me, op)
                try:
                    sent = yield op.number()
                except BaseException as error:
                    self.tell(me, op, outcome(error, op)[1:])
                    if op.word == 'emit':
                        raise
                else:
                    self.tell(me, op, outcome(sent)[1:])
        finally:
            if finally_:
                await self.tidy(me, finally_)

    async def tidy(self, me, op):
        outer, me.tidying = me.tidying, True
        self.tell(me, op, 'cleanup')
        try:
            await self.block(me, op.cleanup)
        finally:
            me.tidying = outer

    def run_callback(self, number):
        me = Actor(f'c{number}')
        for op in self.script.bodies['callback'][number]:
            try:
                told = self.now(me, op)
            except REFUSED:
                told = ' refused'
            self.tell(me, op, told[1:])

    # ---- Blocks ----

    async def timeout(self, me, op):
        self.begin(me, op)
        scope, outer = asyncio.timeout(op.limit(0)), me.timeout
        try:
            try:
                async with scope:
                    me.timeout = scope
                    try:
                        await self.block(me, op.body)
                    finally:
                        me.timeout = outer
            finally:
                self.tell(me, op, 'expired' if scope.expired() else 'in time')
        except BaseException as error:
            self.tell(me, op, outcome(error, op)[1:])
            raise
        self.tell(me, op, 'ok')

    async def group(self, me, op):
        self.begin(me, op)
        outer = me.group
        try:
            try:
                async with asyncio.TaskGroup() as me.group:
                    try:
                        await self.block(me, op.body)
                    finally:
                        me.group = outer
                        self.tell(me, op, 'leave')
            finally:
                for member in op.body:
                    if (member.word == 'member'
                            and self.states[member.number()] == MEMBER):
                        self.states[member.number()] = GONE
        except BaseException as error:
            self.tell(me, op, outcome(error, op)[1:])
            raise
        self.tell(me, op, 'ok')

    async def held(self, me, op, thing):
        self.begin(me, op)
        try:
            await thing.acquire()
        except BaseException as error:
            self.tell(me, op, outcome(error, op)[1:])
            raise
        self.tell(me, op, 'ok')
        try:
            await self.block(me, op.body)
        finally:
            try:
                thing.release()
                told = 'ok'
            except REFUSED:
                told = 'refused'
            self.tell(me, op, told)

    async def lock(self, me, op):
        await self.held(me, op, self.locks[op.number()])

    async def semaphore(self, me, op):
        await self.held(me, op, self.semaphores[op.number()])

    async def condition(self, me, op):
        await self.held(me, op, self.conditions[op.number()])

    async def catch(self, me, op):
        try:
            await self.block(me, op.body)
        except BaseException:
            self.tell(me, op, 'caught')

    async def protect(self, me, op):
        try:
            await self.block(me, op.body)
        except Exception:
            self.tell(me, op, 'caught')

    async def finally_(self, me, op):
        try:
            await self.block(me, op.body)
        finally:
            await self.tidy(me, op)

    async def repeat(self, me, op):
        for _ in range(op.number()):
            await self.block(me, op.body)

    # ---- What operands stand for ----

    def task_of(self, index, start):
        if self.states[index] == FRESH and start and not self.ending:
            self.states[index] = TASK
            self.tasks[index] = asyncio.ensure_future(self.tasks[index])
        return self.tasks[index] if self.states[index] == TASK else None

    def resolve(self, text, start=True):
        if text[0] == 'f':
            return self.futures[int(text[1:])]
        if text[0] == 's':
            task = self.task_of(int(text[1:]), True)
            return task and asyncio.shield(task)
        if text[0] == 'g':
            first, _, more = text[1:].partition('+')
            some = [self.task_of(int(first) + i, True) for i in range(int(more or 0) + 1)]
            some = [task for task in some if task]
            return asyncio.gather(*some) if some else None
        return self.task_of(int(text), start)

    def resolve_all(self, texts):
        found = [self.resolve(text) for text in texts]
        return [one for one in found if one is not None]

    # ---- Tasks ----

    def now_start(self, me, op):
        if self.states[op.number()] != FRESH or self.ending:
            return ' none'
        self.task_of(op.number(), True)
        return ' ok'

    async def do_await(self, me, op, begin):
        text = op.words[0]
        if text.isdigit() and self.states[int(text)] == FRESH and not self.ending:
            self.states[int(text)] = GONE
            self.tell(me, op, 'in place')
            return outcome(await self.tasks[int(text)])
        task = self.resolve(text)
        if task is None:
            return ' none'
        begin(me, op)
        return outcome(await task)

    def now_cancel(self, me, op):
        text = op.words[1]
        task = self.resolve(text, False)
        if text.isdigit() and self.states[int(text)] == MEMBER:
            task = self.tasks[int(text)]
        if task is None:
            return ' none'
        asked = task.cancel(f'-{op.number()}') if op.number() else task.cancel()
        return ' asked' if asked else ' over'

    def now_cancel_self(self, me, op):
        asyncio.current_task().cancel()
        return f' {asyncio.current_task().cancelling()}'

    async def do_wait_for(self, me, op, begin):
        task = self.resolve(op.words[1])
        if task is None:
            return ' none'
        begin(me, op)
        return outcome(await asyncio.wait_for(task, op.limit(0)))

    async def do_shield(self, me, op, begin):
        task = self.resolve(op.words[0])
        if task is None:
            return ' none'
        begin(me, op)
        return outcome(await asyncio.shield(task))

    async def do_gather(self, me, op, begin):
        tasks = self.resolve_all(op.words[1:])
        if not tasks:
            return ' none'
        begin(me, op)
        results = await asyncio.gather(*tasks, return_exceptions=bool(op.number()))
        return ''.join(map(outcome, results))

    async def do_wait(self, me, op, begin):
        tasks = self.resolve_all(op.words[2:])
        if not tasks:
            return ' none'
        begin(me, op)
        done, _ = await asyncio.wait(tasks, timeout=op.limit(1),
                                     return_when=MODES[op.number()])
        return ' ' + ''.join('+' if task in done else '-' for task in tasks)

    async def do_completed(self, me, op, begin):
        tasks = self.resolve_all(op.words[2:])
        if not tasks:
            return ' none'
        begin(me, op)
        for i, coroutine in enumerate(asyncio.as_completed(tasks, timeout=op.limit(1))):
            if i == op.number():
                coroutine.close()
                break
            try:
                result = await coroutine
            except Exception as error:
                if isinstance(error, TimeoutError):
                    raise
                result = error
            self.tell(me, op, outcome(result)[1:])
        return ' over'

    def now_member(self, me, op):
        number = op.number()
        if self.states[number] != FRESH or not me.group or self.ending:
            return ' none'
        self.tasks[number] = me.group.create_task(self.tasks[number])
        self.states[number] = MEMBER
        return ' ok'

    def now_on_done(self, me, op):
        task = self.resolve(op.words[1], False)
        if task is None:
            return ' none'
        task.add_done_callback(self.callbacks[op.number()])
        return ' ok'

    def now_off_done(self, me, op):
        task = self.resolve(op.words[1], False)
        if task is None:
            return ' none'
        return f' {task.remove_done_callback(self.callbacks[op.number()])}'

    async def do_peek(self, me, op, begin):
        task = self.resolve(op.words[0], False)
        if task is None:
            return ' none'
        if op.words[0].isdigit():
            self.tell(me, op, f'cancelling {task.cancelling()}')
        if not task.done():
            return ' pending'
        self.tell(me, op, 'cancelled' if task.cancelled() else 'not cancelled')
        try:
            return outcome(task.result())
        except BaseException as error:
            return outcome(error, op)

    # ---- Time, failures, callbacks ----

    def now_reschedule(self, me, op):
        if not me.timeout:
            return ' none'
        me.timeout.reschedule(asyncio.get_running_loop().time() + op.seconds())
        return ' ok'

    def now_fail(self, me, op):
        raise Failed(op.line)

    def now_soon(self, me, op):
        self.handles[op.number()] = asyncio.get_running_loop().call_soon(
            self.run_callback, op.number())
        return ' ok'

    def now_later(self, me, op):
        self.handles[op.number()] = asyncio.get_running_loop().call_later(
            op.seconds(1), self.run_callback, op.number())
        return ' ok'

    def now_at(self, me, op):
        loop = asyncio.get_running_loop()
        self.handles[op.number()] = loop.call_at(loop.time() + op.seconds(1),
                                                 self.run_callback, op.number())
        return ' ok'

    def now_drop(self, me, op):
        if self.handles[op.number()]:
            self.handles[op.number()].cancel()
        return ' ok'

    async def do_barrier(self, me, op, begin):
        barrier = self.barriers[op.number()]
        begin(me, op)
        try:
            position = await barrier.wait()
        finally:
            self.tell(me, op, f'{barrier.n_waiting} waiting'
                              + (', broken' if barrier.broken else ''))
        return f' {position + 1}'

    # ---- Generators ----

    async def ask(self, me, op, begin, request, *arguments):
        """CPython 3.11 has two habits that core does not share.  A generator whose
        aclose() was cancelled is "already running" for ever.  And one that refused to
        be sent a first value counts as begun when the run's end closes them in order."""
        begin(me, op)
        generator = self.generators[op.number()]
        if generator.ag_running and generator.ag_frame is None:
            return ' exhausted'
        if request == 'asend' and generator.ag_frame and generator.ag_frame.f_lasti < 2:
            return ' refused'
        try:
            value = await getattr(generator, request)(*arguments)
            return ' exhausted' if value is None else outcome(value)
        except StopAsyncIteration:
            return ' exhausted'

    async def do_next(self, me, op, begin):
        return await self.ask(me, op, begin, '__anext__')

    async def do_send(self, me, op, begin):
        return await self.ask(me, op, begin, 'asend', op.number(1))

    async def do_throw(self, me, op, begin):
        return await self.ask(me, op, begin, 'athrow', Failed(op.line))

    async def do_close(self, me, op, begin):
        await self.ask(me, op, begin, 'aclose')
        return ' ok'


setattr(Play, 'finally', Play.finally_)         # no name that `def` takes


async def main(play):
    play.make()
    play.states[0], play.tasks[0] = TASK, asyncio.current_task()
    return await play.run_body(0)


def run(script):
    """What it tells."""
    virtual.Clock.now = 0
    play = Play(script)
    try:
        asyncio.run(main(play))
        how = ' ok'
    except BaseException as error:
        how = outcome(error)
    play.over = True
    return ''.join(f'{line}\n'
                   for line in play.told + [f'{virtual.Clock.now / 1e9:g} run{how}'])


def digest(text):
    value = 0xcbf29ce484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001b3 % 2 ** 64
    return f'{value:016x}'


if __name__ == '__main__':
    virtual.install()
    sys.stderr = open(os.devnull, 'w')
    for script in read_scripts(sys.stdin):
        told = run(script)
        if '--digests' in sys.argv:
            print(script.seed, digest(told))
        else:
            print(told, end='')
