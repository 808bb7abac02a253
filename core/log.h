/* SPDX-License-Identifier: MIT */
/* The event log: what a runtime tells, and all that a screen, a text timeline
 * or a grader knows.  A log is a header and fixed-size records.  It lies in a
 * file, or runs through a ring in shared memory while the program does.
 *
 * The log knows no C: tasks, waits, wake-ups, times.  Another runtime may write
 * it.  A reader skips kinds that it does not know and trusts no byte: it copies
 * a record before it looks at it.
 *
 * Beside the log lies the remote, the only arrow back: one page that the screen
 * writes and the program's clock and scheduler read. */
#ifndef INTERLEAVE_LOG_H
#define INTERLEAVE_LOG_H

#include <stdatomic.h>
#include <stdint.h>

#if defined __BYTE_ORDER__ && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "logs are little-endian: this machine is big-endian and is not supported"
#endif
#if UINTPTR_MAX < UINT64_MAX
#error "Interleave needs a 64-bit machine"
#endif

#define LOG_MAGIC "Interlv"             /* with its final NUL: 8 bytes */
#define LOG_NEVER UINT64_MAX            /* a time that does not come */

enum {
    LOG_SCHEMA = 1,                     /* grows when an old reader would misread */
    LOG_TEXT_BYTES = 24                 /* text carried by one record */
};

enum log_clock { LOG_CLOCK_REAL, LOG_CLOCK_PACED, LOG_CLOCK_VIRTUAL };

/* 64 bytes in front of the records.  A file may hold several logs one behind the
 * other (a race holds two); `records` says where each one ends. */
struct log_header {
    char magic[8];
    uint32_t schema;
    uint32_t record_size;               /* sizeof(struct log_record) */
    uint32_t clock;                     /* enum log_clock */
    uint32_t flags;                     /* enum log_flag */
    uint64_t records;                   /* LOG_NEVER: to the end of the file */
    /* seconds = (time - first_tick) / ticks_per_second; virtual: 0 and 1e9 */
    uint64_t first_tick;
    double ticks_per_second;
    uint64_t stalls;                    /* by the reader: times the program waited for it */
    uint64_t reserved;
};

enum log_flag {
    LOG_SYNCHRONOUS = 1,                /* the run took one task after another */
    LOG_UNFINISHED = 2                  /* the writer did not get to its end */
};

/* Which fields a kind uses stands behind it.  `time` is in ticks; a time in `value` is
 * in ns on the run's clock, from 0.  `task` is whom it is about, `other`
 * a second task, `place` the name of "file:line"; 0 in any of them: none. */
