/* SPDX-License-Identifier: MIT */
/* JSON, value by value. */
#include "json.h"

#include <inttypes.h>
#include <string.h>

#include "canvas.h"

void json_init(struct json *json, FILE *out)
{
    *json = (struct json){.out = out};
}

void json_line(struct json *json)
{
    if (json->more[json->depth])
        fputc(',', json->out);
    json->more[json->depth] = false;
    fputc('\n', json->out);
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

static void put_string(FILE *out, const char *text, size_t length)
{
    fputc('"', out);
    for (size_t at = 0; at < length;) {
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
static void begin(struct json *json, const char *key)
{
    if (json->more[json->depth])
        fputc(',', json->out);
    json->more[json->depth] = true;
    if (!key)
        return;
    put_string(json->out, key, strlen(key));
    fputc(':', json->out);
}

static void open_level(struct json *json, const char *key, char first, char last)
{
    begin(json, key);
    fputc(first, json->out);
    if (json->depth < JSON_DEPTH - 1)
        json->depth++;
    json->ends[json->depth] = last;
    json->more[json->depth] = false;
}

void json_object(struct json *json, const char *key)
{
    open_level(json, key, '{', '}');
}

void json_list(struct json *json, const char *key)
{
    open_level(json, key, '[', ']');
}

void json_close(struct json *json)
{
    fputc(json->ends[json->depth], json->out);
    if (json->depth > 0)
        json->depth--;
}

void json_bytes(struct json *json, const char *key, const char *text, size_t length)
{
    begin(json, key);
    put_string(json->out, text, length);
}

void json_text(struct json *json, const char *key, const char *text)
{
    json_bytes(json, key, text, strlen(text));
}

void json_number(struct json *json, const char *key, uint64_t number)
{
    begin(json, key);
    fprintf(json->out, "%" PRIu64, number);
}

void json_time(struct json *json, const char *key, uint64_t ns, uint64_t unit)
{
    int decimals = unit == 1000 ? 3 : 9;
    uint64_t part = ns % unit;
    begin(json, key);
    fprintf(json->out, "%" PRIu64, ns / unit);
    if (!part)
        return;
    for (; part % 10 == 0; decimals--)
        part /= 10;
    fprintf(json->out, ".%0*" PRIu64, decimals, part);
}
