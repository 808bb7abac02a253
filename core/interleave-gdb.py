# SPDX-License-Identifier: MIT
"""Interleave's tasks in gdb, of a stopped program or of a core file.

    gdb -x core/interleave-gdb.py PROGRAM [CORE]
    (gdb) interleave tasks              every task: what it waits for, since when, where
    (gdb) interleave bt NUMBER [full]   the backtrace of a task that has not the thread
    (gdb) interleave bt all [full]      the same of each
"""

import contextlib
import re
import struct

import gdb
import gdb.unwinder

# What context_switch_sp() in context.c pushes, from the lowest address on, and how
# many bytes it pushes; behind these lies the stack as its caller left it.  (The
# floating-point registers of aarch64, d8 to d15, are not looked at.)
PUSHED = {
    "i386:x86-64": (["r14", "r13", "r12", "r15", "rbx", "rbp", "rip"], 56),
    "aarch64": (["x29", "pc"] + ["x%d" % i for i in range(19, 29)], 160),
}
STACK_POINTER = {"i386:x86-64": "rsp", "aarch64": "sp"}
# The same in a ucontext_t of the GNU C library.
GREGS = {"r12": 4, "r13": 5, "r14": 6, "r15": 7, "rbp": 10, "rbx": 11, "rsp": 15,
         "rip": 16}

WAITS = {
    "SLEEP": "sleeps until {until}",
    "TASK": "waits for {awaited}",
    "FUTURE": "waits for {awaited}",
    "GATHER": "waits for a gather of {value}",
    "SEVERAL": "waits for some of {value} tasks",
    "LIMIT": "waits with a time limit",
    "SHIELD": "waits behind a shield",
    "GROUP": "waits for {value} tasks of its group",
    "LOCK": "wants lock {name}",
    "EVENT": "waits for event {name}",
    "CONDITION": "waits for condition {name}",
    "SEMAPHORE": "wants a place of {name}",
    "PUT": "waits to put into {name}",
    "GET": "waits to get from {name}",
    "JOIN": "waits for the end of {name}",
    "READ": "reads descriptor {value}",
    "WRITE": "writes to descriptor {value}",
}
NEVER = 2**64 - 1


# ---- What the program says ----

def core(file, name):
    """A global variable of core; the program's own ones of the same name hide nothing."""
    try:
        value = gdb.parse_and_eval("'core/%s'::%s" % (file, name))
    except gdb.error:
        raise gdb.GdbError("This is not an Interleave program, or it was built without "
                           "debugging information (-g).")
    if gdb.selected_thread() is None:
        raise gdb.GdbError("The program is not running: there are no tasks.  Start it "
                           "with `run`, or open a core file.")
    return value


def text(pointer):
    return pointer.string(errors="replace") if pointer else "?"


def quoted(pointer):
    return "'%s'" % text(pointer)


def seconds(ns):
    return "for ever" if ns == NEVER else "%.3f s" % (1e-9 * ns)


class Task:
    """A task that lives, from its struct."""

    def __init__(self, value, loop):
        self.value = value
        self.record = value["record"]
        self.number = int(self.record["id"])
        self.name = quoted(self.record["name"])
        self.runs = bool(loop["current"] == value.address)
        self.is_ready = not (self.runs or value["cancel_wait"] or loop["synchronous"])
        number, waits = int(value["wait"]), gdb.lookup_type("enum log_wait").fields()
        self.wait = next((f.name for f in waits if f.enumval == number), "LOG_WAIT_?")
        self.wait = self.wait[len("LOG_WAIT_"):]
        self.is_fresh = self.wait == "NONE" and not self.runs

    def state(self):
        if self.runs:
            return "has the thread"
        if self.is_fresh:
            return "has not had its first step"
        if self.is_ready:
            return "is ready"
        value, awaited = int(self.value["wait_value"]), self.value["awaited"]
        words = WAITS.get(self.wait, "waits for its turn").format(
            until=seconds(value), value=value, name=quoted(self.value["wait_name"]),
            awaited=quoted(awaited["name"]) if awaited else "?")
        return words.replace("until for ever", "for ever")

    def where(self):
        if self.is_fresh:
            return "made at %s" % text(self.record["place"])
        return "since %s, at %s; made at %s" % (
            seconds(int(self.value["wait_since"])), text(self.value["wait_place"]),
            text(self.record["place"]))

    def contexts(self):
        """Where it was left, and, from there outwards, who asked each generator that
        it is in the middle of: (heading, context) pairs."""
        context, generator = self.value["context"], self.value["generator"]
        while generator:
            yield "in generator %s" % quoted(generator["record"]["name"]), context
            context, generator = generator["consumer"], generator["outer"]
        yield None, context


