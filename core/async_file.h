/* SPDX-License-Identifier: MIT */
/* Files.  No file of a disk is ever "not ready": systems have no way to wait for one
 * that a loop could use, and so each of these calls is a thread job (async_thread.h),
 * as in Python's aiofiles.  What reads and writes is a pool thread; the caller waits.
 *
 * A failure's text names the file: "No such file or directory: 'notes.txt'".  Cancelled,
 * a call returns at once; what it had begun goes on in the pool, on memory of its own,
 * and a later call with the same file waits for its end. */
#ifndef ASYNC_FILE_H
#define ASYNC_FILE_H

#include "async.h"

struct async_file;                      /* the program's until it is closed */

/* Mode as fopen() has it: "r", "w", "wx" or "a", with "+" to do both.  0 and *file, or
 * -errno: -ENOENT, -EACCES, -EISDIR, -EMFILE, ...  Suspends. */
int async_file_open(const char *path, const char *mode, struct async_file **file);
/* What is left of the file, at most `limit` bytes (0: all), in *text, which the caller
 * frees; a NUL follows.  How many bytes, 0 at the end; or -errno.  Suspends. */
long async_file_read(struct async_file *file, size_t limit, char **text);
/* One line with its newline: how long it is, 0 and NULL at the end.  Suspends. */
long async_file_readline(struct async_file *file, char **line);
/* All of it, and down to the system: 0, or -errno (-ENOSPC: the disk is full).  The bytes
 * are copied before it waits.  Suspends. */
int async_file_write(struct async_file *file, const void *bytes, size_t size);
/* Read and write on at `offset` from the beginning (SEEK_SET), from here (SEEK_CUR) or from
 * the end (SEEK_END): where that is from the beginning; -EINVAL before it, -ESPIPE where
 * there is no such place.  Suspends. */
long async_file_seek(struct async_file *file, long offset, int whence);
/* The file is gone whatever this returns, even -ECANCELED.  0, or -errno.  Suspends. */
int async_file_close(struct async_file *file);

/* ---- Places -------------------------------------------------------------- */

int async_file_open_at(const char *path, const char *mode, struct async_file **file,
                       const char *place);
long async_file_read_at(struct async_file *file, size_t limit, char **text,
                        const char *place);
long async_file_readline_at(struct async_file *file, char **line, const char *place);
int async_file_write_at(struct async_file *file, const void *bytes, size_t size,
                        const char *place);
long async_file_seek_at(struct async_file *file, long offset, int whence,
                        const char *place);
int async_file_close_at(struct async_file *file, const char *place);

#define async_file_open(path, mode, file) async_file_open_at(path, mode, file, ASYNC_PLACE)
#define async_file_read(file, limit, text) async_file_read_at(file, limit, text, ASYNC_PLACE)
#define async_file_readline(file, line) async_file_readline_at(file, line, ASYNC_PLACE)
#define async_file_write(file, bytes, size) \
    async_file_write_at(file, bytes, size, ASYNC_PLACE)
#define async_file_seek(file, offset, whence) \
    async_file_seek_at(file, offset, whence, ASYNC_PLACE)
#define async_file_close(file) async_file_close_at(file, ASYNC_PLACE)

#endif
