/* SPDX-License-Identifier: MIT */
/* JSON, value by value. */
#include "jot.h"

#include <inttypes.h>
#include <string.h>

#include "canvas.h"

void jot_init(struct jot *jot, FILE *out)
{
    *jot = (struct jot){.out = out};
}

void jot_line(struct jot *jot)
{
    if (jot->more[jot->depth])
        fputc(',', jot->out);
    jot->more[jot->depth] = false;
    fputc('\n', jot->out);
}

static void put_byte(FILE *out, unsigned char byte)
{
    if (byte == '"' || byte == '\\')
        fprintf(out, "\\%c", byte);
    else if (byte == '\n')
        fputs("\\n", out);
    else if (byte < 0x20 || byte == 0x7f)
        fprintf(out, "\\u%04x", byte);
    else
        fputc(byte, out);
}

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

static void put_string(FILE *out, const char *text, size_t length)
{
    fputc('"', out);
    for (size_t at = 0; at < length;) {
        size_t plain = at;
        while (plain < length && is_plain((unsigned char)text[plain]))
            plain++;
        fwrite(text + at, 1, plain - at, out);
        at = plain;
        if (at == length)
            break;
        uint32_t glyph;
        int bytes = canvas_decode(text + at, length - at, &glyph);
        if (glyph < 0x80)
            put_byte(out, (unsigned char)glyph);
        else if (glyph == 0xfffd)
            fputs("\\ufffd", out);
        else
            fwrite(text + at, 1, (size_t)bytes, out);
        at += (size_t)bytes;
    }
    fputc('"', out);
}

/* The comma before it, and its key. */
static void begin(struct jot *jot, const char *key)
{
    if (jot->more[jot->depth])
        fputc(',', jot->out);
    jot->more[jot->depth] = true;
    if (!key)
        return;
    put_string(jot->out, key, strlen(key));
    fputc(':', jot->out);
}

static void open_level(struct jot *jot, const char *key, char first, char last)
{
    begin(jot, key);
    fputc(first, jot->out);
    if (jot->depth < JOT_DEPTH - 1)
        jot->depth++;
    jot->ends[jot->depth] = last;
    jot->more[jot->depth] = false;
}

void jot_object(struct jot *jot, const char *key)
{
    open_level(jot, key, '{', '}');
}

void jot_list(struct jot *jot, const char *key)
{
    open_level(jot, key, '[', ']');
}

void jot_close(struct jot *jot)
{
    fputc(jot->ends[jot->depth], jot->out);
    if (jot->depth > 0)
        jot->depth--;
}

void jot_bytes(struct jot *jot, const char *key, const char *text, size_t length)
{
    begin(jot, key);
    put_string(jot->out, text, length);
}

void jot_text(struct jot *jot, const char *key, const char *text)
{
    jot_bytes(jot, key, text, strlen(text));
}

void jot_number(struct jot *jot, const char *key, uint64_t number)
{
    begin(jot, key);
    fprintf(jot->out, "%" PRIu64, number);
}

void jot_time(struct jot *jot, const char *key, uint64_t ns, uint64_t unit)
{
    int decimals = unit == 1000 ? 3 : 9;
    uint64_t part = ns % unit;
    begin(jot, key);
    fprintf(jot->out, "%" PRIu64, ns / unit);
    if (!part)
        return;
    for (; part % 10 == 0; decimals--)
        part /= 10;
    fprintf(jot->out, ".%0*" PRIu64, decimals, part);
}
