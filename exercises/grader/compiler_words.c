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
    { "stray '\\", "a character that is no C, most often a quotation mark or a blank copied "
                  "from a page: type it anew" },
    { "invalid operands to", "the values on both sides of the operator do not go together" },
    { "invalid type argument of unary '*'", "* stands before something that is no pointer" },
    { "invalid type argument of '->'", "-> stands behind something that is no pointer to a "
                                       "struct: is it a struct itself, with a dot?" },
    { "in something not a structure", "what stands before the dot or -> is no struct here: is "
                                      "it a void * or a pointer?" },
    { "subscripted value is neither", "[ ] stands behind something that is no array" },
    { "is not a function", "%s is called, but it is no function" },
    { "'else' without a previous", "an else without its if: is there a semicolon or a brace "
                                   "too many before it?" },
    { "not within", "a break, continue or case stands outside of its loop or switch: is there "
                    "a brace } too many?" },
    { "invalid initializer", "it cannot begin with that value" },
    { "read-only", "%s is const: it cannot be changed" },
    { "expected 'while'", "a do { } needs its while (...); behind the brace" },
    { "unterminated comment", "a comment has no end: */ is missing" },
    { "used but not defined", "%s is used but stands nowhere" },
    { "duplicate case value", "two cases of a switch have the same value" },
    { "array size missing", "the array needs a size" },
    { "invalid suffix", "a name cannot begin with a digit, nor a number end in letters" },
    { "in octal constant", "a number that begins with 0 is octal, without 8 and 9: leave the 0 "
                           "out" },
    { "redeclared as different kind", "%s is something else already: choose another name" },
    { "redeclaration of", "%s is declared twice in the same braces" },
    { "follows non-static declaration", "%s is declared without static before: it has to be "
                                        "the same in both places" },
    { "incompatible pointer type", "the address is of another type than is wanted" },
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

static bool has(const char *line, size_t length, const char *words)
{
    const char *at = strstr(line, words);

    return at && at < line + length;
}

static const char *explain(const char *line, size_t length)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (has(line, length, known[i].theirs))
            return known[i].ours;
    return NULL;
}

static int line_number(const char *line, size_t length, const char *name)
{
    const char *at = strstr(line, name);

    if (!at || at >= line + length || at[strlen(name)] != ':')
        return 0;
    return atoi(at + strlen(name) + 1);
}

/* A folder's name says nothing to a learner: "/include/async.h:3:" becomes "async.h:3:". */
char *compiler_tidy(const char *said)
{
    char *text = copy_text(said), *to = text;
    bool begins = true;                 /* of a line, or behind "from " */

    for (const char *from = text; *from; from++) {
        size_t path = begins && *from == '/' ? strcspn(from, ": \n") : 0;
        while (path > 0 && from[path - 1] != '/')
            path--;
        from += path;
        *to++ = *from;
        begins = *from == '\n' || (to - text >= 5 && strncmp(to - 5, "from ", 5) == 0);
    }
    *to = '\0';
    return text;
}

bool compiler_names_line(const char *said, const char *name)
{
    size_t n = strlen(name);

    for (; (said = strstr(said, name)); said += n)
        if (said[n] == ':' && isdigit((unsigned char)said[n + 1]))
            return true;
    return false;
}

/* An error within a macro of ours: behind it stands "NAME:6:5: note: in expansion of macro
 * 'async_gather'", which is what was written.  NULL: there is none. */
static char *macro_words(const char *line, const char *name)
{
    char what[60];

    do {
        size_t length = strcspn(line, "\n");
        int number = line_number(line, length, name);
        if (number > 0 && has(line, length, "in expansion of macro")) {
            quoted(line, length, what);
            return format_text("line %d: %s is called with too few arguments, too many, or one "
                               "of a wrong type", number, what);
        }
        line += length + (line[length] == '\n');
    } while (*line && !has(line, strcspn(line, "\n"), "rror: "));
    return NULL;
}

char *compiler_words(const char *said, const char *name)
{
    const char *line = first_error(said);
    char what[60], words[400];

    if (!line)
        return format_text("it does not compile");
    size_t length = strcspn(line, "\n");
    int number = line_number(line, length, name);
    char *of_macro = number == 0 ? macro_words(line, name) : NULL;
    if (of_macro)
        return of_macro;
    const char *ours = explain(line, length), *hole = ours ? strstr(ours, "%s") : NULL;
    quoted(line, length, what);
    if (hole)
        snprintf(words, sizeof words, "%.*s%s%s", (int)(hole - ours), ours, what, hole + 2);
    else
        snprintf(words, sizeof words, "%s", ours ? ours : "the compiler does not understand "
                                                          "this place");
    if (number > 0)
        return format_text("line %d: %s", number, words);
    return format_text("%s", words);
}
