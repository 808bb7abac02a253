/* SPDX-License-Identifier: MIT */
/* Names of the codes that learners meet. */
#include "code_words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char *name_of(long long code)
{
    static const struct {
        int code;
        const char *name;
    } known[] = {
        { EIO, "EIO" }, { ETIMEDOUT, "ETIMEDOUT" }, { ECANCELED, "ECANCELED" },
        { EINVAL, "EINVAL" }, { ENOENT, "ENOENT" }, { ENOMEM, "ENOMEM" },
        { EAGAIN, "EAGAIN" }, { EBUSY, "EBUSY" }, { EPIPE, "EPIPE" }, { EBADF, "EBADF" },
        { EPERM, "EPERM" }, { EACCES, "EACCES" }, { EDOM, "EDOM" }, { ERANGE, "ERANGE" },
        { EEXIST, "EEXIST" }, { EINTR, "EINTR" }, { ECHILD, "ECHILD" },
        { ECONNREFUSED, "ECONNREFUSED" }, { ECONNRESET, "ECONNRESET" },
        { EALREADY, "EALREADY" }, { EINPROGRESS, "EINPROGRESS" }, { EDEADLK, "EDEADLK" },
        { ENOSPC, "ENOSPC" }, { ENOTSUP, "ENOTSUP" }, { EPROTO, "EPROTO" },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].code == code)
            return known[i].name;
    return NULL;
}

const char *code_words(char out[CODE_WORDS], long long code)
{
    const char *name = name_of(code);

    if (name)
        snprintf(out, CODE_WORDS, "%s (%s)", name, strerror((int)code));
    else
        snprintf(out, CODE_WORDS, "code %lld", code);
    return out;
}
