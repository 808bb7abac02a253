/* SPDX-License-Identifier: MIT */
/* 22 Never awaited: two mistakes that make no noise, and that the runtime reports even
 * without debug mode: work that nobody ran, and a failure that nobody asked for. */
#include "kit.h"

static void *send_invitations(void *arg)
{
    printf("invitations sent\n");
    return NULL;
}

static void *order_cake(void *arg)
{
    int rc = async_sleep(0.5);
    if (rc < 0)
        return async_return(rc);
    return async_fail(EINVAL, "no candles left");
}

static void *program(void *arg)
{
    async_coroutine("send_invitations", send_invitations, NULL);
    struct async_task cake = async_create_task("order_cake", order_cake, NULL);
    int rc = async_sleep(1);

    if (rc == 0)
        printf("%s has ended: %s\n", async_get_name(cake), kit_bool(async_done(cake)));
    return async_return(rc);            /* all seems well */
}

/* With the line: that is where to look. */
static void print_whole(const struct async_report *report, void *unused)
{
    const char *why = report->error ? report->error->text : "";
    char line[400];

    snprintf(line, sizeof line, "report: %s%s%s", report->message, *why ? ": " : "", why);
    kit_fold(stdout, line);
}

static int script(void)
{
    async_set_exception_handler(print_whole, NULL);
    return async_run(program, NULL, NULL);
}

static const char *const lanes[] = { "order_cake", NULL };

const struct kit_demo never_awaited_demo = {
    .name = "never-awaited", .title = "what nobody ran, and what nobody asked for",
    .script = script, .lanes = lanes, .alone = true, .seconds = 1,
    .question = "No guest comes, there is no cake, and the program ends well. Why?",
    .moral = "A report of never awaited, or never retrieved, names the line of the mistake.",
};