enum log_kind {
    LOG_NONE,
    LOG_TEXT,           /* struct log_text: more bytes of the text being collected */
    LOG_NAME,           /* other: the id which now names the collected text */
    LOG_RUN_BEGIN,      /* value: name of the program */
    LOG_RUN_END,        /* detail: enum log_outcome of main; value: its code */
    LOG_PASS_BEGIN,     /* value: how many are ready */
    LOG_PASS_END,       /* value: the wait ends then at the latest; LOG_NEVER; 0: no wait */
    LOG_CREATED,        /* task; other: by whom; place; value: name | function << 32 */
    LOG_READY,          /* task; other: by whom (0: a timer, a descriptor); detail: enum log_wait
                           that ended */
    LOG_STEP_BEGIN,     /* task has the thread */
    LOG_STEP_END,       /* task gave way; detail: enum log_wait, other or value by it; place */
    LOG_ENTERED,        /* task entered a coroutine in place; value: its name |
                           its function << 32; place */
    LOG_LEFT,           /* task left it; detail: enum log_outcome; value: code */
    LOG_DONE,           /* task; detail: enum log_outcome; value: code; other: name of the text */
    LOG_CANCEL,         /* task is asked to stop; other: by whom; place */
    LOG_BLOCK_BEGIN,    /* task keeps the thread in a blocking call; value: until; place */
    LOG_BLOCK_END,      /* task */
    LOG_PRINT,          /* task printed the collected text (0: the loop); value: its bytes;
                           other: by this thread job of its own (0: by none) */
    LOG_WARNING,        /* task; place; other: name of the text; detail: enum log_warning */
    LOG_TIMER_SET,      /* task; value: when */
    LOG_TIMER_FIRED,    /* task; value: when it was due */
    LOG_TIMER_CANCELLED, /* task; value: when it was due */
    LOG_RESUMED,        /* task resumed a bare coroutine or generator; value: its name */
    LOG_SUSPENDED,      /* the bare coroutine gave way to its caller; value: its name */
    LOG_HOLDER,         /* task has the lock now (0: nobody); value: name */
    LOG_VALUE,          /* task changed it; value: name | new value << 32; detail:
                           LOG_WAIT_SEMAPHORE for a semaphore's free places */
    LOG_TURN,           /* a callback had its turn; value: name of its function; place */
    LOG_CHOICE,         /* a drawn schedule took entry `other` of the `value` ready ones */
    LOG_ARMED,          /* a descriptor is watched; value: name; detail: enum log_wait;
                           a signal: LOG_WAIT_NONE */
    LOG_DISARMED,       /* it is not any more */
    /* Thread jobs, by their numbers from 1.  From BEGIN on, task: the pool thread, from
       1; value: when it was, in ns on the run's clock (the record may come later) */
    LOG_JOB_QUEUED,     /* task gave job `other` to the pool; value: its name; place */
    LOG_JOB_BEGIN,      /* job `other` computes on pool thread `task` */
    LOG_JOB_SLEEP,      /* it sleeps there, in a blocking call; place */
    LOG_JOB_WAKE,       /* it computes again */
    LOG_JOB_END,        /* its thread is free; detail: enum log_outcome */
    LOG_KINDS
};

/* Why a task gave way. */
enum log_wait {
    LOG_WAIT_NONE,
    LOG_WAIT_YIELD,     /* gave way once: it is ready again */
    LOG_WAIT_SLEEP,     /* value: until */
    LOG_WAIT_TASK,      /* other: the awaited task */
    LOG_WAIT_GATHER,    /* value: how many it waits for; other: the first of these */
    LOG_WAIT_END,       /* it is done */
    LOG_WAIT_START,     /* in LOG_READY only: it was created */
    LOG_WAIT_CANCEL,    /* in LOG_READY only: its wait was cancelled */
    LOG_WAIT_FUTURE,    /* value: name of the future */
    LOG_WAIT_SEVERAL,   /* value: how many tasks it waits for some or all of */
    LOG_WAIT_LIMIT,     /* other: the task that it waits for, with a time limit */
    LOG_WAIT_SHIELD,    /* other: the shielded task */
    LOG_WAIT_GROUP,     /* value: how many tasks of its group still run */
    LOG_WAIT_LOCK,      /* from here on, value: name of what it wants */
    LOG_WAIT_EVENT,
    LOG_WAIT_CONDITION,
    LOG_WAIT_SEMAPHORE,
    LOG_WAIT_PUT,       /* a queue that is full */
    LOG_WAIT_GET,       /* a queue that is empty */
    LOG_WAIT_JOIN,      /* a queue whose items are not all done */
    LOG_WAIT_READ,      /* here and below, value: a descriptor */
    LOG_WAIT_WRITE,
    LOG_WAIT_RECEIVE,   /* here and below, value: name of a stream, or of a server */
    LOG_WAIT_SEND,
    LOG_WAIT_CONNECT,
    LOG_WAIT_ACCEPT,
    LOG_WAIT_SERVE,     /* until it is closed, and its handlers have ended */
    LOG_WAIT_THREAD,    /* value: name of the thread job that it waits for */
    LOG_WAIT_CHILD,     /* value: number of the child process: its own on the real clock,
                           from 1 on the others */
    LOG_WAIT_KINDS
};

