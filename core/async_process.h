/* SPDX-License-Identifier: MIT */
/* Child processes: programs that run beside this one, on processors of their own, and
 * are waited for as anything else is.
 *
 * What a child does lies outside: while somebody waits for it, or for its pipes, the
 * virtual clock stands still.  Of one that others have reaped (by a wait for any child,
 * or since SIGCHLD is ignored) the return code is taken to be 255, and that is reported. */
#ifndef ASYNC_PROCESS_H
#define ASYNC_PROCESS_H

#include "async.h"
#include "async_stream.h"

enum async_process_stream {
    ASYNC_INHERIT,                      /* the child has this program's own */
    ASYNC_PIPE,
    ASYNC_DEVNULL,
    ASYNC_STDOUT                        /* for err alone: where its out goes */
};

/* The program's until async_process_close(); copies stand for the same child. */
struct async_process {
    struct async_stream in, out, err;   /* those that are pipes, on this side of them */
    struct process *state;              /* private */
};

/* Start the program argv[0] (looked up in PATH) with these arguments, which end with
 * NULL.  0, or -errno with the program's name: -ENOENT, -EACCES, -EMFILE, -EAGAIN, ... */
int async_create_subprocess_exec(struct async_process *process, const char *const *argv,
                                 enum async_process_stream in,
                                 enum async_process_stream out,
                                 enum async_process_stream err);
/* The same with a line for the shell. */
int async_create_subprocess_shell(struct async_process *process, const char *line,
                                  enum async_process_stream in,
                                  enum async_process_stream out,
                                  enum async_process_stream err);

/* What a child may begin with; all 0: as this program has it. */
struct async_process_options {
    enum async_process_stream in, out, err;
    const char *cwd;                    /* the folder that it begins in, or NULL */
    const char *const *env;             /* "NAME=value", ends with NULL; or NULL */
};
/* A relative argv[0] is looked for from cwd, and in the PATH of env.  A folder that is
 * missing is named as the program is: -ENOENT, -ENOTDIR, -EACCES. */
int async_create_subprocess_exec_with(struct async_process *process,
                                      const char *const *argv,
                                      const struct async_process_options *options);
int async_create_subprocess_shell_with(struct async_process *process, const char *line,
                                       const struct async_process_options *options);

/* Wait for its end: 0 with *returncode (may be NULL), its exit status, or minus the
 * number of the signal that ended it.  A child whose pipe nobody empties may never end.
 * -ECANCELED: it goes on.  Suspends. */
int async_process_wait(struct async_process *process, int *returncode);

struct async_output { char *bytes; size_t size; };      /* a NUL follows the bytes */
/* Send it `size` bytes (NULL: none) and close its in, read its out and err (either may
 * be NULL) to their ends, and wait for it.  The caller frees the bytes, which are NULL
 * where there is no pipe.  0, or -ECANCELED: what was read by then is lost.  That the
 * child does not read all is no failure.  Suspends. */
int async_process_communicate(struct async_process *process, const void *input,
                              size_t size, struct async_output *out,
                              struct async_output *err);

/* 0, or -ESRCH: it has ended. */
int async_process_send_signal(struct async_process *process, int signal);
int async_process_terminate(struct async_process *process);    /* SIGTERM */
int async_process_kill(struct async_process *process);         /* SIGKILL */
int async_process_pid(const struct async_process *process);
/* True with *returncode once its end was told. */
bool async_process_returncode(const struct async_process *process, int *returncode);
/* Let go of it and its pipes: a child that still runs is killed.  So is one that is left
 * at the end of the run.  Who waits for it hears of its end. */
void async_process_close(struct async_process *process);

/* ---- Places -------------------------------------------------------------- */

int async_process_wait_at(struct async_process *process, int *returncode,
                          const char *place);
int async_process_communicate_at(struct async_process *process, const void *input,
                                 size_t size, struct async_output *out,
                                 struct async_output *err, const char *place);

#define async_process_wait(process, returncode) \
    async_process_wait_at(process, returncode, ASYNC_PLACE)
#define async_process_communicate(process, input, size, out, err) \
    async_process_communicate_at(process, input, size, out, err, ASYNC_PLACE)

#endif
