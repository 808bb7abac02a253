/* SPDX-License-Identifier: MIT */
/* The main program of every submission: inputs are its arguments, name=value. */
#include "async.h"
#include "child.h"
#include "exercise.h"

int main(int argc, char **argv)
{
    inputs_take(argc - 1, argv + 1);
    async_enable_faulthandler();
    confine_self();
    int rc = async_run(exercise_program, NULL, NULL);
    if (rc < 0)
        fprintf(stderr, "the main coroutine failed with code %d: %s\n", -rc,
                async_caught()->text);
    return 0;                           /* how main ended stands in the log */
}
