/* SPDX-License-Identifier: MIT */
/* The main program of every submission.  Its arguments: what the run is called, then
 * the inputs, name=value. */
#include "async.h"
#include "code_words.h"
#include "confined.h"
#include "exercise.h"

static void tell_failure(int code, const char *text)
{
    char words[CODE_WORDS];

    fprintf(stderr, "main failed with %s%s%s\n", code_words(words, code),
            *text ? ": " : "", text);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return EXIT_FAILURE;
    inputs_take(argc - 2, argv + 2);
    async_enable_faulthandler();
    confine_self();
    int rc = async_run_at(exercise_program, NULL, NULL, argv[1], "exercise.h");
    if (rc < 0)
        tell_failure(-rc, async_caught()->text);
    return 0;                           /* how main ended stands in the log */
}
