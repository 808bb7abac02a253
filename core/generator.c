/* SPDX-License-Identifier: MIT */
/* Asynchronous generators: they run in their consumer's task, on a stack of their
 * own; a wait inside one is its consumer's wait. */
#include "generator.h"

#include <stdio.h>
#include <stdlib.h>

#include "debug.h"
#include "loan.h"
#include "logger.h"
#include "loop.h"
#include "report.h"
#include "stack.h"
#include "task.h"

enum generator_state { FRESH, SUSPENDED, RUNNING, ENDED };

struct generator {
    struct context context, consumer;   /* where it is, and who asked last */
    struct generator *outer;            /* in which its consumer runs, or NULL */
    struct link link;                   /* among those that have begun and not ended */
    struct async_record *record;
    void *stack;
    struct loans *loans;                /* what lies on it, or NULL */
    void *passed;                       /* the value on its way, in or out */
    struct error *thrown;               /* into it, by the next resume */
    enum generator_state state;
    bool closed;                        /* its end was asked for, if in vain */
};

static struct link open_generators = LINK_ALONE(open_generators);

static struct generator *generator_at(struct link *link)
{
    return CONTAINER_OF(link, struct generator, link);
}

struct loans **generator_lends(const struct task *task, const void *argument)
{
    for (struct generator *g = task->generator; g; g = g->outer)
        if (stack_has(g->stack, argument))
            return &g->loans;
    return NULL;
}

struct async_generator async_generator_at(const char *name, async_fn *fn, void *arg,
                                          const char *function, const char *place)
{
    struct async_record *record = record_new(RECORD_GENERATOR, name ? name : function);

    record->fn = fn;
    record->arg = arg;
    record->function = function;
    record->place = place;
    return (struct async_generator){ record, record->id };
}

/* ---- Resume and yield ---- */

static void log_turn(enum log_kind kind, const struct generator *generator)
{
    if (logger_on)
        logger_put(&(struct logger_event){
            kind, .task = task_running_number(),
            .value = logger_name(generator->record->name) });
}

static void generator_entry(void *arg)
{
    struct generator *generator = arg;
    struct async_record *record = generator->record;

    generator->passed = record->fn(record->arg);
    if (generator->loans && generator->loans->count > 0)
        LOAN_SPARE_FRAMES(generator->loans);
    generator->state = ENDED;
    context_leave(&generator->context, &generator->consumer, 0);
}

static struct generator *begin(struct async_record *record)
{
    struct generator *generator = calloc(1, sizeof *generator);
    void *stack = generator ? stack_take() : NULL;

    if (!stack)
        panic("%s: out of memory for the stack of generator '%s'", record->place,
              record->name);
    debug_stack_begins(stack);
    generator->stack = stack;
    generator->record = record_hold(record);
    context_make(&generator->context, stack_low(stack), stack, generator_entry,
                 generator);
    link_append(&open_generators, &generator->link);
    record->owner = generator;
    return generator;
}

static void resume(struct generator *generator)
{
    struct task *self = loop.current;

    log_turn(LOG_RESUMED, generator);
    generator->state = RUNNING;
    generator->outer = self->generator;
    self->generator = generator;
    struct error *outer = stories_enter(&self->stories);
    context_switch(&generator->consumer, &generator->context, 0);
    stories_leave(&self->stories, outer);
    self->generator = generator->outer;
    log_turn(LOG_SUSPENDED, generator);
}

static void give_stack(struct generator *generator)
{
    char owner[NAME_BYTES + 16];

    snprintf(owner, sizeof owner, "'%s' has ended", generator->record->name);
    stack_allow(stack_low(generator->stack), generator->stack);
    loan_give_stack(generator->loans, generator->stack, owner);
}

/* Its last value or failure is the caller's now. */
static int end(struct generator *generator, struct error **failure)
{
    struct async_record *record = generator->record;

    *failure = stories_take_ending(stories_here(), generator->passed);
    link_take_out(&generator->link);
    debug_stack_ended(record->function, generator->stack);
    give_stack(generator);
    error_drop(generator->thrown);
    record->owner = NULL;
    record->done = true;
    free(generator);
    record_take(record);
    record_drop(record);
    return 0;
}

int async_yield(void *value, void **sent)
{
    struct task *self = task_must_run("async_yield()", "?");
    struct generator *generator = self->generator;

    if (!generator)
        panic("async_yield() was called outside a generator, in '%s'",
              self->record->name);
    generator->passed = value;
    generator->state = SUSPENDED;
    context_switch(&generator->context, &generator->consumer, 0);
    struct error *thrown = generator->thrown;
    if (thrown) {
        generator->thrown = NULL;
        int rc = stories_caught(stories_here(), thrown);
        error_drop(thrown);
        return rc;
    }
    if (sent)
        *sent = generator->passed;
    return 0;
}

