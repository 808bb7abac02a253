/* SPDX-License-Identifier: MIT */
/* Make a module of a submission: compile behind walls, look at the object, link. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler.h"
#include "module.h"
#include "object.h"
#include "remove_tree.h"
#include "workshop.h"

static void set(struct build *build, enum build_state state, char *words)
{
    build->state = state;
    free(build->words);
    build->words = words;
}

/* ---- Its folder -------------------------------------------------------------------------- */

static bool write_file(const char *path, const char *text, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    bool good = fd >= 0;

    while (good && size > 0) {
        ssize_t n = write(fd, text, size);
        good = n > 0 || (n < 0 && errno == EINTR);
        text += n > 0 ? n : 0;
        size -= n > 0 ? (size_t)n : 0;
    }
    return fd >= 0 && close(fd) == 0 && good;
}

static bool open_folder(struct build *build, const struct source *source, char *error)
{
    const char *base = getenv("TMPDIR");
    char *path = NULL;

    snprintf(build->folder, sizeof build->folder, "%.3900s/interleave-XXXXXX",
             base && *base ? base : "/tmp");
    if (!mkdtemp(build->folder)) {
        snprintf(error, ERROR, "cannot make a folder in %.300s: %s",
                 base && *base ? base : "/tmp", strerror(errno));
        build->folder[0] = '\0';
        return false;
    }
    snprintf(build->module, sizeof build->module, "%.4000s/module", build->folder);
    char *work = format_text("%s/work", build->folder);
    path = format_text("%s/%s", work, source->name);
    bool good = mkdir(work, 0700) == 0 && write_file(path, source->text, source->size);
    if (!good)
        snprintf(error, ERROR, "cannot write %.300s: %s", path, strerror(errno));
    free(path);
    free(work);
    return good;
}

void build_done(struct build *build)
{
    if (build->folder[0])
        remove_tree(build->folder);
    free(build->words);
    free(build->compiler);
    *build = (struct build){ 0 };
}

/* ---- Compiling ---------------------------------------------------------------------------- */

/* It stopped without an error of the source's. */
static bool is_exhausted(const char *said)
{
    static const char *const words[] = { "limit exceeded", "internal compiler error",
                                         "memory exhausted", "out of memory", "Killed" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(said, words[i]))
            return true;
    return !strstr(said, "rror: ");         /* "error: ", and the assembler's "Error: " */
}

/* Compile a file of the work folder. */
static bool run_compiler(struct workshop *shop, const struct build *build,
                         const char *file, struct ended *ended, char *error)
{
    char *work = format_text("%s/work", build->folder);
    struct compilation what = { .headers = shop->headers, .work = work, .file = file,
                                .out = "object.o" };

    bool started = compiler_run(&shop->sandbox, &what, ended, error);
    free(work);
    return started;
}

/* False with `error`: it cannot even compile a file that is right, so nothing that it
 * says is the learner's fault. */
static bool compiler_works(struct workshop *shop, const struct build *build, char *error)
{
    static const char PROBE[] = "probe.c", RIGHT[] = "#include \"exercise.h\"\nint right;\n";
    char *path = format_text("%s/work/%s", build->folder, PROBE);
    struct ended ended;

    unlink(path);
    bool good = write_file(path, RIGHT, strlen(RIGHT));
    free(path);
    if (!good)
        snprintf(error, ERROR, "cannot write into %.300s: %s", build->folder, strerror(errno));
    if (!good || !run_compiler(shop, build, PROBE, &ended, error))
        return false;
    good = ended_well(&ended);
    ended.said[strcspn(ended.said, "\n")] = '\0';
    if (!good)
        snprintf(error, ERROR, "the compiler itself does not work, which is no fault of the "
                 "submission: %.300s", *ended.said ? ended.said : "it says nothing");
    ended_free(&ended);
    return good;
}

static bool compile(struct workshop *shop, const struct source *source,
                    struct build *build, char *error)
{
    struct ended ended;

    if (!run_compiler(shop, build, source->name, &ended, error))
        return false;
    build->compiler = ended.said;
    if (ended_well(&ended))
        return true;
    if (!ended.late && !compiler_names_line(ended.said, source->name) &&
        !compiler_works(shop, build, error))
        return false;
    if (ended.late || is_exhausted(ended.said))
        set(build, BUILD_LATE,
            copy_text("the compiler did not come to its end within its limits of time, "
                      "memory and file size"));
    else
        set(build, BUILD_ERRORS, compiler_words(ended.said, source->name));
    return true;
}

/* ---- Looking at the object ------------------------------------------------------------------ */

struct look {
    struct object runtime, support;     /* no support: no bytes */
    const char *wanted;                 /* "a b, c": what the submission has to define */
    const char *found;
};

