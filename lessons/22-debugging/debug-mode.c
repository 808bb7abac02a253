/* SPDX-License-Identifier: MIT */
/* 22 Debug mode: switched on, a program may say more of what goes on behind it, and
 * the runtime adds what it has noticed: here, how much stack a coroutine took. */
#define _POSIX_C_SOURCE 200809L
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

#include "async_thread.h"
#include "kit.h"

struct question { char host[40], service[8]; };

/* In a thread of the pool, since it blocks. */
static void *look_up(void *arg)
{
    static char numbers[80];
    const struct question *this = arg;
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG }, *found;
    char host[40], service[8];

    int rc = getaddrinfo(this->host, this->service, &hints, &found);
    if (rc != 0)
        return async_fail(EHOSTUNREACH, "%s", gai_strerror(rc));
    getnameinfo(found->ai_addr, found->ai_addrlen, host, sizeof host, service,
                sizeof service, NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(numbers, sizeof numbers, "%s, port %s", host, service);
    freeaddrinfo(found);
    return numbers;
}

static void *program(void *arg)
{
    static struct question question = { "127.0.0.1", "443" };
    double asked = async_time();
    void *numbers;

    if (async_get_debug()) {
        printf("debug: the loop waits by %s\n", async_selector());
        printf("debug: asks for the address of %s:%s\n", question.host, question.service);
    }
    int rc = async_to_thread("look_up", look_up, &question, &numbers);
    if (rc < 0)
        return async_return(rc);
    if (async_get_debug())
        printf("debug: %s:%s is %s: known after %.3f s\n", question.host, question.service,
               (const char *)numbers, async_time() - asked);
    printf("debug mode: %s\n", kit_bool(async_get_debug()));
    return NULL;
}

/* "program() used 3.6 of 64 KiB of its stack": how much, the compiler decides. */
static void tell_report(const struct async_report *report, void *unused)
{
    char function[64];
    double used, size;

    if (sscanf(report->message, "%63s used %lf of %lf KiB", function, &used, &size) == 3)
        printf("debug: %s used %s than half of its stack\n", function,
               used < size / 2 ? "less" : "more");
    else
        kit_print_report(report, unused);
}

static int script(void)
{
    async_set_debug(true);              /* or INTERLEAVE_DEBUG=1 before the command */
    async_set_exception_handler(tell_report, NULL);
    int rc = async_run(program, NULL, NULL);
    printf("debug: the loop is closed, debug mode: %s\n", kit_bool(async_get_debug()));
    return rc;
}

const struct kit_demo debug_mode_demo = {
    .name = "debug-mode", .title = "a program that says what goes on behind it",
    .script = script, .alone = true,
    .question = "The program looks up one address. What else happens, and who says so?",
    .moral = "Debug mode is one switch, before the run: the runtime tells what it notices.",
};
