/* SPDX-License-Identifier: MIT */
/* Child processes.  A thread waits for each one's end, which is all that works
 * everywhere without taking SIGCHLD from the program; the loop's thread reaps it, so
 * that its number is nobody else's while somebody may signal it. */
#define _GNU_SOURCE
#include "processes.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "async_process.h"
#include "clock.h"
#include "job.h"
#include "loop.h"
#include "report.h"
#include "stream.h"
#include "suspend.h"

struct process {
    struct post post;                   /* of its end, by its thread */
    pthread_t thread;
    pid_t pid;
    uint32_t number;                    /* for the log */
    bool ended;
    bool closed;                        /* nobody knows it any more */
    int returncode;
    struct async_waiters waiters;
    struct link link;                   /* all whose end was not told, or not closed */
};

static struct link processes = LINK_ALONE(processes);
static int threads;
static uint32_t last_number;

int process_threads(void)
{
    return threads;
}

static void free_process(struct process *process)
{
    link_take_out(&process->link);
    free(process);
}

static void let_go(struct process *process)
{
    if (process->closed && process->ended && !waiters_first(&process->waiters))
        free_process(process);
}

/* ---- Its end ---- */

/* Others have reaped it: by a wait for any child, or the system, as SIGCHLD is ignored. */
static int say_unknown(const struct process *process)
{
    enum { UNKNOWN = 255 };

    report((struct async_task){ 0 }, NULL, "child %u was reaped by others; its return code "
           "is taken to be %d", process->number, UNKNOWN);
    return UNKNOWN;
}

static void reap(struct process *process)
{
    int status = 0;

    pthread_join(process->thread, NULL);
    threads--;
    process->ended = true;
    if (waitpid(process->pid, &status, 0) != process->pid)
        process->returncode = say_unknown(process);
    else
        process->returncode = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void deliver_end(struct post *post)
{
    struct process *process = CONTAINER_OF(post, struct process, post);

    if (process->ended)                 /* the run's end was faster */
        return;
    reap(process);
    for (struct waiter *waiter = waiters_first(&process->waiters); waiter;
         waiter = waiter->next)
        waiter_wake(waiter);
    let_go(process);
}

static void *await_end(void *arg)
{
    struct process *process = arg;
    siginfo_t info;

    while (waitid(P_PID, (id_t)process->pid, &info, WEXITED | WNOWAIT) < 0 && errno == EINTR)
        ;
    inbox_send(&process->post);
    return NULL;
}

static int start_waiting(struct process *process)
{
    pthread_attr_t attributes;
    sigset_t all, before;

    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, PTHREAD_STACK_MIN + 65536);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&process->thread, &attributes, await_end, process);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return -error;
}

/* ---- Its beginning ---- */

static struct process *process_new(pid_t pid)
{
    struct process *process = calloc(1, sizeof *process);

    if (!process)
        panic("out of memory for a child process");
    process->pid = pid;
    process->number = ++last_number;
    if (clock_kind() != LOG_CLOCK_VIRTUAL)
        process->number = (uint32_t)pid;
    process->post.deliver = deliver_end;
    link_prepend(&processes, &process->link);
    return process;
}

static struct async_stream open_stream(const struct process *process, int fd,
                                       const char *which)
{
    char name[STREAM_NAME];

    if (fd < 0)
        return (struct async_stream){ 0 };
    snprintf(name, sizeof name, "%s of child %u", which, process->number);
    struct stream *stream = stream_new(fd, name);
    stream->outside = true;
    return stream_handle(stream);
}

static int start(struct async_process *process, const char *const *argv,
                 const struct async_process_options *options)
{
    int pipes[3];
    pid_t pid;

    int rc = process_spawn(&pid, pipes, argv, options);
    if (rc < 0)
        return rc;
    struct process *state = process_new(pid);
    rc = start_waiting(state);
    if (rc < 0) {
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        free_process(state);
        process_close_pipes(pipes);
        return refuse(-rc, "%s: '%s'", strerror(-rc), argv[0]);
    }
    threads++;
    *process = (struct async_process){ .state = state };
    process->in = open_stream(state, pipes[0], "in");
    process->out = open_stream(state, pipes[1], "out");
    process->err = open_stream(state, pipes[2], "err");
    return 0;
}

