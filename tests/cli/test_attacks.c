/* SPDX-License-Identifier: MIT */
/* Submissions that cheat, break things or never end: each gets a fair row, and nothing
 * outside of its sandbox is touched.  One class of all of them, judged once. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run.h"

#define GRADE GRADER_DIR "/interleave-grade"
#define TINY EXERCISE_DIR "/tiny"
#define ATTACKS EXERCISE_DIR "/attacks"

static const char UNTOUCHED[] = "10,10,\"full\",\"\"";
static const char NOTHING[] = "0,10,\"partial\",\"\"";

/* What stands behind the name in the class's table, and words of its feedback file. */
static const struct attack {
    const char *name, *row, *words;
} attacks[] = {
    { "exit-early.c", "0,10,\"flagged\",\"the log has no end", "in the middle of its run" },
    { "exit-in-constructor.c", "0,10,\"flagged\",\"it has a section .init_array", "" },
    { "prints-passed.c", NOTHING, "0 times: call" },
    { "garbage-in-ring.c", "0,10,\"flagged\",\"", "" },
    { "claims-too-much.c", "0,10,\"flagged\",\"the program wrote over its own log", "" },
    { "forged-records.c", "0,10,\"flagged\",\"the log was not closed", "not hold together" },
    { "shrinks-ring.c", UNTOUCHED, "" },
    { "redefines-runtime.c", "0,10,\"flagged\",\"it defines async_sleep_at", "" },
    { "redefines-libc.c", UNTOUCHED, "" },
    { "own-main.c", "0,10,\"flagged\",\"it defines main()", "" },
    { "calls-inside.c", "0,10,\"not compiled\",\"logger_close is used but", "" },
    { "includes-checks.c", "0,10,\"not compiled\",\"line 3: a header that", "" },
    { "incbin-passwd.c", "0,10,\"not compiled\",\"a file that it names", "" },
    { "fork-bomb.c", UNTOUCHED, "" },
    { "memory-bomb.c", UNTOUCHED, "" },
    { "many-threads.c", UNTOUCHED, "" },
    { "memory-of-files.c", UNTOUCHED, "" },
    { "shared-memory.c", UNTOUCHED, "" },
    { "sets-limits.c", UNTOUCHED, "" },
    { "output-bomb.c", NOTHING, "it printed without end" },
    { "stderr-bomb.c", NOTHING, "" },
    { "endless-loop.c", "5,10,\"partial\",\"\",1,2,1,1,0", "time" },
    { "endless-yield.c", NOTHING, "" },
    { "sleeps-for-real.c", NOTHING, "it did not end within its time limit" },
    { "closes-all.c", "0,10,\"flagged\",\"what came out is not", "" },
    { "kills-parent.c", UNTOUCHED, "" },
    { "network.c", UNTOUCHED, "" },
    { "runs-programs.c", UNTOUCHED, "" },
    { "never-compiles.c", "0,10,\"not compiled\",\"line 3: files include", "" },
    { "macro-bomb.c", "0,10,\"not compiled\",\"the compiler did not come", "" },
    { "huge-object.c", "0,10,\"not compiled\",\"the compiler did not come", "" },
    { "not-c.c", "0,10,\"not compiled\",\"line 7: a semicolon", "expected ';'" },
    { "no-solution.c", "0,10,\"incomplete\",\"the function solution()", "" },
    { "indirect-function.c", "0,10,\"flagged\",\"it has a section with an indirect", "" },
    { "another-name.c", "0,10,\"flagged\",\"it defines async_sleep_at", "" },
    { "includes-device.c", "0,10,\"not compiled\",\"the compiler did not come", "" },
    { "long-error.c", "0,10,\"not compiled\",\"line 3: ", "=cmd ...\n" },
    { "keeps-state.c", UNTOUCHED, "" },
    { "reads-system.c", UNTOUCHED, "" },
    { "raises-limits.c", UNTOUCHED, "" },
    { "deaf-loop.c", NOTHING, "yours is where the program ends" },
    { "stops-itself.c", NOTHING, "it did not end within its time limit" },
    { "leaves-at-exit.c", "0,10,\"flagged\",\"the log was not closed", "" },
    { "thread-outlives.c", "0,10,\"flagged\",\"what came out is not", "" },
    { "swaps-output.c", "0,10,\"flagged\",\"what came out is not", "" },
    { "controls-terminal.c", NOTHING, "" },
    { "many-tasks.c", NOTHING, "it went on without end (200,000 events)" },
    { "crashes.c", NOTHING, "crashed by SIGSEGV (a bad memory access) in main" },
    /* written by write_others() */
    { "reads-outside.c", UNTOUCHED, "" },
    { "writes-outside.c", UNTOUCHED, "" },
    { "link.c", "0,10,\"not readable\",\"link.c is a symbolic link", "" },
    { "binary.c", "0,10,\"not readable\",\"binary.c is not a text", "" },
    { "huge.c", "0,10,\"not readable\",\"huge.c is larger than 1 MiB", "" },
    { "pipe.c", "0,10,\"not readable\",\"pipe.c is not a file", "" },
    { "empty.c", "0,10,\"incomplete\",\"the function solution()", "" },
    { "=formula.c", UNTOUCHED, "" },
};
enum { COUNT = sizeof attacks / sizeof *attacks };

