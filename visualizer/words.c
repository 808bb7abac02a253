/* SPDX-License-Identifier: MIT */
/* Words that may be shown, and how wide they are. */
#define _GNU_SOURCE
#include "words.h"

#include <stdio.h>
#include <string.h>
#include <wchar.h>

/* ---- UTF-8 ------------------------------------------------------------------- */

/* Decode one character.  Returns its bytes, 0 if they are not good UTF-8. */
static size_t decode(const char *text, size_t length, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)text;
    size_t bytes = byte[0] < 0x80 ? 1 : byte[0] < 0xc2 ? 0 : byte[0] < 0xe0 ? 2 :
                   byte[0] < 0xf0 ? 3 : byte[0] < 0xf5 ? 4 : 0;
    if (!bytes || bytes > length)
        return 0;
    *code = bytes == 1 ? byte[0] : byte[0] & (0xffU >> (bytes + 1));
    for (size_t i = 1; i < bytes; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
        *code = *code << 6 | (byte[i] & 0x3f);
    }
    bool overlong = (bytes == 3 && *code < 0x800) || (bytes == 4 && *code < 0x10000);
    bool surrogate = *code >= 0xd800 && *code < 0xe000;
    return overlong || surrogate || *code > 0x10ffff ? 0 : bytes;
}

/* Marks that turn the direction of what follows: a log could hide text with them. */
static bool turns(uint32_t code)
{
    return code == 0x200e || code == 0x200f || code == 0x61c ||
           (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/* ---- Pieces: one character as it is shown -------------------------------------- */

struct piece {
    char text[12];              /* ends with a NUL */
    int columns;
};

static void escape_byte(struct piece *piece, unsigned char byte)
{
    const char *letter = byte == '\n' ? "n" : byte == '\t' ? "t" : byte == '\r' ? "r" : NULL;
    if (letter)
        snprintf(piece->text, sizeof piece->text, "\\%s", letter);
    else
        snprintf(piece->text, sizeof piece->text, "\\x%02x", byte);
}

/* The first character of a text, which is not empty.  Returns the bytes it takes. */
static size_t take(struct piece *piece, const char *text, size_t length, bool ascii)
{
    uint32_t code = 0;
    size_t bytes = decode(text, length, &code);
    int columns = bytes && code >= 0x80 ? wcwidth((wchar_t)code) : 1;
    if (!bytes || code < 0x20 || code == 0x7f)
        escape_byte(piece, (unsigned char)text[0]);
    else if (code >= 0x80 && ascii)
        strcpy(piece->text, columns == 0 ? "" : columns == 2 ? "??" : "?");
    else if (columns < 0 || turns(code))
        snprintf(piece->text, sizeof piece->text, "\\u%04x", code & 0x1fffff);
    else {
        memcpy(piece->text, text, bytes);
        piece->text[bytes] = '\0';
        piece->columns = columns;
        return bytes;
    }
    piece->columns = (int)strlen(piece->text);
    return bytes ? bytes : 1;
}

/* How far a text goes within so many columns; *rest: whether some is left over. */
static int measure(const char *text, size_t length, int columns, bool ascii, bool *rest)
{
    int used = 0;
    for (size_t at = 0; at < length;) {
        struct piece piece;
        at += take(&piece, text + at, length - at, ascii);
        *rest = used + piece.columns > columns;
        if (*rest)
            return used;
        used += piece.columns;
    }
    *rest = false;
    return used;
}

int words_width(const char *text, size_t length, bool ascii)
{
    bool rest;
    return measure(text, length, INT32_MAX / 2, ascii, &rest);
}

int words_fit(char *out, size_t size, const char *text, size_t length, int columns,
              bool ascii)
{
    const char *ellipsis = ascii ? "~" : "…";
    size_t put = 0, room = size - strlen(ellipsis) - 1;
    bool cut;
    int used = 0;
    measure(text, length, columns, ascii, &cut);
    columns -= cut;
    for (size_t at = 0; at < length && columns >= 0;) {
        struct piece piece;
        at += take(&piece, text + at, length - at, ascii);
        size_t bytes = strlen(piece.text);
        cut = cut || put + bytes > room;
        if (used + piece.columns > columns || put + bytes > room)
            break;
        memcpy(out + put, piece.text, bytes);
        put += bytes;
        used += piece.columns;
    }
    if (cut && columns >= 0) {
        memcpy(out + put, ellipsis, strlen(ellipsis));
        put += strlen(ellipsis);
        used++;
    }
    out[put] = '\0';
    return used;
}

/* ---- Numbers -------------------------------------------------------------------- */

enum { US = 1000, MS = 1000000 };
#define S UINT64_C(1000000000)

const char *words_duration(char out[WORDS_DURATION], uint64_t ns)
{
    unsigned long long s = ns / S + (ns % S >= S / 2);
    if (ns == 0)
        return strcpy(out, "0 s");
    if (ns < US)
        snprintf(out, WORDS_DURATION, "%u ns", (unsigned)ns);
    else if (ns < MS - US / 2)
        snprintf(out, WORDS_DURATION, "%.3g us", (double)ns / US);
    else if (ns < S - MS / 2)
        snprintf(out, WORDS_DURATION, "%.3g ms", (double)ns / MS);
    else if (s < 60)
        snprintf(out, WORDS_DURATION, "%.1f s", (double)ns / S);
    else if (s < 3600)
        snprintf(out, WORDS_DURATION, "%llu min %llu s", s / 60, s % 60);
    else
        snprintf(out, WORDS_DURATION, "%llu h %llu min", s / 3600, s % 3600 / 60);
    return out;
}

/* The digits that words_duration() would round away. */
static uint64_t cut(uint64_t ns)
{
    uint64_t unit = ns < S ? 1 : S;
    while (ns < S && ns / unit >= 1000)
        unit *= 10;
    return ns - ns % unit;
}

const char *words_moment(char out[WORDS_DURATION], uint64_t ns)
{
    unsigned long long ms = ns / MS;
    if (ns < S || ns >= 60 * S)
        return words_duration(out, cut(ns));
    int length = snprintf(out, WORDS_DURATION, "%llu.%03llu", ms / 1000, ms % 1000);
    while (out[length - 1] == '0' && out[length - 2] != '.')
        length--;
    strcpy(out + length, " s");
    return out;
}

const char *words_seconds(char out[WORDS_DURATION], uint64_t ns, int decimals)
{
    unsigned long long part = ns % S;
    for (int i = decimals; i < 9; i++)
        part /= 10;
    if (decimals > 0)
        snprintf(out, WORDS_DURATION, "%llu.%0*llu s", (unsigned long long)(ns / S),
                 decimals < 9 ? decimals : 9, part);
    else
        snprintf(out, WORDS_DURATION, "%llu s", (unsigned long long)(ns / S));
    return out;
}

const char *words_count(char out[WORDS_DURATION], uint64_t n)
{
    char digits[WORDS_DURATION];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n), put = 0;
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            out[put++] = ',';
        out[put++] = digits[i];
    }
    out[put] = '\0';
    return out;
}
