/* SPDX-License-Identifier: MIT */
/* Slips of the pen in an exercise's checks.c, told before they cost anybody points. */
#include <stdio.h>
#include <string.h>

#include "feedback.h"

static bool has_scenario(const struct exercise *exercise, const char *name)
{
    for (int i = 0; i < exercise->scenario_count; i++)
        if (strcmp(exercise->scenarios[i].name, name) == 0)
            return true;
    return false;
}

/* Is there one of that name among the first n? */
static bool has_check(const struct workshop *shop, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(shop->checks[i].name, name) == 0)
            return true;
    return false;
}

/* What is wrong with the i-th check, and the name that is; NULL: nothing. */
static const char *slip(const struct workshop *shop, int i, const char **name)
{
    const struct check *check = &shop->checks[i];

    *name = check->name;
    if (has_check(shop, i, check->name))
        return "there is another check of that name";
    if ((*name = check->after) && !has_check(shop, i, check->after))
        return "it comes .after a check that is not above it";
    if ((*name = check->scenario) && !has_scenario(shop->exercise, check->scenario))
        return "exercise.conf has not its .scenario";
    *name = "";
    if (check->hint < 0 || check->hint > hint_count(shop->exercise))
        return "hints.md has not its .hint";
    return NULL;
}

bool checks_sound(const struct workshop *shop, char *error)
{
    for (int i = 0; i < shop->check_count; i++) {
        const char *name, *what = slip(shop, i, &name);
        if (!what)
            continue;
        snprintf(error, ERROR, "%.100s/checks.c: \"%.100s\": %s%s%.100s%s",
                 shop->exercise->name, shop->checks[i].name, what, *name ? ": \"" : "", name,
                 *name ? "\"" : "");
        return false;
    }
    return true;
}