static char folder[64], class[80], output[80], table[80], secret[80], touched[80];

static FILE *create(const char *name)
{
    char path[200];

    snprintf(path, sizeof path, "%s/%s", class, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    return file;
}

/* Those that need paths of this test, or are no C at all. */
static void write_others(void)
{
    char path[200];
    FILE *file = fopen(secret, "w");

    fputs("secret", file);
    fclose(file);
    file = create("reads-outside.c");
    fprintf(file, "#include \"good.h\"\nvoid *solution(void *arg)\n{\n"
            "    if (fopen(\"%s\", \"r\") || fopen(\"" TINY "/checks.c\", \"r\"))\n"
            "        return async_fail(EPERM, \"seen\");\n"
            "    return good_solution();\n}\n", secret);
    fclose(file);
    file = create("writes-outside.c");
    fprintf(file, "#include \"good.h\"\nvoid *solution(void *arg)\n{\n"
            "    if (fopen(\"%s\", \"w\") || fopen(\"/usr/lib/x\", \"w\") || !fopen(\"x\", \"w\"))\n"
            "        return async_fail(EPERM, \"written\");\n"
            "    return good_solution();\n}\n", touched);
    fclose(file);
    file = create("binary.c");
    fwrite("int x;\0int y;", 1, 13, file);
    fclose(file);
    file = create("huge.c");
    for (int i = 0; i < (1 << 20) / 8 + 1; i++)
        fputs("int abc;", file);
    fclose(file);
    fclose(create("empty.c"));
    file = create("=formula.c");
    fputs("#include \"good.h\"\nvoid *solution(void *arg)\n{\n"
          "    return good_solution();\n}\n", file);
    fclose(file);
    snprintf(path, sizeof path, "%s/link.c", class);
    ck_assert_int_eq(symlink(TINY "/solution.c", path), 0);
    snprintf(path, sizeof path, "%s/pipe.c", class);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
}

/* They lie under another name, where no compiler but the grader's comes upon them. */
static void copy_attacks(void)
{
    char command[400];

    snprintf(command, sizeof command, "for f in " ATTACKS "/*.attack; do "
             "b=${f##*/}; cp \"$f\" %s/\"${b%%.attack}.c\" || exit 1; done", class);
    ck_assert_int_eq(system(command), 0);
}

START_TEST(a_class_of_attackers_is_judged_to_its_end)
{
    struct run_result result;
    const char *argv[] = { "interleave-grade", "--sandbox", "required", "--csv", table, "-j",
                           "4", "-o", output, TINY, class, NULL };

    ck_assert_int_eq(mkdir(class, 0700), 0);
    write_others();
    copy_attacks();
    run_program(&(struct run_options){ .path = GRADE, .argv = argv }, &result);
    ck_assert_str_eq(result.err, "");
    ck_assert_int_eq(result.status, 1);
    run_result_done(&result);
}
END_TEST

/* The whole file; too large a one is cut. */
static void read_file(const char *path, char *text, size_t size)
{
    FILE *file = fopen(path, "r");

    ck_assert_msg(file != NULL, "%s is not there", path);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

START_TEST(each_has_one_row)
{
    char rows[65536];
    int lines = 0;

    read_file(table, rows, sizeof rows);
    for (const char *at = rows; (at = strstr(at, "\r\n")); at++)
        lines++;
    ck_assert_int_eq(lines, COUNT + 1);
}
END_TEST

START_TEST(an_attack_gets_a_fair_row)
{
    const struct attack *attack = &attacks[_i];
    char start[120], path[200], text[65536];

    snprintf(start, sizeof start, "\n\"%s%s\",", attack->name[0] == '=' ? "'" : "",
             attack->name);
    read_file(table, text, sizeof text);
    const char *row = strstr(text, start);
    ck_assert_msg(row != NULL, "no row %s in:\n%s", start, text);
    row += strlen(start);
    ck_assert_msg(strncmp(row, attack->row, strlen(attack->row)) == 0, "%s: %.200s",
                  attack->name, row);
    snprintf(path, sizeof path, "%s/%s.txt", output, attack->name);
    read_file(path, text, sizeof text);
    ck_assert_msg(strstr(text, attack->words) != NULL, "%s", text);
}
END_TEST

/* Nobody's terminal obeys a learner, and nobody reads a thousand lines. */
START_TEST(feedback_is_short_and_plain)
{
    char path[200], text[65536];
    int lines = 0;

    snprintf(path, sizeof path, "%s/%s.txt", output, attacks[_i].name);
    read_file(path, text, sizeof text);
    for (const unsigned char *at = (unsigned char *)text; *at; at++) {
        ck_assert_msg(*at >= ' ' || *at == '\n', "%s: byte %u", path, *at);
        lines += *at == '\n';
    }
    ck_assert_msg(lines < 120, "%s has %d lines", path, lines);
}
END_TEST

START_TEST(nothing_outside_was_touched)
{
    ck_assert_int_ne(access(touched, F_OK), 0);
    ck_assert_int_ne(access("/usr/lib/x", F_OK), 0);
}
END_TEST

/* The same way as the grader finds out. */
static bool has_walls(void)
{
    return system("bwrap --unshare-all --ro-bind / / true >/dev/null 2>&1") == 0;
}

static bool make_folder(void)
{
    strcpy(folder, "/tmp/interleave-test-XXXXXX");
    if (!mkdtemp(folder))
        return false;
    snprintf(class, sizeof class, "%s/class", folder);
    snprintf(output, sizeof output, "%s/out", folder);
    snprintf(table, sizeof table, "%s/table.csv", folder);
    snprintf(secret, sizeof secret, "%s/secret", folder);
    snprintf(touched, sizeof touched, "%s/touched", folder);
    return true;
}

static bool remove_folder(void)
{
    char command[120];

    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) == 0;
}

int main(void)
{
    Suite *suite = suite_create("attacks");
    TCase *tcase = tcase_create("attacks");

    if (!has_walls()) {
        printf("left out: attacks: bubblewrap is not installed or does not work here\n");
        return 0;
    }
    if (!make_folder())
        return 1;
    tcase_set_timeout(tcase, RUN_LONGEST);
    tcase_add_test(tcase, a_class_of_attackers_is_judged_to_its_end);
    tcase_add_test(tcase, each_has_one_row);
    tcase_add_loop_test(tcase, an_attack_gets_a_fair_row, 0, COUNT);
    tcase_add_loop_test(tcase, feedback_is_short_and_plain, 0, COUNT);
    tcase_add_test(tcase, nothing_outside_was_touched);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return !remove_folder() || failed != 0;
}
