/* SPDX-License-Identifier: MIT */
/* gdb's session, made readable. */
#define _GNU_SOURCE
#include "gdb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kit.h"

#define TASKS "core/interleave-gdb.py"
#define SESSION "lessons/22-debugging/session.gdb"
#define OURS "lessons/"

enum { PATH_MOST = 4096, FOLDERS_UP = 5 };

/* ---- Where its files are: a built program lies some folders below its text ---- */

/* Cut the last part of the path off; false if there is none. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');

    if (slash)
        *slash = '\0';
    return slash != NULL;
}

static bool find_root(char root[PATH_MOST])
{
    char probe[PATH_MOST + sizeof TASKS + 1];
    ssize_t n = readlink("/proc/self/exe", root, PATH_MOST - 1);

    if (n < 0)
        return getcwd(root, PATH_MOST) != NULL && access(TASKS, R_OK) == 0;
    root[n] = '\0';
    for (int i = 0; i < FOLDERS_UP && go_up(root); i++) {
        snprintf(probe, sizeof probe, "%s/" TASKS, root);
        if (access(probe, R_OK) == 0)
            return true;
    }
    return false;
}

static bool is_installed(const char *command)
{
    char folders[PATH_MOST], path[2 * PATH_MOST], *rest = NULL;
    const char *list = getenv("PATH");

    snprintf(folders, sizeof folders, "%s", list ? list : "");
    for (char *folder = strtok_r(folders, ":", &rest); folder;
         folder = strtok_r(NULL, ":", &rest)) {
        snprintf(path, sizeof path, "%s/%s", folder, command);
        if (access(path, X_OK) == 0)
            return true;
    }
    return false;
}

/* ---- What is shown of its words ---- */

static FILE *page;                      /* the session so far, as it will be shown */
static int values;                      /* printed by gdb */

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

/* "0x0000555555557d2e in program ()": an address is another one on each machine. */
static void put_without_addresses(const char *indent, const char *line)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return;
    fputs(indent, out);
    for (const char *at; (at = strstr(line, "0x")); ) {
        size_t digits = strspn(at + 2, "0123456789abcdef");
        if (digits < 4) {               /* a small number is one */
            fprintf(out, "%.*s", (int)(at + 2 - line), line);
            line = at + 2;
            continue;
        }
        fprintf(out, "%.*s", (int)(at - line), line);
        line = at + 2 + digits;
        line += strspn(line, " ");
        line += begins(line, "in ") ? 3 : 0;
    }
    fputs(line, out);
    fclose(out);
    kit_fold(page, text);
    free(text);
}

/* "#4  some_coroutine (...) at lessons/...": how many frames of the runtime's stand
 * between these, the compiler decides. */
static void put_frame(const char *line)
{
    line += 1 + strspn(line + 1, "0123456789");
    line += strspn(line, " ");
    if (strstr(line, " at " OURS))
        put_without_addresses("    ", line);
}

static void put_line(const char *line)
{
    static const char *const left_out[] = { "+set ", "[", "Using host ", "warning: ",
                                            "Temporary breakpoint " };
    const char *tab = strchr(line, '\t'), *stop = strstr(line, ", ");

    if (begins(line, "Temporary breakpoint ") && stop && strstr(line, " at " OURS)) {
        put_without_addresses("stopped in ", stop + 2);
        return;
    }
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        if (begins(line, left_out[i]))
            return;
    values += *line == '$';
    if (*line == '#')
        put_frame(line);
    else if (*line == '+')
        fprintf(page, "(gdb) %s\n", line + 1);
    else if (tab && strspn(line, "0123456789") == (size_t)(tab - line))
        fprintf(page, "%.*s  %s\n", (int)(tab - line), line, tab + 1 + strspn(tab + 1, " "));
    else
        put_without_addresses("", line);
}

/* ---- The session ---- */

static void run_gdb(int which, const char *root)
{
    char tasks[PATH_MOST + sizeof TASKS], session[PATH_MOST + sizeof SESSION];
    const char *const before[] = { "gdb", "-nx", "-q", "-batch", "-x", tasks, "-x", session,
                                   "--args", NULL };

    snprintf(tasks, sizeof tasks, "%s/" TASKS, root);
    snprintf(session, sizeof session, "%s/" SESSION, root);
    unsetenv("DEBUGINFOD_URLS");        /* it would ask the network, or us */
    kit_last_words_by(which, &(struct kit_last){ .before = before, .tell = put_line });
}

void gdb_session(int which)
{
    char root[PATH_MOST], *text = NULL;
    size_t size;

    if (!is_installed("gdb")) {
        printf("gdb is not installed: its session is left out\n");
        return;
    }
    if (!find_root(root) || !(page = open_memstream(&text, &size))) {
        printf("%s is not in a folder above this program: the session is left out\n", TASKS);
        return;
    }
    values = 0;
    run_gdb(which, root);
    fclose(page);
    printf("%s", values == 2 ? text
                             : "gdb cannot run this program here: its session is left out\n");
    free(text);
}
