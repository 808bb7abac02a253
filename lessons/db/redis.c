/* SPDX-License-Identifier: MIT */
/* hiredis' hooks for an event loop, and a future for each command. */
#define _POSIX_C_SOURCE 200809L
#include "redis.h"

#include <hiredis/async.h>
#include <hiredis/hiredis.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

/* ---- What hiredis asks of the loop ----------------------------------------- */

static void *readable(void *arg)
{
    redisAsyncHandleRead(arg);
    return NULL;
}

static void *writable(void *arg)
{
    redisAsyncHandleWrite(arg);
    return NULL;
}

static void add_read(void *arg)
{
    redisAsyncContext *context = arg;
    async_add_reader(context->c.fd, readable, context);
}

static void add_write(void *arg)
{
    redisAsyncContext *context = arg;
    async_add_writer(context->c.fd, writable, context);
}

static void remove_read(void *arg)
{
    async_remove_reader(((redisAsyncContext *)arg)->c.fd);
}

static void remove_write(void *arg)
{
    async_remove_writer(((redisAsyncContext *)arg)->c.fd);
}

static void remove_both(void *arg)
{
    redisAsyncContext *context = arg;

    async_remove_reader(context->c.fd);
    async_remove_writer(context->c.fd);
    async_fd_outside(context->c.fd, false);
}

static void adopt(redisAsyncContext *context)
{
    context->ev.data = context;
    context->ev.addRead = add_read;
    context->ev.delRead = remove_read;
    context->ev.addWrite = add_write;
    context->ev.delWrite = remove_write;
    context->ev.cleanup = remove_both;
    async_fd_outside(context->c.fd, true);
}

/* ---- Connecting ------------------------------------------------------------- */

/* The connection is gone, and its memory will be. */
static void lost(const redisAsyncContext *context, int status)
{
    struct redis *redis = context->data;

    (void)status;
    if (redis)
        redis->context = NULL;
}

static void connected(const redisAsyncContext *context, int status)
{
    if (status != REDIS_OK)
        lost(context, status);
}

static bool split(const char *address, char host[64], int *port)
{
    const char *colon = strrchr(address, ':');
    char *end;

    if (!colon || colon == address || colon - address >= 64)
        return false;
    memcpy(host, address, (size_t)(colon - address));
    host[colon - address] = '\0';
    long n = strtol(colon + 1, &end, 10);
    *port = (int)n;
    return *end == '\0' && n > 0 && n < 65536;
}

int redis_open(struct redis *redis, const char *address)
{
    char host[64];
    int port;

    redis->context = NULL;
    if (!split(address, host, &port))
        return async_set_error(EINVAL, "\"%s\" is not HOST:PORT", address);
    redisAsyncContext *context = redisAsyncConnect(host, port);
    if (!context || context->err) {
        int rc = async_set_error(EHOSTUNREACH, "cannot connect to %s: %s", address,
                                 context ? context->errstr : "no memory");
        if (context)
            redisAsyncFree(context);
        return rc;
    }
    context->data = redis;
    redis->context = context;
    adopt(context);
    redisAsyncSetConnectCallback(context, connected);
    redisAsyncSetDisconnectCallback(context, lost);
    int rc = redis_command(redis, NULL, "PING");
    if (rc < 0)
        redis_close(redis);
    if (rc == -ECONNRESET)
        return async_set_error(EHOSTUNREACH, "cannot connect to %s", address);
    return rc;
}

void redis_close(struct redis *redis)
{
    redisAsyncContext *context = redis->context;

    redis->context = NULL;
    if (!context)
        return;
    context->data = NULL;
    redisAsyncFree(context);
}

/* ---- Commands --------------------------------------------------------------- */

/* Shared by the task that asked and by hiredis: the last one frees it. */
struct question {
    struct async_task answered;     /* a future */
    int holders;
    int code;                       /* 0, or > 0 with `text` */
    char *text;
};

static void let_go(struct question *question)
{
    if (--question->holders > 0)
        return;
    free(question->text);
    free(question);
}

static char *reply_text(const redisReply *reply)
{
    char number[32];

    if (reply->type == REDIS_REPLY_NIL)
        return NULL;
    if (reply->type == REDIS_REPLY_INTEGER) {
        snprintf(number, sizeof number, "%lld", reply->integer);
        return strdup(number);
    }
    if (reply->type == REDIS_REPLY_ARRAY)       /* the last element says most: BLPOP */
        return reply->elements ? reply_text(reply->element[reply->elements - 1]) : NULL;
    return strdup(reply->str);
}

static void answered(redisAsyncContext *context, void *said, void *arg)
{
    struct question *question = arg;
    redisReply *reply = said;

    if (!reply) {
        question->code = ECONNRESET;
        question->text = strdup(context->errstr && *context->errstr ? context->errstr
                                                                    : "connection lost");
    } else {
        question->code = reply->type == REDIS_REPLY_ERROR ? EPROTO : 0;
        question->text = reply_text(reply);
    }
    if (question->holders > 1)
        async_set_result(question->answered, NULL);
    let_go(question);
}

static int take_reply(struct question *question, char **reply)
{
    int rc = 0;

    if (question->code)
        rc = async_set_error(question->code, "redis: %s", question->text);
    else if (reply) {
        *reply = question->text;
        question->text = NULL;
    }
    return rc;
}

int redis_command(struct redis *redis, char **reply, const char *format, ...)
{
    struct question *question;
    va_list args;

    if (!redis->context)
        return async_set_error(ECONNRESET, "redis: connection lost");
    question = calloc(1, sizeof *question);
    if (!question)
        return async_set_error(ENOMEM, "no memory for a command");
    question->answered = async_future(format);
    question->holders = 2;
    va_start(args, format);
    int sent = redisvAsyncCommand(redis->context, answered, question, format, args);
    va_end(args);
    if (sent != REDIS_OK) {
        free(question);
        return async_set_error(EINVAL, "redis: the command \"%s\" was refused", format);
    }
    int rc = async_await(question->answered, NULL);
    if (rc == 0)
        rc = take_reply(question, reply);
    let_go(question);
    return rc;
}
