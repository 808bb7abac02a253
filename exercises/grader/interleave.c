/* SPDX-License-Identifier: MIT */
/* `interleave NAME ...` runs interleave-NAME, which lies beside it or in PATH. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char PREFIX[] = "interleave-";

static const struct {
    const char *name, *what;
} known[] = {
    { "run", "watch a program of yours, alone or against its synchronous self" },
    { "play", "a recorded run on the screen: stop, step, go back" },
    { "export", "a recorded run as a picture, a trace, a cast, text or a story" },
    { "practice", "work through the exercises: every save is judged at once" },
    { "check", "judge one file and say what is wrong" },
    { "grade", "mark a class: reports, feedback files, logs" },
};
enum { KNOWN = sizeof known / sizeof *known };

/* The folder that holds this program, with its slash; "" if that cannot be known. */
static void own_folder(char folder[PATH_MAX], const char *said)
{
    ssize_t n = readlink("/proc/self/exe", folder, PATH_MAX - 1);

    if (n < 0)
        n = snprintf(folder, PATH_MAX, "%s", strchr(said, '/') ? said : "");
    folder[n] = '\0';
    char *slash = strrchr(folder, '/');
    folder[slash ? slash + 1 - folder : 0] = '\0';
}

static bool is_known(const char *name)
{
    for (int i = 0; i < KNOWN; i++)
        if (strcmp(known[i].name, name) == 0)
            return true;
    return false;
}

/* Programs beside this one that the list above has not got. */
static void list_others(const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, NULL, alphasort);

    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        if (strncmp(name, PREFIX, strlen(PREFIX)) == 0 && !strchr(name, '.') &&
            !is_known(name + strlen(PREFIX)))
            printf("  %s\n", name + strlen(PREFIX));
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static int help(const char *folder)
{
    printf("usage: interleave COMMAND [ARGUMENT]...\n\nCommands:\n");
    for (int i = 0; i < KNOWN; i++) {
        char path[PATH_MAX + 40];
        snprintf(path, sizeof path, "%s%s%s", folder, PREFIX, known[i].name);
        if (access(path, X_OK) == 0)
            printf("  %-10s %s\n", known[i].name, known[i].what);
    }
    list_others(folder);
    printf("\n`interleave COMMAND --help` says more about one; `interleave --version`\n"
           "prints the version.\n");
    return fflush(stdout) == 0 ? 0 : 1;
}

static int run(const char *folder, char **argv)
{
    char name[NAME_MAX], path[PATH_MAX + NAME_MAX];

    if (argv[0][0] == '-') {
        fprintf(stderr, "interleave: there is no option %s; `interleave help` lists what "
                "there is\n", argv[0]);
        return 2;
    }
    if (strchr(argv[0], '/') ||
        snprintf(name, sizeof name, "%s%s", PREFIX, argv[0]) >= (int)sizeof name) {
        fprintf(stderr, "interleave: %s is no command\n", argv[0]);
        return 2;
    }
    snprintf(path, sizeof path, "%s%s", folder, name);
    argv[0] = path;
    if (*folder)
        execv(path, argv);
    if (!*folder || errno == ENOENT)
        execvp(argv[0] = name, argv);
    if (errno == ENOENT)
        fprintf(stderr, "interleave: there is no command %s; `interleave help` lists them\n",
                name + strlen(PREFIX));
    else
        fprintf(stderr, "interleave: cannot run %s: %s\n", name, strerror(errno));
    return 2;
}

static bool is_one_of(const char *word, const char *const *words)
{
    while (*words && strcmp(word, *words) != 0)
        words++;
    return *words != NULL;
}

int main(int argc, char **argv)
{
    char folder[PATH_MAX];

    own_folder(folder, argc > 0 ? argv[0] : "");
    if (argc < 2) {
        help(folder);
        return 2;
    }
    if (strcmp(argv[1], "help") == 0 && argc > 2 && strcmp(argv[2], "help") != 0) {
        char *ask[] = { argv[2], "--help", NULL };
        return run(folder, ask);
    }
    if (is_one_of(argv[1], (const char *const[]){ "help", "--help", "-h", NULL }))
        return help(folder);
    if (is_one_of(argv[1], (const char *const[]){ "--version", "-V", NULL })) {
        printf("interleave %s\n", INTERLEAVE_VERSION);
        return fflush(stdout) == 0 ? 0 : 1;
    }
    return run(folder, argv + 1);
}
