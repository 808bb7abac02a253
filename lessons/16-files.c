/* SPDX-License-Identifier: MIT */
/* 16 Files: reading without stopping the others.
 *
 * Concept  No system says when a file of a disk is "ready": a read just takes as long
 *          as it takes, and so long nobody else has the thread.  What is called
 *          asynchronous file reading is reading in a pool thread.
 * Predict  Three people want a book each from an archive that needs a second for each.
 *          First they go themselves, then they send a thread.  When do they read?
 * Watch    Three blocks one behind the other; then three that sleep side by side, and
 *          below them the threads that do the work.
 * Try      Six people.  Then put async_set_executor_threads(2) into main().
 * Next     --demo round-trip: files the plain way, with async_file.h.
 */
#include "async_thread.h"
#include "kit.h"
#include "kit_scratch.h"

static void *fetch(void *title)         /* blocks whichever thread it runs on */
{
    char text[32] = "";

    async_blocking_sleep(1);            /* it is a slow archive */
    FILE *book = fopen(title, "r");
    if (!book)
        return async_fail(errno, "there is no %s", (const char *)title);
    if (fgets(text, sizeof text, book))
        printf("%s: %s", (const char *)title, text);
    fclose(book);
    return NULL;
}

static void *go(void *title)
{
    return fetch(title);
}

static void *send_a_thread(void *title)
{
    int rc = async_to_thread(title, fetch, title, NULL);
    return async_return(rc);
}

static int read_all(const char *how, async_fn *reader)
{
    struct async_task readers[] = {
        async_coroutine("Ann", reader, "atlas"), async_coroutine("Ben", reader, "bible"),
        async_coroutine("Cleo", reader, "cookbook"),
    };
    double start = async_time();

    int rc = async_gather(readers, 3, NULL, 0);
    printf("%s: %.1f s\n", how, async_time() - start);
    return rc;
}

static void *program(void *arg)
{
    kit_scratch_enter();
    kit_scratch_write("atlas", "all the seas\n");
    kit_scratch_write("bible", "in the beginning\n");
    kit_scratch_write("cookbook", "take two eggs\n");
    int rc = read_all("themselves", go);
    if (rc == 0)
        rc = read_all("with threads", send_a_thread);
    return async_return(rc);
}

static const struct kit_demo blocking_demo = {
    .name = "blocking", .title = "the same read, in the way and out of the way",
    .program = program, .alone = true, .seconds = 4,
    .question = "Three reads of 1 s: directly, then in threads. How long does each take?",
    .moral = "A read that blocks stops everybody; in a thread it stops one who waits.",
};
extern const struct kit_demo round_trip_demo, read_demo, many_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &blocking_demo, &round_trip_demo, &read_demo, &many_demo, NULL
    };
    return kit_main(argc, argv, "files", demos);
}