/* The next name of "a b, c", or NULL; *names goes on behind it. */
static const char *next_name(const char **names, int *length)
{
    const char *name = *names + strspn(*names, ", ");

    *length = (int)strcspn(name, ", ");
    *names = name + *length;
    return *length > 0 ? name : NULL;
}

static bool is_wanted(const char *names, const char *symbol)
{
    const char *name;
    int n;

    while ((name = next_name(&names, &n)))
        if (strlen(symbol) == (size_t)n && strncmp(name, symbol, (size_t)n) == 0)
            return true;
    return false;
}

/* Not free is what the runtime defines, what the exercise's own part calls (it lies in the
 * same module), and what C reserves. */
static bool is_free(const char *symbol, void *arg)
{
    struct look *look = arg;

    if (is_wanted(look->wanted, symbol) ||
        (symbol[0] != '_' && !strchr(symbol, '@') && strcmp(symbol, "exercise_program") != 0 &&
         !object_has(&look->runtime, symbol, false) &&
         !object_has(&look->support, symbol, true)))
        return true;
    look->found = symbol;
    return false;
}

static char *suspect_symbol(const char *symbol)
{
    if (strcmp(symbol, "main") == 0)
        return copy_text("it defines main(): the exercise has its own, which runs yours");
    return format_text("it defines %.80s, a name that belongs to the runtime or to the "
                       "exercise: call yours otherwise, or make it static", symbol);
}

/* The first that is wanted and not defined; or NULL. */
static char *missing_function(const struct object *object, const char *names)
{
    const char *name;
    int n;

    while ((name = next_name(&names, &n))) {
        char *symbol = format_text("%.*s", n, name);
        if (!object_has(object, symbol, false))
            return symbol;
        free(symbol);
    }
    return NULL;
}

static void judge_object(const struct object *object, struct look *look, struct build *build)
{
    char section[80], *missing;

    if (!object_is_sound(object))
        set(build, BUILD_SUSPECT, copy_text("the compiled object cannot be read"));
    else if (!object_each(object, is_free, look))
        set(build, BUILD_SUSPECT, suspect_symbol(look->found));
    else if (!object_plain_sections(object, section, sizeof section))
        set(build, BUILD_SUSPECT,
            format_text("it has a section %s: code that runs before or after main(), or "
                        "changes how it is linked", section));
    else if ((missing = missing_function(object, look->wanted))) {
        set(build, BUILD_INCOMPLETE,
            format_text("the function %s() is not there, or it is static", missing));
        free(missing);
    }
}

static bool look_at_object(const struct workshop *shop, struct build *build, char *error)
{
    struct look look = { .wanted = shop->exercise->functions };
    char *path = format_text("%s/work/object.o", build->folder);
    struct object object = { 0 };

    bool good = object_read(&look.runtime, shop->runtime, error) &&
                (!shop->support[0] || object_read(&look.support, shop->support, error));
    if (good && !object_read(&object, path, error))
        set(build, BUILD_ERRORS, copy_text("the compiler made no object"));
    else if (good)
        judge_object(&object, &look, build);
    object_free(&object);
    object_free(&look.runtime);
    object_free(&look.support);
    free(path);
    return good;
}

/* ---- Linking ---------------------------------------------------------------------------------- */

/* What a learner can do wrong; the rest is the installation's. */
static bool linker_blames(const char *said)
{
    return strstr(said, "undefined ") || strstr(said, "multiple definition") ||
           strstr(said, "duplicate ");
}

static bool make_module(const struct workshop *shop, const struct source *source,
                        struct build *build, char *error)
{
    char *object = format_text("%s/work/object.o", build->folder);
    struct ended ended;

    bool started = module_link(shop, object, build->module, &ended, error);
    free(object);
    if (!started)
        return false;
    if (!ended_well(&ended) && !linker_blames(ended.said)) {
        snprintf(error, ERROR, "linking does not work, which is no fault of the submission: "
                 "%.300s", ended.said);
        ended_free(&ended);
        return false;
    }
    if (!ended_well(&ended)) {
        free(build->compiler);
        build->compiler = ended.said;
        set(build, BUILD_ERRORS, compiler_words(ended.said, source->name));
    } else {
        ended_free(&ended);
    }
    return true;
}

bool build_submission(struct workshop *shop, const struct source *source,
                      struct build *build, char *error)
{
    *build = (struct build){ .state = BUILD_GOOD };
    if (!open_folder(build, source, error) || !compile(shop, source, build, error))
        return false;
    if (build->state == BUILD_GOOD && !look_at_object(shop, build, error))
        return false;
    if (build->state == BUILD_GOOD && !make_module(shop, source, build, error))
        return false;
    return true;
}
