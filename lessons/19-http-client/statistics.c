/* SPDX-License-Identifier: MIT */
/* Three answers in JSON, fetched together, then added up. */
#include <jansson.h>

#include "kit.h"
#include "town.h"

enum { REGISTERS = 3 };

static struct town town;

/* The result is a JSON array, the awaiter's to let go. */
static void *fetch_list(void *arg)
{
    struct fetch_page page;

    int rc = fetch_get(&town.session, arg, &page);
    if (rc < 0)
        return async_return(rc);
    json_t *list = json_loadb(page.text, page.bytes, 0, NULL);
    fetch_free(&page);
    if (json_is_array(list))
        return list;
    json_decref(list);
    return async_fail(EPROTO, "%s is no list in JSON", (const char *)arg);
}

static void reckon(json_t *const *lists)
{
    size_t items = 0, done = 0, all = json_array_size(lists[REGISTERS - 1]);

    for (int i = 0; i < REGISTERS; i++) {
        printf("%s: %zu items\n", town.urls[i], json_array_size(lists[i]));
        items += json_array_size(lists[i]);
    }
    printf("average items: %.2f\n", (double)items / REGISTERS);
    for (size_t i = 0; i < all; i++)
        done += json_is_true(json_object_get(json_array_get(lists[REGISTERS - 1], i),
                                             "completed"));
    printf("completed todos: %zu of %zu (%.0f%%)\n", done, all,
           all ? 100.0 * (double)done / (double)all : 0.0);
}

static int fetch_all(void)
{
    struct async_task tasks[REGISTERS];
    void *lists[REGISTERS] = { NULL };

    for (int i = 0; i < REGISTERS; i++)
        tasks[i] = async_coroutine(town.urls[i], fetch_list, town.urls[i]);
    int rc = async_gather(tasks, REGISTERS, lists, 0);
    if (rc == 0)
        reckon((json_t *const *)lists);
    for (int i = 0; i < REGISTERS; i++)
        json_decref(lists[i]);
    return rc;
}

static void *program(void *arg)
{
    static char *const urls[] = {
        "http://hall.test/posts", "http://hall.test/comments", "http://hall.test/todos"
    };
    double start = async_time();

    int rc = town_open(&town, urls, REGISTERS);
    if (rc < 0)
        return async_return(rc);
    rc = town.n == REGISTERS ? fetch_all()
        : async_set_error(EINVAL, "posts, comments and todos: three URLs are needed");
    rc = town_close(&town, rc);
    if (rc == 0)
        printf("elapsed %.1fs\n", async_time() - start);
    return async_return(rc);
}

const struct kit_demo statistics_demo = {
    .name = "statistics", .title = "three registers, fetched and added up",
    .program = program, .words = "POSTS COMMENTS TODOS", .seconds = 0.6,
    .question = "Answers after 0.1, 0.2 and 0.3 s, then some sums. How long?",
    .moral = "Fetch together what belongs together; reckon when all is there.",
};
