/* SPDX-License-Identifier: MIT */
/* Scripts from the command line:
 *
 *     run_scripts FIRST LAST            run the scripts of these seeds
 *     run_scripts --print FIRST LAST    print them, for play.py
 *     run_scripts - <SCRIPTS            run what is read
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "async.h"
#include "script.h"

static int run_all(FILE *in)
{
    struct script *script;

    while ((script = script_parse(in))) {
        script_run(script, stdout);
        script_free(script);
    }
    return feof(in) ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int run_seed(uint64_t seed)
{
    FILE *text = tmpfile();

    if (!text) {
        perror("run_scripts");
        return EXIT_FAILURE;
    }
    script_generate(text, seed);
    rewind(text);
    int status = run_all(text);
    fclose(text);
    return status;
}

int main(int argc, char **argv)
{
    bool print = argc == 4 && strcmp(argv[1], "--print") == 0;
    int status = EXIT_SUCCESS;

    async_set_clock(ASYNC_VIRTUAL, 1);
    if (argc == 2 && strcmp(argv[1], "-") == 0)
        return run_all(stdin);
    if (argc != 3 && !print) {
        fprintf(stderr, "usage: %s [--print] FIRST LAST | -\n", argv[0]);
        return 2;
    }
    uint64_t first = strtoull(argv[argc - 2], NULL, 10);
    uint64_t last = strtoull(argv[argc - 1], NULL, 10);
    for (uint64_t seed = first; seed <= last && status == EXIT_SUCCESS; seed++)
        if (print)
            script_generate(stdout, seed);
        else
            status = run_seed(seed);
    return status;
}
