/* SPDX-License-Identifier: MIT */
/* What is said while somebody practises. */
#include "practice.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"

static const char KEYS[] = "t task   h hint   l list   r reset   q quit";
static const char KEYS_AFTER[] = "n next   s solution   t task   l list   r reset   q quit";
static const char BACK[] = "Enter back   ";

/* The keys that help here, over what else there is to say. */
static void show(struct practice *practice, bool keep, bool back, const char *word)
{
    struct pager *pager = &practice->pager;
    const char *keys = practice->passed ? KEYS_AFTER : KEYS;
    char *all = format_text("%s%s", back && pager->terminal ? BACK : "", keys);
    char *note = word ? copy_text(word)
                      : format_text("Watching %s: every save is judged", practice->file);

    pager_show(pager, keep, all, note);
    free(note);
    free(all);
}

static void put_file(struct practice *practice, const char *file)
{
    char *text = exercise_text(&practice->exercise, file);

    if (text)
        feedback_prose(practice->pager.out, text, practice->pager.color);
    free(text);
}

void practice_show_verdict(struct practice *practice, bool keep, const char *word)
{
    FILE *out = practice->pager.out;

    if (practice->judged)
        feedback_write(out, &practice->exercise, &practice->verdict,
                       practice->pager.terminal ? FEEDBACK_LANES_FIRST
                                                : FEEDBACK_MARKS_FIRST, practice->pager.color);
    else
        fprintf(out, "%s\n", practice->error);
    if (practice->passed) {
        fprintf(out, "\n%sPassed.%s\n\n", practice->pager.color ? "\033[1;32m" : "",
                practice->pager.color ? "\033[0m" : "");
        put_file(practice, "explanation.md");
    }
    show(practice, keep, false, word);
}

void practice_show_task(struct practice *practice)
{
    put_file(practice, "README.md");
    show(practice, false, true, NULL);
}

void practice_show_hints(struct practice *practice)
{
    FILE *out = practice->pager.out;
    int count = hint_count(&practice->exercise);

    for (int i = 1; i <= practice->hints; i++) {
        char *hint = hint_text(&practice->exercise, i);
        if (hint) {
            fprintf(out, "%s%sHint %d of %d:%s\n",
                    i == 1 && practice->pager.terminal ? "" : "\n",
                    practice->pager.color ? "\033[1m" : "", i, count,
                    practice->pager.color ? "\033[0m" : "");
            feedback_prose(out, hint, practice->pager.color);
        }
        free(hint);
    }
    if (practice->hints < count)
        fprintf(out, "\nh shows the next one.\n");
    practice->pager.top = INT_MAX;      /* the newest is the last */
    show(practice, true, true, count ? NULL : "This exercise has no hints");
}

void practice_show_solution(struct practice *practice)
{
    char *text = exercise_text(&practice->exercise, "solution.c");

    fprintf(practice->pager.out, "%sOur solution:\n\n%s",
            practice->pager.terminal ? "" : "\n", text ? text : "");
    free(text);
    show(practice, false, true, NULL);
}

static char *title_of(const char *folder)
{
    struct exercise exercise;
    char error[ERROR];

    if (!exercise_load(&exercise, folder, error))
        return copy_text("");
    char *title = copy_text(exercise.title);
    exercise_done(&exercise);
    return title;
}

void practice_list(FILE *out, const struct progress *progress, const char *current)
{
    static char folders[EXERCISES][PATH_ROOM];
    int n = exercise_list(folders, EXERCISES), done = 0;

    for (int i = 0; i < n; i++) {
        const char *name = strrchr(folders[i], '/') + 1;
        bool passed = progress_passed(progress, name);
        char *title = title_of(folders[i]);
        done += passed;
        fprintf(out, "%s %s  %-28s  %s\n", current && strcmp(current, name) == 0 ? ">" : " ",
                passed ? "done" : "    ", name, title);
        free(title);
    }
    fprintf(out, "%d of %d done\n", done, n);
}

void practice_show_list(struct practice *practice)
{
    practice_list(practice->pager.out, &practice->progress, practice->exercise.name);
    show(practice, false, true, NULL);
}
