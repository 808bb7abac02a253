/* SPDX-License-Identifier: MIT */
/* Compile behind walls. */
#include "compiler.h"

#include <stdlib.h>
#include <string.h>

/* A compiler needs more than an exercise; one that needs still more does not end. */
static const struct limits COMPILING = { .cpu = 5, .memory = 2048 };
enum { COMPILE_SECONDS = 120 };         /* only in case it hangs */

const char *compiler_name(void)
{
    const char *cc = getenv("CC");

    return cc && *cc && !strchr(cc, ' ') ? cc : "cc";
}

void compiler_add_flags(struct words *argv)
{
    words_add(argv, compiler_name(), "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-O1", "-fPIC",
              "-pipe", "-Wall", "-Wextra", "-Wno-unused-parameter",
              "-Wno-missing-field-initializers", "-Werror=implicit-function-declaration",
              "-Werror=int-conversion", "-fdiagnostics-color=never",
              "-fno-diagnostics-show-caret", NULL);
}

bool compiler_run(const struct sandbox *sandbox, const struct compilation *what,
                  struct ended *ended, char *error)
{
    struct words argv = { 0 };
    struct confinement how = { .limits = COMPILING, .work = what->work,
                               .seen = { what->headers, "/include" } };

    struct spawn_room room = sandbox_begin(sandbox, &how, &argv);
    compiler_add_flags(&argv);
    words_format(&argv, "-I%s", sandbox_inside(sandbox, what->headers, "/include"));
    if (what->precompile)
        words_add(&argv, "-x", "c-header", NULL);
    words_add(&argv, "-c", "-o", what->out, what->file, NULL);
    bool started = process_run(argv.all, &room, COMPILE_SECONDS, ended, error);
    words_free(&argv);
    return started;
}
