/* SPDX-License-Identifier: MIT */
/* ELF objects, read with every offset checked. */
#define _POSIX_C_SOURCE 200809L
#include "object.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exercise_folder.h"

#ifndef STT_GNU_IFUNC
#define STT_GNU_IFUNC 10
#endif

enum { LARGEST = 64 << 20 };

bool object_read(struct object *object, const char *path, char *error)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    *object = (struct object){ 0 };
    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
        status.st_size > 0 && status.st_size <= LARGEST &&
        (object->bytes = malloc((size_t)status.st_size))) {
        ssize_t n = read(fd, object->bytes, (size_t)status.st_size);
        object->size = n < 0 ? 0 : (size_t)n;
    }
    if (fd >= 0)
        close(fd);
    if (object->size > 0)
        return true;
    snprintf(error, ERROR, "cannot read %s: %s", path, errno ? strerror(errno) : "no file");
    object_free(object);
    return false;
}

void object_free(struct object *object)
{
    free(object->bytes);
    *object = (struct object){ 0 };
}

/* ---- Parts, copied, each inside of the file --------------------------------------- */

static bool copy(const struct object *object, uint64_t at, void *out, size_t size)
{
    if (at > object->size || size > object->size - at)
        return false;
    memcpy(out, object->bytes + at, size);
    return true;
}

static bool header_of(const struct object *object, Elf64_Ehdr *header)
{
    return copy(object, 0, header, sizeof *header) &&
           memcmp(header->e_ident, ELFMAG, SELFMAG) == 0 &&
           header->e_ident[EI_CLASS] == ELFCLASS64 &&
           header->e_shentsize == sizeof(Elf64_Shdr);
}

static bool section_of(const struct object *object, const Elf64_Ehdr *header, uint64_t i,
                       Elf64_Shdr *section)
{
    uint64_t count = header->e_shnum;
    Elf64_Shdr first;

    if (count == 0 && copy(object, header->e_shoff, &first, sizeof first))
        count = first.sh_size;          /* more than fit into the header */
    return i < count && i < object->size &&
           copy(object, header->e_shoff + i * sizeof *section, section, sizeof *section);
}

/* A string of a string table, or NULL. */
static const char *string_at(const struct object *object, const Elf64_Shdr *table,
                             uint64_t at)
{
    if (table->sh_offset > object->size || table->sh_size > object->size - table->sh_offset ||
        at >= table->sh_size)
        return NULL;
    const char *text = (const char *)object->bytes + table->sh_offset + at;
    return memchr(text, '\0', table->sh_size - at) ? text : NULL;
}

/* ---- Symbols ------------------------------------------------------------------------ */

static bool is_wanted(const Elf64_Sym *symbol, bool undefined)
{
    return ELF64_ST_BIND(symbol->st_info) != STB_LOCAL &&
           (symbol->st_shndx == SHN_UNDEF) == undefined;
}

static bool each_of(const struct object *object, const Elf64_Shdr *table,
                    const Elf64_Shdr *names, bool undefined,
                    bool (*fn)(const char *symbol, void *arg), void *arg)
{
    for (uint64_t at = 0; at + sizeof(Elf64_Sym) <= table->sh_size; at += sizeof(Elf64_Sym)) {
        Elf64_Sym symbol;
        if (!copy(object, table->sh_offset + at, &symbol, sizeof symbol))
            return false;
        if (!is_wanted(&symbol, undefined))
            continue;
        const char *name = string_at(object, names, symbol.st_name);
        if (!name || !fn(name, arg))
            return false;
    }
    return true;
}

static bool each(const struct object *object, bool undefined,
                 bool (*fn)(const char *symbol, void *arg), void *arg)
{
    Elf64_Ehdr header;
    Elf64_Shdr table, names;

    if (!header_of(object, &header))
        return false;
    for (uint64_t i = 0; section_of(object, &header, i, &table); i++)
        if (table.sh_type == SHT_SYMTAB &&
            (!section_of(object, &header, table.sh_link, &names) ||
             !each_of(object, &table, &names, undefined, fn, arg)))
            return false;
    return true;
}

bool object_each(const struct object *object,
                 bool (*fn)(const char *symbol, void *arg), void *arg)
{
    return each(object, false, fn, arg);
}

bool object_each_used(const struct object *object,
                      bool (*fn)(const char *symbol, void *arg), void *arg)
{
    return each(object, true, fn, arg);
}

static bool is_another(const char *symbol, void *arg)
{
    return strcmp(symbol, arg) != 0;
}

bool object_has(const struct object *object, const char *symbol, bool undefined)
{
    return object->bytes && !each(object, undefined, is_another, (void *)symbol);
}

/* ---- Sections ------------------------------------------------------------------------- */

static bool begins(const char *name, const char *with)
{
    size_t n = strlen(with);

    /* ".text" and ".text.unlikely", but not ".textual" */
    return strncmp(name, with, n) == 0 && (name[n] == '\0' || name[n] == '.');
}

static bool is_plain(const char *name)
{
    static const char *const plain[] = {
        ".text", ".data", ".rodata", ".bss", ".tdata", ".tbss", ".comment", ".note",
        ".eh_frame", ".symtab", ".strtab", ".shstrtab", ".group", ".llvm_addrsig", NULL
    };

    if (strncmp(name, ".rela.", 6) == 0)
        name += 5;
    else if (strncmp(name, ".debug_", 7) == 0)
        return true;
    for (int i = 0; plain[i]; i++)
        if (begins(name, plain[i]))
            return true;
    return false;
}

/* An indirect function is a symbol that names code which the loader runs, to learn the
 * address; local ones count, too. */
static bool has_indirect(const struct object *object, const Elf64_Shdr *table)
{
    for (uint64_t at = 0; at + sizeof(Elf64_Sym) <= table->sh_size; at += sizeof(Elf64_Sym)) {
        Elf64_Sym symbol;
        if (!copy(object, table->sh_offset + at, &symbol, sizeof symbol))
            return false;
        if (ELF64_ST_TYPE(symbol.st_info) == STT_GNU_IFUNC)
            return true;
    }
    return false;
}

bool object_plain_sections(const struct object *object, char *name, size_t size)
{
    Elf64_Ehdr header;
    Elf64_Shdr section, names;

    snprintf(name, size, "?");
    if (!header_of(object, &header) ||
        !section_of(object, &header, header.e_shstrndx, &names))
        return false;
    for (uint64_t i = 1; section_of(object, &header, i, &section); i++) {
        const char *text = string_at(object, &names, section.sh_name);
        bool array = section.sh_type == SHT_INIT_ARRAY || section.sh_type == SHT_FINI_ARRAY ||
                     section.sh_type == SHT_PREINIT_ARRAY;
        if (section.sh_type == SHT_SYMTAB && has_indirect(object, &section))
            text = "with an indirect function (ifunc)";
        else if (text && is_plain(text) && !array)
            continue;
        snprintf(name, size, "%s", text ? text : "?");
        return false;
    }
    return true;
}

static bool any(const char *symbol, void *arg)
{
    (void)symbol;
    (void)arg;
    return true;
}

bool object_is_sound(const struct object *object)
{
    return each(object, false, any, NULL) && each(object, true, any, NULL);
}
