/* SPDX-License-Identifier: MIT */
/* The compiler's first error, in words for people who learn. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler.h"

/* What stands in the compiler's quotes goes where %s is. */
static const struct {
    const char *theirs, *ours;
} known[] = {
    { "expected ',' or ';'", "a semicolon is missing, most often at the end of the line "
                             "before" },
    { "expected '=', ',', ';',",
      "a semicolon is missing before this place, or a type is misspelt" },
    { "#error", "the file itself says #error" },
    { "expected ';'", "a semicolon is missing, most often at the end of the line before" },
    { "expected declaration or statement at end of input",
      "the file ends inside of a function: a closing brace } is missing" },
    { "undeclared (first use", "the name %s is not known here: is it misspelt, or declared "
                               "further down?" },
    { "undeclared here", "the name %s is not known here: is it misspelt?" },
    { "implicit declaration of function", "there is no function %s: is it misspelt, or is "
                                          "its header missing?" },
    { "too few arguments to function", "%s is called with too few arguments" },
    { "too many arguments to function", "%s is called with too many arguments" },
    { "makes pointer from integer", "a number stands where an address is wanted" },
    { "makes integer from pointer", "an address stands where a number is wanted" },
    { "incompatible type", "the argument or value has another type than is wanted" },
    { "incompatible types", "the two sides have types that do not fit together" },
    { "unknown type name", "there is no type %s: is it misspelt, or a `struct` missing?" },
    { "has no member named", "the struct has no such member" },
    { "conflicting types for", "%s is declared twice, in two ways" },
    { "redefinition of", "%s is defined twice" },
    { "undefined reference to", "%s is used but defined nowhere" },
    { "multiple definition of", "%s is defined twice: here and in what it is linked with" },
    { "void value not ignored", "that function gives no value to use" },
    { "lvalue required", "only a variable can stand left of =" },
    { "missing terminating", "a quotation mark is missing" },
    { "No such file or directory", "a header that it includes is not there, or may not be "
                                   "used here" },
    { "#include nested", "files include each other without end" },
    { "file not found", "a file that it names is not there, or may not be used here" },
    { "expected expression", "something is missing or too many before this place" },
    { "expected ')'", "a closing parenthesis ) is missing" },
    { "expected '}'", "a closing brace } is missing" },
    { "expected identifier or '('", "a statement stands outside of any function: is there a "
                                    "brace } too many?" },
    { "storage size of", "the type of %s is not known: is its struct misspelt?" },
};

/* The first line that tells of an error. */
static const char *first_error(const char *said)
{
    const char *at = strstr(said, "rror: ");   /* the assembler says "Error: " */
    const char *linker = strstr(said, "undefined reference");

    if (!linker)
        linker = strstr(said, "multiple definition");
    if (!at || (linker && linker < at))
        at = linker;
    while (at && at > said && at[-1] != '\n')
        at--;
    return at;
}

static void quoted(const char *line, size_t length, char out[60])
{
    const char *begin = NULL;

    snprintf(out, 60, "it");
    for (const char *at = line; at < line + length; at++) {
        if (begin && *at == '\'') {
            snprintf(out, 60, "%.*s", (int)(at - begin), begin);
            return;
        }
        if (!begin && (*at == '\'' || *at == '`'))
            begin = at + 1;
    }
}

static const char *explain(const char *line, size_t length)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *at = strstr(line, known[i].theirs);
        if (at && at < line + length)
            return known[i].ours;
    }
    return NULL;
}

static int line_number(const char *line, size_t length, const char *name)
{
    const char *at = strstr(line, name);

    if (!at || at >= line + length || at[strlen(name)] != ':')
        return 0;
    return atoi(at + strlen(name) + 1);
}

bool compiler_names_line(const char *said, const char *name)
{
    size_t n = strlen(name);

    for (; (said = strstr(said, name)); said += n)
        if (said[n] == ':' && isdigit((unsigned char)said[n + 1]))
            return true;
    return false;
}

char *compiler_words(const char *said, const char *name)
{
    const char *line = first_error(said);
    char what[60], words[400];

    if (!line)
        return format_text("it does not compile");
    size_t length = strcspn(line, "\n");
    const char *ours = explain(line, length), *hole = ours ? strstr(ours, "%s") : NULL;
    quoted(line, length, what);
    if (hole)
        snprintf(words, sizeof words, "%.*s%s%s", (int)(hole - ours), ours, what, hole + 2);
    else
        snprintf(words, sizeof words, "%s", ours ? ours : "the compiler does not understand "
                                                          "this place");
    int number = line_number(line, length, name);
    if (number > 0)
        return format_text("line %d: %s", number, words);
    return format_text("%s", words);
}
