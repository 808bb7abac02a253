/* SPDX-License-Identifier: MIT */
/* Fetch several pages, then save them: files are written by threads, all at once. */
#define _GNU_SOURCE
#include <dirent.h>
#include <stdlib.h>

#include "async_file.h"
#include "kit.h"
#include "kit_scratch.h"
#include "town.h"

static struct town town;
static struct fetch_page pages[TOWN_MOST];

static void *fetch(void *arg)
{
    int i = *(const int *)arg;

    return async_return(fetch_get(&town.session, town.urls[i], &pages[i]));
}

static void *save(void *arg)
{
    int i = *(const int *)arg;
    struct async_file *file;
    char name[40];

    snprintf(name, sizeof name, "file_%d.html", i);
    int rc = async_file_open(name, "w", &file);
    if (rc < 0)
        return async_return(rc);
    rc = async_file_write(file, pages[i].text, pages[i].bytes);
    int closed = async_file_close(file);
    return async_return(rc < 0 ? rc : closed);
}

static int for_all(const char *name, async_fn *fn)
{
    struct async_task tasks[TOWN_MOST];

    for (int i = 0; i < town.n; i++)
        tasks[i] = async_coroutine_with(name, fn, &i, sizeof i);
    return async_gather(tasks, town.n, NULL, 0);
}

static int show(const char *name)
{
    struct async_file *file;
    char *text = NULL;

    int rc = async_file_open(name, "r", &file);
    if (rc < 0)
        return rc;
    long size = async_file_read(file, 0, &text);
    if (size >= 0)
        printf("%s %ld %s\n", name, size, text);
    free(text);
    int closed = async_file_close(file);
    return size < 0 ? (int)size : closed;
}

static int show_folder(void)
{
    struct dirent **entries;
    int n = scandir(".", &entries, NULL, alphasort), rc = n < 0 ? -errno : 0;

    for (int i = 0; i < n; i++) {
        if (rc == 0 && entries[i]->d_name[0] != '.')
            rc = show(entries[i]->d_name);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return rc;
}

static void *program(void *arg)
{
    static char *const urls[] = { "http://library.test", "http://harbour.test" };

    kit_scratch_enter();
    int rc = town_open(&town, urls, 2);
    if (rc < 0)
        return async_return(rc);
    rc = for_all("fetch", fetch);
    if (rc == 0)
        rc = for_all("save", save);
    for (int i = 0; i < town.n; i++)
        fetch_free(&pages[i]);
    rc = town_close(&town, rc);
    return async_return(rc < 0 ? rc : show_folder());
}

const struct kit_demo save_demo = {
    .name = "save", .title = "two pages, saved", .program = program,
    .words = "URL...", .seconds = 0.3,
    .question = "Pages wait for a socket. What does writing a file wait for?",
    .moral = "Sockets tell the loop when they are ready; files need a thread each.",
};