enum log_outcome { LOG_RETURNED, LOG_FAILED, LOG_CANCELLED };

enum log_warning {
    LOG_WARN_OTHER,
    LOG_WARN_NEVER_AWAITED,
    LOG_WARN_NEVER_RETRIEVED,
    LOG_WARN_SWALLOWED,
    LOG_WARN_LEFT_BEHIND,
    LOG_WARN_DEADLOCK,
    LOG_WARN_MISUSE,    /* the last words of a program that core ended */
    LOG_WARN_SLOW,      /* a step that kept the thread too long */
    LOG_WARN_LATE,      /* synchronous: a time limit that could not interrupt */
    LOG_WARN_LENT       /* a stack went while others still use what lies on it */
};

struct log_record {
    uint64_t time;                      /* ticks */
    uint64_t value;
    uint32_t task, other, place;
    uint16_t kind, detail;
};

/* A LOG_TEXT record: the same 32 bytes, seen another way. */
struct log_text {
    char bytes[LOG_TEXT_BYTES];
    uint32_t used;                      /* of these */
    uint16_t kind, detail;
};

_Static_assert(sizeof(struct log_header) == 64, "a log header is 64 bytes");
_Static_assert(sizeof(struct log_record) == 32, "a record is 32 bytes");
_Static_assert(sizeof(struct log_text) == 32, "a text record is 32 bytes");

/* ---- The ring: one page, then `capacity` records ------------------------- */

enum { LOG_RING_PAGE = 4096 };

/* What the program is doing, as far as the remote needs to know. */
enum log_status {
    LOG_STARTING,                       /* has not come to its first step */
    LOG_BUSY,
    LOG_HELD,                           /* wants to take a step, but the remote is paused */
    LOG_ON_CLOCK,                       /* waits until `until` by the clock */
    LOG_ENDED
};

struct log_ring {
    struct log_header header;
    uint64_t capacity;                  /* records, a power of two */
    _Alignas(64) _Atomic uint64_t written;  /* records so far; by the program */
    _Atomic uint64_t stalls;            /* times the program waited for the reader */
    _Atomic uint64_t until;             /* ns on the run's clock, LOG_NEVER: not known */
    _Atomic uint32_t status;            /* enum log_status */
    _Alignas(64) _Atomic uint64_t taken;    /* records so far; by the reader */
};

_Static_assert(sizeof(struct log_ring) <= LOG_RING_PAGE, "the ring's head fits a page");

/* ---- The remote: written by the screen alone ----------------------------- */

/* The paced clock, in the program and on the screen alike, is
 *     run + (CLOCK_MONOTONIC - real) * speed        nanoseconds
 * so that all who read one remote agree.  Pausing writes `run` and speed 0.
 * `sequence` is odd while the screen writes; a reader tries again. */
struct log_remote {
    _Atomic uint32_t sequence;
    _Atomic uint32_t paused;            /* no step is taken but those allowed */
    _Atomic uint64_t steps;             /* steps allowed so far while paused */
    _Atomic uint64_t real, run;         /* ns */
    _Atomic uint64_t speed_ppm;         /* millionths: 1000000 is real time */
};

/* How a launcher tells a program: inherited descriptors, by number. */
#define LOG_ENV_TRACE "INTERLEAVE_TRACE"        /* a file, or "fd:N" for a ring */
#define LOG_ENV_REMOTE "INTERLEAVE_REMOTE"      /* "fd:N" */
#define LOG_ENV_LIFELINE "INTERLEAVE_LIFELINE"  /* "fd:N": hangs up when the reader dies */
#define LOG_ENV_CLOCK "INTERLEAVE_CLOCK"        /* real, paced, virtual */
#define LOG_ENV_SYNC "INTERLEAVE_SYNC"          /* 1: one after another */
#define LOG_ENV_STRETCH "INTERLEAVE_STRETCH"    /* factor on every duration */

#endif
