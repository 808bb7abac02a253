/* SPDX-License-Identifier: MIT */
/* The program that runs every submission.  Its arguments: the module that the submission
 * was made into, what the run is called, then the inputs, name=value. */
#include <dlfcn.h>

#include "async.h"
#include "code_words.h"
#include "confined.h"
#include "exercise.h"

typedef void *program_fn(void *arg);

static program_fn *find(void *module, const char *name)
{
    void *symbol = dlsym(module, name);
    program_fn *fn;

    memcpy(&fn, &symbol, sizeof fn);    /* C has no cast from one to the other */
    return fn;
}

/* The exercise's own program if it has one, else the learner's solution; NULL: neither. */
static program_fn *open_program(const char *path)
{
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!module) {
        fprintf(stderr, CANNOT_LOAD "%s\n", dlerror());
        return NULL;
    }
    program_fn *own = find(module, "exercise_program");
    return own ? own : find(module, "solution");
}

static void tell_failure(int code, const char *text)
{
    char words[CODE_WORDS];

    fprintf(stderr, "main failed with %s%s%s\n", code_words(words, code),
            *text ? ": " : "", text);
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return EXIT_FAILURE;
    inputs_take(argc - 3, argv + 3);
    async_enable_faulthandler();
    if (!confine_self()) {              /* nothing of the learner's runs before this */
        perror("cannot set up a system-call filter");
        return EXIT_FAILURE;
    }
    program_fn *program = open_program(argv[1]);
    if (!program)
        return EXIT_FAILURE;
    int rc = async_run_at(program, NULL, NULL, argv[2], "exercise.h");
    if (rc < 0)
        tell_failure(-rc, async_caught()->text);
    return 0;                           /* how main ended stands in the log */
}