/* ---- What consumers call ---- */

static struct async_record *record_of_generator(struct async_generator generator,
                                                const char *call)
{
    task_must_run(call, "?");
    return record_of((struct async_task){ generator.record, generator.id }, call);
}

static int failed_with(struct error *error)
{
    int rc = stories_caught(stories_here(), error);

    error_drop(error);
    return rc;
}

static bool is_running(const struct async_record *record, const char *call)
{
    const struct generator *generator = record->owner;

    if (!generator || generator->state != RUNNING)
        return false;
    refuse(EBUSY, "%s(): asynchronous generator is already running", call);
    return true;
}

/* 1 with a value, 0 at the end, -code.  Takes over `thrown`. */
static int go_on(struct async_record *record, void *in, struct error *thrown,
                 void **value)
{
    struct generator *generator = record->owner;
    struct error *failure;

    makings_trim();
    if (record->done)
        return error_drop(thrown), 0;
    if (!generator && thrown) {         /* never begun: it ends with that */
        record->done = true;
        record_take(record);
        return failed_with(thrown);
    }
    if (!generator && in)
        return refuse(EINVAL,
                      "can't send non-None value to a just-started async generator");
    if (!generator)
        generator = begin(record);
    generator->passed = in;
    generator->thrown = thrown;
    resume(generator);
    if (generator->state == SUSPENDED) {
        if (value)
            *value = generator->passed;
        return 1;
    }
    end(generator, &failure);
    return failure ? failed_with(failure) : 0;
}

static int ask(struct async_generator generator, void *in, void **value,
               const char *call)
{
    struct async_record *record = record_of_generator(generator, call);

    return is_running(record, "anext") ? -EBUSY : go_on(record, in, NULL, value);
}

int async_next(struct async_generator generator, void **value)
{
    return ask(generator, NULL, value, "async_next()");
}

int async_send(struct async_generator generator, void *in, void **value)
{
    return ask(generator, in, value, "async_send()");
}

int async_throw(struct async_generator generator, int code, const char *text,
                void **value)
{
    struct async_record *record = record_of_generator(generator, "async_throw()");
    const struct generator *open = record->owner;

    if (is_running(record, "athrow"))
        return -EBUSY;
    if (open && open->closed)
        return 0;
    return go_on(record, NULL, error_new(code > 0 ? code : EINVAL, text ? text : ""),
                 value);
}

static int close_it(struct async_record *record)
{
    struct generator *generator = record->owner;

    if (is_running(record, "aclose"))
        return -EBUSY;
    if (record->done || (generator && generator->closed))
        return 0;
    if (!generator) {
        record->done = true;
        record_take(record);
        return 0;
    }
    generator->closed = true;
    int rc = go_on(record, NULL, error_new(ASYNC_ECLOSED, ""), NULL);
    if (rc == 1)
        return refuse(EINVAL, "async generator ignored GeneratorExit");
    return rc == -ASYNC_ECLOSED ? 0 : rc;
}

int async_generator_close(struct async_generator generator)
{
    return close_it(record_of_generator(generator, "async_generator_close()"));
}

/* ---- The end of a run ---- */

bool generators_are_open(void)
{
    return !link_is_alone(&open_generators);
}

static void *close_one(void *arg)
{
    struct async_record *record = arg;
    int rc = close_it(record);

    if (rc < 0)
        report((struct async_task){ 0 }, async_caught(),
               "closing generator '%s' failed (%s)", record->name, record->place);
    return async_return(rc);
}

/* What yielded again instead of ending is asked no more. */
static void give_up(void)
{
    while (!link_is_alone(&open_generators)) {
        struct generator *generator = generator_at(open_generators.next);
        struct async_record *record = generator->record;
        link_take_out(&generator->link);
        give_stack(generator);
        free(generator);
        record->owner = NULL;
        record->done = true;
        record_drop(record);
    }
}

/* All at once, in order of their beginnings: a task for each. */
void *generators_close_all(void *unused)
{
    size_t n = 0;

    for (struct link *l = open_generators.next; l != &open_generators; l = l->next)
        n++;
    struct async_task *tasks = calloc(n, sizeof *tasks);
    struct async_record **records = calloc(n, sizeof *records);
    if (!tasks || !records)
        panic("out of memory to close %zu generators", n);
    n = 0;
    for (struct link *l = open_generators.next; l != &open_generators; l = l->next)
        records[n++] = generator_at(l)->record;
    for (size_t i = 0; i < n; i++)      /* synchronously each ends here, and is freed */
        tasks[i] = async_create_task(records[i]->name, close_one, records[i]);
    async_gather(tasks, (int)n, NULL, ASYNC_RETURN_EXCEPTIONS);
    free(tasks);
    free(records);
    give_up();
    return unused;
}