def all_tasks():
    tasks, ring, loop = [], core("task.c", "all_tasks"), core("loop.c", "loop")
    task = gdb.lookup_type("struct task")
    to_task = next(int(f.bitpos) // 8 for f in task.fields() if f.name == "link")
    try:
        link = ring["next"]
        while link != ring.address:
            at = int(link) - to_task
            tasks.append(Task(gdb.Value(at).cast(task.pointer()).dereference(), loop))
            link = link["next"]
    except gdb.MemoryError:
        raise gdb.GdbError("The stacks of the tasks are missing in this core file.  gdb "
                           "itself writes such ones; the system's own are complete.")
    return tasks


# ---- Backtraces of flows that have not the thread ----

def saved_registers(context, machine):
    if machine not in PUSHED:
        raise gdb.GdbError("On this machine (%s) a sleeping task's registers cannot be "
                           "found." % machine)
    if any(field.name == "machine" for field in context.type.fields()):
        return ucontext_registers(context["machine"]["uc_mcontext"], machine)
    (names, pushed), at = PUSHED[machine], int(context["sp"])
    memory = gdb.selected_inferior().read_memory(at, 8 * len(names))
    registers = dict(zip(names, struct.unpack("<%dQ" % len(names), memory)))
    registers[STACK_POINTER[machine]] = at + pushed
    return registers


def ucontext_registers(saved, machine):
    fields = {field.name.lstrip("_"): saved[field] for field in saved.type.fields()}
    if machine == "i386:x86-64":
        return {name: int(fields["gregs"][i]) % 2**64 for name, i in GREGS.items()}
    registers = {"x%d" % i: int(fields["regs"][i]) for i in range(19, 31)}
    registers.update(sp=int(fields["sp"]), pc=int(fields["pc"]))
    return registers


class FrameId:
    def __init__(self, sp, pc):
        self.sp = sp
        self.pc = pc


class FromElsewhere(gdb.unwinder.Unwinder):
    """Lets the thread's innermost frame seem to be called from a saved context: so
    nothing is written, and a core file will do."""

    def __init__(self):
        super().__init__("interleave")
        self.saved = None

    def __call__(self, pending):
        if self.saved is None:
            return None
        pc, sp = (int(pending.read_register(r)) for r in ("pc", "sp"))
        if (pc, sp) != self.innermost:
            return None
        # The stack below the saved one: gdb would take a higher one for corrupt.
        info = pending.create_unwind_info(FrameId(gdb.Value(self.low), gdb.Value(pc)))
        for name, value in self.saved.items():
            type_ = pending.read_register(name).type
            info.add_saved_register(name, gdb.Value(value).cast(type_))
        return info

    @contextlib.contextmanager
    def at(self, context):
        selected, frame = gdb.selected_frame(), gdb.newest_frame()
        saved = saved_registers(context, frame.architecture().name())
        self.innermost = tuple(int(frame.read_register(r)) for r in ("pc", "sp"))
        self.low = int(context["sp"])
        self.saved = saved
        gdb.invalidate_cached_frames()
        try:
            yield
        finally:
            self.saved = None
            gdb.invalidate_cached_frames()
            if selected.is_valid():
                selected.select()


unwinder = FromElsewhere()
gdb.unwinder.register_unwinder(None, unwinder, replace=True)


def innermost_frames():
    """How many frames of a backtrace are the innermost one and what is inlined there."""
    frame, n = gdb.newest_frame(), 1
    while frame.type() == gdb.INLINE_FRAME:
        frame, n = frame.older(), n + 1
    return n


def backtrace(context, options):
    """As `backtrace` prints it, without the frames that have the thread."""
    with unwinder.at(context):
        lines = gdb.execute("backtrace " + options, to_string=True).splitlines()
        skip = innermost_frames()
    first = next((i for i, line in enumerate(lines)
                  if re.match(r"#%d\s" % skip, line)), None)
    if first is None:
        return ["Its frames cannot be read."]
    return [re.sub(r"^#(\d+) *", lambda m: "#%-3d" % (int(m.group(1)) - skip), line)
            for line in lines[first:]]


# ---- Commands ----

class Interleave(gdb.Command):
    """Tasks of an Interleave program: `interleave tasks`, `interleave bt NUMBER`."""

    def __init__(self):
        super().__init__("interleave", gdb.COMMAND_STACK, gdb.COMPLETE_NONE, True)


class Tasks(gdb.Command):
    """interleave tasks
Every task: its number and name, what it waits for, since when, and where."""

    def __init__(self):
        super().__init__("interleave tasks", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        if argument:
            raise gdb.GdbError("`interleave tasks` takes no argument.")
        tasks = all_tasks()
        for task in tasks:
            print("%4d  %s %s\n      %s" % (task.number, task.name, task.state(),
                                            task.where()))
        if not tasks:
            print("No task lives.")


class Backtrace(gdb.Command):
    """interleave bt NUMBER|all [full]
The backtrace of a task that has not the thread; `full`: with local variables."""

    def __init__(self):
        super().__init__("interleave bt", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        which, options = self.read(argument.split())
        tasks = all_tasks()
        if which == "all":
            for task in tasks:
                print("%d %s %s" % (task.number, task.name, task.state()))
                if not (task.runs or task.is_fresh):
                    self.show(task, options)
            return
        task = next((t for t in tasks if t.number == which), None)
        self.refuse(which, task)
        self.show(task, options)

    @staticmethod
    def read(words):
        if not words or len(words) > 2 or words[1:] not in ([], ["full"]):
            raise gdb.GdbError("Which task?  `interleave bt NUMBER` or `interleave bt "
                               "all`; `full` behind it adds local variables.")
        if words[0] != "all" and not re.fullmatch("[0-9]+", words[0]):
            raise gdb.GdbError("\"%s\" is not the number of a task: `interleave tasks` "
                               "lists them." % words[0])
        return words[0] if words[0] == "all" else int(words[0]), " ".join(words[1:])

    @staticmethod
    def refuse(number, task):
        if task is None:
            raise gdb.GdbError("There is no task %d now: `interleave tasks` lists them."
                               % number)
        if task.runs:
            raise gdb.GdbError("Task %d, %s, is running: `bt` in its thread shows it."
                               % (number, task.name))
        if task.is_fresh:
            raise gdb.GdbError("Task %d, %s, has not had its first step: it will begin "
                               "in %s()." % (number, task.name,
                                             text(task.record["function"])))

    @staticmethod
    def show(task, options):
        for heading, context in task.contexts():
            for line in backtrace(context, options):
                print(line)
            if heading:
                print("%s, which was asked by" % heading)


Interleave()
Tasks()
Backtrace()
