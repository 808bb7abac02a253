/* SPDX-License-Identifier: MIT */
/* 01 Diagram: the program measures both ways and draws what it measured.
 *
 * Concept  The same work, as bars over one time axis: four columns are a second.
 * Predict  Where does the bar of Task3 begin in each picture?
 * Watch    main's lane: blocked for six seconds, then waiting for two.
 * Try      --stretch 2: all durations doubled.  What happens to the axis?
 * Next     lesson 02: what a coroutine is.
 */
#include <math.h>

#include "kit.h"

enum { COUNT = 3, PER_SECOND = 4, LABEL = 7 };

struct span {
    int number;
    double start, end;
};

static struct span spans[COUNT];    /* in the order in which they ended */
static int ended;

static void draw(const struct span *span, double base)
{
    int before = (int)lround(PER_SECOND * (span->start - base));
    int length = (int)lround(PER_SECOND * (span->end - span->start));

    printf("Task%d: %*s", span->number, before, "");
    for (int i = 0; i < length; i++)
        putchar('#');
    putchar('\n');
}

static void draw_axis(double end)
{
    int column = printf("Time:  ");

    for (int second = 0; second <= lround(end); second += 2) {
        column += printf("%*s", LABEL + PER_SECOND * second - column, "");
        column += printf("%d", second);
    }
    printf("s\n");
}

static void *task(void *arg)
{
    struct span span = { .number = *(int *)arg, .start = async_time() };

    int rc = async_sleep(2);
    if (rc < 0)
        return async_return(rc);
    span.end = async_time();
    spans[ended++] = span;
    return NULL;
}

static void *program(void *arg)
{
    struct async_task tasks[COUNT];
    double base = async_time();

    printf("Synchronous execution:\n");
    for (int i = 1; i <= COUNT; i++) {
        struct span span = { .number = i, .start = async_time() };
        async_blocking_sleep(2);
        span.end = async_time();
        draw(&span, base);
    }
    draw_axis(async_time() - base);

    printf("\nAsynchronous execution (I/O bound):\n");
    base = async_time();
    for (int i = 1; i <= COUNT; i++)
        tasks[i - 1] = async_coroutine_with("task", task, &i, sizeof i);
    int rc = async_gather(tasks, COUNT, NULL, 0);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < COUNT; i++)
        draw(&spans[i], base);
    draw_axis(async_time() - base);
    return NULL;
}

const struct kit_demo diagram_demo = {
    .name = "diagram", .title = "both ways, drawn by the program itself",
    .program = program, .alone = true, .seconds = 8,
    .question = "Where will the bar of Task3 begin in each picture?",
};
