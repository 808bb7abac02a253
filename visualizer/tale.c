/* SPDX-License-Identifier: MIT */
/* The story: both sides, and how they compare. */
#include "tale.h"

#include <stdio.h>

#include "score.h"
#include "tale_inside.h"
#include "text_inside.h"
#include "words.h"

static void compare(struct text *text)
{
    char words[500], slow[WORDS_DURATION], fast[WORDS_DURATION], faster[SCORE_WORDS];
    const struct side *sides = text->sides;

    words_moment(slow, text->scores[0].elapsed);
    words_moment(fast, text->scores[1].elapsed);
    score_faster(faster, &text->scores[0], &text->scores[1], text->page.ascii);
    page_end(&text->page);
    snprintf(words, sizeof words, "%s took %s, %s took %s%s%s.",
             sides[0].label ? sides[0].label : "The first run", slow,
             sides[1].label ? sides[1].label : "the second run", fast,
             *faster ? ": " : "", faster);
    page_paragraph(&text->page, words);
    char first[SCORE_WORDS], second[SCORE_WORDS];
    snprintf(words, sizeof words, "The thread was %s in the first, %s in the second.",
             score_free(first, &text->scores[0]), score_free(second, &text->scores[1]));
    page_paragraph(&text->page, words);
}

void tale_render(FILE *out, const struct side *sides, const struct recording *logs, int n,
                 const struct text_options *options)
{
    struct text text = {.sides = sides, .n = n < 2 ? n : 2};

    page_init(&text.page, out, options->width, options->ascii, options->color);
    for (int i = 0; i < text.n; i++) {
        text.scores[i] = score_of(sides[i].model, LOG_NEVER);
        if (i > 0)
            page_end(&text.page);
        if (sides[i].label) {
            page_style(&text.page, PAGE_STRONG);
            page_paragraph(&text.page, sides[i].label);
            page_style(&text.page, PAGE_PLAIN);
        }
        tale_tell(&text.page, &sides[i], &logs[i]);
    }
    if (text.n > 1 && sides[0].model->ended && sides[1].model->ended)
        compare(&text);
    for (int i = 0; i < text.n; i++)
        text_troubles(&text, i);
}
