/* SPDX-License-Identifier: MIT */
/* Inputs of this run, as the grader drew them, and answers. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>

#include "confined.h"
#include "exercise.h"

enum { SEPARATOR = 0x1f };

static char **inputs;
static int input_count;

void inputs_take(int count, char **arguments)
{
    inputs = arguments;
    input_count = count;
}

/* What stands behind "name=", or NULL. */
static char *find(const char *name)
{
    size_t n = strlen(name);

    for (int i = 0; i < input_count; i++)
        if (strncmp(inputs[i], name, n) == 0 && inputs[i][n] == '=')
            return inputs[i] + n + 1;
    return NULL;
}

static _Noreturn void stop(const char *name, const char *why)
{
    fflush(stdout);
    fprintf(stderr, "input \"%s\": %s\n", name, why);
    abort();
}

static char *find_or_stop(const char *name)
{
    char *text = find(name);

    if (!text)
        stop(name, "this exercise has no input of that name");
    return text;
}

bool input_exists(const char *name)
{
    return find(name) != NULL;
}

int input_length(const char *name)
{
    const char *text = find_or_stop(name);
    int n = *text != '\0';

    for (; *text; text++)
        n += *text == SEPARATOR;
    return n;
}

/* The list is cut into strings as its values are asked for the first time, by whatever
 * thread. */
struct cut {
    struct cut *next;
    const char *name;
    char **values;
    int count;
};
static struct cut *cuts;
static pthread_mutex_t cutting = PTHREAD_MUTEX_INITIALIZER;

static struct cut *cut(const char *name)
{
    for (struct cut *known = cuts; known; known = known->next)
        if (strcmp(known->name, name) == 0)
            return known;
    struct cut *made = calloc(1, sizeof *made);
    char *text = strdup(find_or_stop(name)), *own_name = strdup(name);
    int count = input_length(name);
    if (!made || !text || !own_name ||
        !(made->values = calloc((size_t)count + 1, sizeof *made->values)))
        stop(name, "out of memory");
    for (int i = 0; i < count; i++) {
        made->values[i] = text;
        text += strcspn(text, "\x1f");
        *text++ = '\0';
    }
    made->name = own_name;
    made->count = count;
    made->next = cuts;
    return cuts = made;
}

const char *inputs_value(const char *name, int i)
{
    pthread_mutex_lock(&cutting);
    const struct cut *list = cut(name);
    pthread_mutex_unlock(&cutting);

    if (i < 0 || i >= list->count)
        stop(name, "it has not so many values");
    return list->values[i];
}

const char *input_text_at(const char *name, int i)
{
    return inputs_value(name, i);
}

const char *input_text(const char *name)
{
    return inputs_value(name, 0);
}

double input_at(const char *name, int i)
{
    const char *text = inputs_value(name, i);
    char *end;
    double value = strtod(text, &end);

    if (end == text || *end)
        stop(name, "it is not a number");
    return value;
}

double input(const char *name)
{
    return input_at(name, 0);
}

void answer(const char *name, double value)
{
    printf("%s: %.10g\n", name, value);
}

void answer_text(const char *name, const char *value)
{
    printf("%s: %s\n", name, value ? value : "(null)");
}
