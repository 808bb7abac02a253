/* SPDX-License-Identifier: MIT */
/* Link modules. */
#define _POSIX_C_SOURCE 200809L
#include "module.h"

#include <dlfcn.h>
#include <stdlib.h>

#if defined __GLIBC__
#include <gnu/lib-names.h>
#else
#define LIBM_SO "libm.so"
#endif

#include "compiler.h"
#include "object.h"

enum { LINK_SECONDS = 120 };            /* only in case it hangs */

void module_add_linking(const struct workshop *shop, struct words *argv)
{
    words_add(argv, "-shared", "-nodefaultlibs", "-Wl,-Bsymbolic", NULL);
    if (shop->support[0])
        words_add(argv, shop->support, NULL);
    words_add(argv, "-lgcc", NULL);
#if defined __GLIBC__
    words_add(argv, "-lc_nonshared", NULL);     /* what its shared library lacks: atexit() */
#endif
}

/* ---- Names ---------------------------------------------------------------------------- */

struct known {
    struct object runtime, support;     /* no support: no bytes */
    void *libraries;                    /* C's, with what they need; NULL: not found */
};

static bool object_knows(const struct object *object, const char *symbol)
{
    return object_has(object, symbol, false) || object_has(object, symbol, true);
}

/* Has the runner, or a library that it is linked with, this name? */
static bool is_known(const char *symbol, void *arg)
{
    const struct known *known = arg;

    return object_knows(&known->runtime, symbol) || object_knows(&known->support, symbol) ||
           (known->libraries && dlsym(known->libraries, symbol));
}

/* Not everything that can be had is known, but almost all that exercises need. */
static bool uses_what_is_known(const struct workshop *shop, const char *path)
{
    struct known known = { .libraries = dlopen(LIBM_SO, RTLD_LAZY | RTLD_LOCAL) };
    struct object object = { 0 };
    char error[ERROR];

    bool all = object_read(&known.runtime, shop->runtime, error) &&
               (!shop->support[0] || object_read(&known.support, shop->support, error)) &&
               object_read(&object, path, error) &&
               object_each_used(&object, is_known, &known);
    object_free(&known.runtime);
    object_free(&known.support);
    object_free(&object);
    if (known.libraries)
        dlclose(known.libraries);
    return all;
}

/* ---- Linking ---------------------------------------------------------------------------- */

static bool link_by(struct words *argv, struct ended *ended, char *error)
{
    bool started = process_run(argv->all, NULL, LINK_SECONDS, ended, error);

    words_free(argv);
    return started;
}

/* Only to hear what the linker says: a shared object may lack names, a program not. */
static bool link_whole(const struct workshop *shop, const char *object, const char *module,
                       struct ended *ended, char *error)
{
    struct words argv = { 0 };

    words_add(&argv, compiler_name(), "-o", module, object, NULL);
    if (shop->support[0])
        words_add(&argv, shop->support, NULL);
    words_add(&argv, shop->runtime, "-lev", "-lpthread", "-lm", NULL);
    return link_by(&argv, ended, error);
}

bool module_link(const struct workshop *shop, const char *object, const char *module,
                 struct ended *ended, char *error)
{
    struct words argv = { 0 };

    if (!uses_what_is_known(shop, object)) {
        if (!link_whole(shop, object, module, ended, error) || !ended_well(ended))
            return ended->said != NULL;
        ended_free(ended);
    }
    words_add(&argv, compiler_name(), "-o", module, object, NULL);
    module_add_linking(shop, &argv);
    return link_by(&argv, ended, error);
}
