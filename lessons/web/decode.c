/* SPDX-License-Identifier: MIT */
/* iconv() with room for whatever comes out. */
#define _POSIX_C_SOURCE 200809L
#include "decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME = 40 };

static bool is_known(const char *name)
{
    iconv_t converter = iconv_open("UTF-8", name);

    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

/* iconv() knows latin1, and others write latin-1. */
static void drop_hyphens(char *name)
{
    char *to = name;

    for (const char *from = name; *from; from++)
        if (*from != '-' && *from != '_')
            *to++ = *from;
    *to = '\0';
}

/* "charset=..." of a content type; false if there is none that is known. */
static bool named_encoding(const char *type, char name[NAME])
{
    for (; *type; type++)
        if (strncasecmp(type, "charset=", 8) == 0)
            break;
    if (!*type)
        return false;
    type += 8;
    type += *type == '"';
    size_t n = strcspn(type, "\"; \t");
    if (n == 0 || n >= NAME)
        return false;
    memcpy(name, type, n);
    name[n] = '\0';
    if (is_known(name))
        return true;
    drop_hyphens(name);
    return is_known(name);
}

static char *convert(const char *bytes, size_t size, const char *from, size_t *text_size)
{
    iconv_t converter = iconv_open("UTF-8", from);
    if (converter == (iconv_t)-1)
        return NULL;
    size_t room = size * 4 + 1, left = room - 1;    /* no character takes more */
    char *text = malloc(room), *out = text, *in = (char *)(size_t)bytes;
    if (text && iconv(converter, &in, &size, &out, &left) == (size_t)-1) {
        free(text);
        text = NULL;
    }
    iconv_close(converter);
    if (!text)
        return NULL;
    *out = '\0';
    *text_size = (size_t)(out - text);
    return text;
}

char *decode_text(const char *bytes, size_t size, const char *content_type,
                  size_t *text_size)
{
    char name[NAME];

    if (named_encoding(content_type, name))
        return convert(bytes, size, name, text_size);
    char *text = convert(bytes, size, "UTF-8", text_size);
    return text ? text : convert(bytes, size, "WINDOWS-1252", text_size);
}

static bool begins(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

size_t decode_count(const char *text, size_t size)
{
    size_t n = 0;

    for (size_t i = 0; i < size; i++)
        n += begins(text[i]);
    return n;
}

size_t decode_bytes(const char *text, size_t size, size_t n)
{
    size_t i = 0;

    while (i < size && (!begins(text[i]) || n-- > 0))
        i++;
    return i;
}
