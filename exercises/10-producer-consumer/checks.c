/* SPDX-License-Identifier: MIT */
/* What is wanted of the bakery. */
#include "checking.h"

/* One is sold while another one is in the oven. */
static bool at_once(struct run *run)
{
    const struct spells *oven = calls(run, "oven *"), *till = calls(run, "till *");

    if (oven->count < 2 || till->count < 1)
        return seen(run, -1, 0, "%d loaves were baked and %d sold", oven->count,
                    till->count);
    const struct spell *last = &oven->all[oven->count - 1], *first = &till->all[0];
    return first->begin < last->end - 1e-6 ||
           seen(run, first->begin, first->task, "%s, the first sale, began at %.6g s, when "
                "all was baked", first->name, first->begin);
}

static bool comes_to_an_end(struct run *run)
{
    const struct spells *till = calls(run, "till *"), *closed = lines(run, "closed");
    double last = till->all[till->count - 1].end;

    if (!main_ended(run, LOG_RETURNED) || !prints(run, "closed") || !nothing_left_behind(run))
        return false;
    if (closed->all[0].begin < last - 1e-6) {
        seen(run, closed->all[0].begin, closed->all[0].task, "\"closed\" was printed at %.6g s, "
             "and the last loaf was sold at %.6g s", closed->all[0].begin, last);
        return because(run, "all is baked before all is sold: wait for the seller, too", 2);
    }
    return true;
}

/* Loaves that are baked and not yet at the till: on the shelf or in the baker's hand. */
static bool shelf_is_small(struct run *run)
{
    const struct spells *oven = calls(run, "oven *"), *till = calls(run, "till *");
    int shelf = (int)input(run, "shelf");

    for (int i = shelf + 1; i < oven->count; i++) {
        int gone = i - shelf - 1;       /* must be at the till when loaf i begins */
        if (gone < till->count && till->all[gone].begin < oven->all[i].begin + 1e-6)
            continue;
        return seen(run, oven->all[i].begin, oven->all[i].task,
                    "at %.6g s the baker began loaf %d, with %d on a shelf for %d",
                    oven->all[i].begin, i + 1, shelf + 1, shelf);
    }
    return true;
}

static bool every_loaf(struct run *run)
{
    int n = input_length(run, "oven.names");
    const char *wanted[20];

    if (!at_most(run, calls(run, "till *"), 1))
        return because(run, "there is one seller, and one loaf at the till", 1);
    for (int i = 0; i < n; i++)
        wanted[i] = say(run, "sold %d", i + 1);
    return prints_in_order(run, wanted, n) && prints_times(run, "sold *", n);
}

static bool no_idling(struct run *run)
{
    const struct run *other = run_of_solution(run);
    const struct spells *oven = calls(run, "oven *");
    const struct spells *due = calls((struct run *)other, "oven *");

    for (int i = 0; i < oven->count && i < due->count; i++)
        if (oven->all[i].begin > due->all[i].begin + 1e-6)
            return seen(run, oven->all[i].begin, oven->all[i].task,
                        "loaf %d began at %.6g s, though there was room for it at %.6g s",
                        i + 1, oven->all[i].begin, due->all[i].begin);
    if (!never_polls(run))
        return because(run, "nobody has to look at the shelf: put and get wake whoever waits",
                       1);
    if (!ends_with(run, calls(run, "till *")))
        return false;
    return as_long_as_solution(run) && prints_as_solution(run);
}

const struct check checks[] = {
    { .name = "at once", .points = 2, .test = at_once,
      .wanted = "loaves are sold while others are baked",
      .misconception = "baker and seller have to be two tasks that run beside each other",
      .hint = 1 },
    { .name = "every loaf", .points = 2, .after = "at once", .test = every_loaf,
      .wanted = "each loaf is sold, once, in the order of baking",
      .misconception = "async_queue_put_nowait() fails when the queue is full; put waits",
      .hint = 2 },
    { .name = "shelf is small", .points = 3, .after = "every loaf", .test = shelf_is_small,
      .wanted = "the baker waits while the shelf is full",
      .misconception = "a queue without a size takes everything, and nothing tells the "
                       "baker to slow down", .hint = 1 },
    { .name = "comes to an end", .points = 2, .after = "shelf is small",
      .test = comes_to_an_end,
      .wanted = "when all is sold the shop closes and main returns",
      .misconception = "a consumer that is not told of the end waits for ever", .hint = 2 },
    { .name = "no idling", .points = 1, .after = "comes to an end", .test = no_idling,
      .wanted = "the baker goes on as soon as there is room, and nobody looks again and "
                "again whether there is",
      .misconception = "the baker bakes first and waits for room with the loaf in hand; and "
                       "the shelf is as large as the input says", .hint = 3 },
    { NULL }
};