int async_create_subprocess_exec_with(struct async_process *process,
                                      const char *const *argv,
                                      const struct async_process_options *options)
{
    *process = (struct async_process){ .state = NULL };
    if (!argv[0])
        return refuse(EINVAL, "there is no program to start");
    if (options->in == ASYNC_STDOUT || options->out == ASYNC_STDOUT)
        return refuse(EINVAL, "only err can go to ASYNC_STDOUT");
    if (!loop.running)
        return refuse(EPERM, "no running event loop");
    fflush(stdout);                     /* what was printed before comes before */
    return start(process, argv, options);
}

int async_create_subprocess_exec(struct async_process *process, const char *const *argv,
                                 enum async_process_stream in,
                                 enum async_process_stream out,
                                 enum async_process_stream err)
{
    return async_create_subprocess_exec_with(
        process, argv, &(struct async_process_options){ in, out, err, NULL, NULL });
}

int async_create_subprocess_shell_with(struct async_process *process, const char *line,
                                       const struct async_process_options *options)
{
    const char *const argv[] = { "/bin/sh", "-c", line, NULL };

    return async_create_subprocess_exec_with(process, argv, options);
}

int async_create_subprocess_shell(struct async_process *process, const char *line,
                                  enum async_process_stream in,
                                  enum async_process_stream out,
                                  enum async_process_stream err)
{
    return async_create_subprocess_shell_with(
        process, line, &(struct async_process_options){ in, out, err, NULL, NULL });
}

/* ---- What one does with it ---- */

static struct process *state_of(const struct async_process *process, const char *call)
{
    if (!process->state)
        panic("%s: there is no child process: it was not started, or is closed", call);
    return process->state;
}

static int wait_for_end(struct process *process, const char *place)
{
    struct task *self = task_must_run("async_process_wait()", place);
    task_will_wait(self, LOG_WAIT_CHILD, 0, process->number, place);
    poller_awaits(1);
    poller_awaits_outside(1);
    poller_watches(1);
    int rc = waiter_wait_said(&process->waiters);
    task_leave_line(&process->waiters);
    poller_watches(-1);
    poller_awaits_outside(-1);
    poller_awaits(-1);
    return rc;
}

int async_process_wait_at(struct async_process *process, int *returncode,
                          const char *place)
{
    struct process *state = state_of(process, place);
    int rc = 0;

    poller_events();                    /* what its thread wakes it by */
    if (!state->ended)
        rc = wait_for_end(state, place);
    if (rc == 0 && returncode)
        *returncode = state->returncode;
    let_go(state);
    return rc;
}

int async_process_send_signal(struct async_process *process, int signal)
{
    struct process *state = state_of(process, "async_process_send_signal()");

    if (state->ended)
        return refuse(ESRCH, "child %d has ended", (int)state->pid);
    return kill(state->pid, signal) < 0 ? refuse(errno, "signal %d: %s", signal,
                                                 strerror(errno)) : 0;
}

int async_process_terminate(struct async_process *process)
{
    return async_process_send_signal(process, SIGTERM);
}

int async_process_kill(struct async_process *process)
{
    return async_process_send_signal(process, SIGKILL);
}

int async_process_pid(const struct async_process *process)
{
    return (int)state_of(process, "async_process_pid()")->pid;
}

bool async_process_returncode(const struct async_process *process, int *returncode)
{
    const struct process *state = state_of(process, "async_process_returncode()");

    if (state->ended && returncode)
        *returncode = state->returncode;
    return state->ended;
}

/* ---- Letting go ---- */

static void close_stream(struct async_stream *stream)
{
    if (stream->id && !async_stream_is_closing(*stream))
        async_stream_abort(*stream);
    *stream = (struct async_stream){ 0 };
}

void async_process_close(struct async_process *process)
{
    struct process *state = process->state;

    close_stream(&process->in);
    close_stream(&process->out);
    close_stream(&process->err);
    process->state = NULL;
    if (!state)
        return;
    state->closed = true;
    if (!state->ended)
        kill(state->pid, SIGKILL);
    let_go(state);
}

void processes_close(void)
{
    while (!link_is_alone(&processes)) {
        struct process *process = CONTAINER_OF(processes.next, struct process, link);
        if (!process->ended) {
            kill(process->pid, SIGKILL);
            reap(process);
        }
        free_process(process);
    }
    last_number = 0;
}
