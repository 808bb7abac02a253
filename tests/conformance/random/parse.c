/* SPDX-License-Identifier: MIT */
/* Scripts: text to a tree of operations. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"

#define X(word, arguments) { #word, arguments },
static const struct { const char *name, *arguments; } words[] = { OPERATIONS(X) };
#undef X

enum ending { AT_END, AT_CLEANUP, AT_NEXT, AT_EOF };   /* what closed a block */

struct reader {
    FILE *in;
    int line;
    char text[256];                     /* the current line, cut into words */
    const char *error;
};

const char *script_word(enum op_kind kind)
{
    return words[kind].name;
}

/* The first word of the next line that has one; NULL at the end. */
static char *next_line(struct reader *reader)
{
    char *word = NULL;

    while (!word && fgets(reader->text, sizeof reader->text, reader->in)) {
        reader->line++;
        word = strtok(reader->text, " \n");
    }
    return word;
}

static int number(struct reader *reader)
{
    const char *word = strtok(NULL, " \n");
    char *end;
    long value = word ? strtol(word, &end, 10) : 0;

    if (!word || *end)
        reader->error = "a number is missing";
    return (int)value;
}

static double seconds(struct reader *reader)
{
    const char *word = strtok(NULL, " \n");

    if (!word)
        reader->error = "a time is missing";
    return word ? strtod(word, NULL) : 0;
}

static bool read_operand(struct operand *operand)
{
    char *word = strtok(NULL, " \n");

    if (!word)
        return false;
    operand->kind = 't';
    if (strchr("fsg", *word))
        operand->kind = *word++;
    operand->index = (int)strtol(word, &word, 10);
    operand->more = *word == '+' ? atoi(word + 1) : 0;
    return true;
}

static void read_operands(struct reader *reader, struct op *op, int most)
{
    while (op->count < most && read_operand(&op->operands[op->count]))
        op->count++;
    if (op->count == 0)
        reader->error = "something to wait for is missing";
}

static struct op *read_block(struct reader *reader, enum ending *ending);

static void read_arguments(struct reader *reader, struct op *op)
{
    int numbers = 0;
    enum ending ending = AT_END;

    for (const char *a = words[op->kind].arguments; *a; a++)
        if (*a == 'n')
            op->n[numbers++] = number(reader);
        else if (*a == 't')
            op->seconds = seconds(reader);
        else if (*a == 'o')
            read_operands(reader, op, 1);
        else if (*a == '*')
            read_operands(reader, op, OPERANDS_MOST);
        else
            op->body = read_block(reader, &ending);
    if (ending == AT_CLEANUP)
        op->cleanup = read_block(reader, &ending);
    if (ending != AT_END)
        reader->error = "a block does not end";
}

static int kind_of(const char *word)
{
    int kind = 0;

    while (kind < OP_KINDS && strcmp(words[kind].name, word) != 0)
        kind++;
    return kind;
}

static bool is_ending(const char *word, enum ending *ending)
{
    *ending = !word ? AT_EOF
        : strcmp(word, "end") == 0 ? AT_END
        : strcmp(word, "cleanup") == 0 ? AT_CLEANUP : AT_NEXT;
    return *ending != AT_NEXT;
}

static struct op *read_block(struct reader *reader, enum ending *ending)
{
    struct op *first = NULL, **last = &first;
    const char *word;

    while (!reader->error && !is_ending(word = next_line(reader), ending)) {
        struct op *op = calloc(1, sizeof *op);
        int kind = kind_of(word);
        if (!op)
            abort();
        *last = op;
        last = &op->next;
        op->kind = (enum op_kind)kind;
        op->line = reader->line;
        if (kind == OP_KINDS)
            reader->error = "there is no such operation";
        else
            read_arguments(reader, op);
    }
    return first;
}

/* A line of numbers. */
static void read_settings(struct reader *reader, struct script *script)
{
    for (int i = 0; i < THINGS_MOST; i++)
        script->semaphores[i] = number(reader);
    for (int i = 0; i < THINGS_MOST; i++)
        for (int j = 0; j < 2; j++)
            script->queues[i][j] = number(reader);
    for (int i = 0; i < THINGS_MOST; i++)
        script->parties[i] = number(reader);
}

/* "task", "generator" and "callback" begin a body each, "run" ends the script. */
static void read_bodies(struct reader *reader, struct script *script)
{
    enum ending ending = AT_END;

    for (const char *word; !reader->error && (word = next_line(reader)); ) {
        if (strcmp(word, "run") == 0)
            return;
        if (strcmp(word, "task") == 0 && script->body_count < BODIES_MOST)
            script->bodies[script->body_count++] = read_block(reader, &ending);
        else if (strcmp(word, "generator") == 0 && script->generator_count < THINGS_MOST)
            script->generators[script->generator_count++] =
                read_block(reader, &ending);
        else if (strcmp(word, "callback") == 0 && script->callback_count < THINGS_MOST)
            script->callbacks[script->callback_count++] = read_block(reader, &ending);
        else
            reader->error = "a body begins with task, generator or callback";
        if (ending != AT_END)
            reader->error = "a body does not end";
    }
    if (!reader->error)
        reader->error = "the script does not end with run";
}

struct script *script_parse(FILE *in)
{
    struct reader reader = { .in = in };
    const char *word = next_line(&reader);
    struct script *script;

    if (!word)
        return NULL;
    script = calloc(1, sizeof *script);
    if (!script)
        abort();
    if (strcmp(word, "script") == 0)
        script->seed = (unsigned long)number(&reader);
    else
        reader.error = "a script begins with the word script and its seed";
    next_line(&reader);                 /* settings */
    read_settings(&reader, script);
    read_bodies(&reader, script);
    if (!reader.error)
        return script;
    fprintf(stderr, "script, line %d: %s\n", reader.line, reader.error);
    script_free(script);
    return NULL;
}

static void free_block(struct op *op)
{
    for (struct op *next; op; op = next) {
        next = op->next;
        free_block(op->body);
        free_block(op->cleanup);
        free(op);
    }
}

void script_free(struct script *script)
{
    for (int i = 0; i < BODIES_MOST; i++)
        free_block(script->bodies[i]);
    for (int i = 0; i < THINGS_MOST; i++) {
        free_block(script->generators[i]);
        free_block(script->callbacks[i]);
    }
    free(script);
}
