/* SPDX-License-Identifier: MIT */
/* Page through a text. */
#define _DEFAULT_SOURCE
#include "pager.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { FOOT = 3, NARROW = 80 };

/* ---- The terminal itself ------------------------------------------------------------------- */

static const char TAKE[] = "\033[?1049h\033[?7l\033[?25l";      /* its other page, no wrapping */
static const char GIVE[] = "\033[?25h\033[?7h\033[?1049l";

static struct termios before;
static volatile sig_atomic_t taken;

static void say(const char *text, size_t size)
{
    if (write(STDOUT_FILENO, text, size) < 0)
        taken = 0;                      /* it is not there any more */
}

/* May be called in a signal's handler. */
static void give_back(void)
{
    if (!taken)
        return;
    taken = 0;
    say(GIVE, sizeof GIVE - 1);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

static void on_crash(int signal)
{
    give_back();
    raise(signal);                      /* the handler is gone: it ends now */
}

static void heed_crashes(void)
{
    static const int crashes[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL };
    struct sigaction action = { .sa_handler = on_crash,
                                .sa_flags = SA_RESETHAND | SA_NODEFER };

    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        sigaction(crashes[i], &action, NULL);
}

static bool take_terminal(void)
{
    struct termios single;

    if (tcgetattr(STDIN_FILENO, &before) < 0)
        return false;
    single = before;
    single.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    single.c_cc[VMIN] = 1;
    single.c_cc[VTIME] = 0;
    if (tcsetattr(STDIN_FILENO, TCSANOW, &single) < 0)
        return false;
    taken = 1;
    say(TAKE, sizeof TAKE - 1);
    return true;
}

static bool can_draw(void)
{
    const char *term = getenv("TERM");

    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term && *term &&
           strcmp(term, "dumb") != 0;
}

static void next_text(struct pager *pager)
{
    pager->out = pager->terminal ? open_memstream(&pager->written, &pager->written_size)
                                 : stdout;
    if (!pager->out)
        abort();
}

void pager_open(struct pager *pager)
{
    const char *refused = getenv("NO_COLOR");

    *pager = (struct pager){ .terminal = can_draw() };
    if (pager->terminal) {
        heed_crashes();
        atexit(give_back);
        setvbuf(stderr, NULL, _IOFBF, BUFSIZ);      /* it is for when the page is gone */
        pager->terminal = take_terminal();
    }
    pager->color = pager->terminal && !(refused && *refused);
    next_text(pager);
}

void pager_close(struct pager *pager)
{
    give_back();
    fflush(stderr);
    if (pager->terminal) {
        fclose(pager->out);
        free(pager->written);
    }
    free(pager->text);
    *pager = (struct pager){ .out = stdout };
}

/* ---- Drawing --------------------------------------------------------------------------------- */

static struct winsize window(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0 || size.ws_col == 0)
        size = (struct winsize){ .ws_row = 24, .ws_col = 80 };
    return size;
}

/* Lines of the text that fit. */
static int room(void)
{
    int rows = window().ws_row - FOOT;

    return rows > 1 ? rows : 1;
}

static void keep_inside(struct pager *pager)
{
    int last = pager->lines - room();

    if (pager->top > last)
        pager->top = last;
    if (pager->top < 0)
        pager->top = 0;
}

static const char *line_at(const char *text, int n)
{
    for (; n > 0 && *text; n--) {
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    return text;
}

static void put_text(const struct pager *pager, FILE *out)
{
    const char *line = line_at(pager->text, pager->top);

    for (int i = room(); i > 0; i--) {
        size_t n = strcspn(line, "\n");
        fprintf(out, "\033[K%.*s\033[0m\n", (int)n, line);
        line += n + (line[n] == '\n');
    }
}

/* The rule between the text and the foot says what is out of sight. */
static void put_rule(const struct pager *pager, FILE *out)
{
    int columns = window().ws_col, below = pager->lines - pager->top - room();
    char words[80] = "";

    if (below > 0)
        snprintf(words, sizeof words, " %d more line%s: space%s ", below, below == 1 ? "" : "s",
                 pager->top > 0 ? ", b back" : "");
    else if (pager->top > 0)
        snprintf(words, sizeof words, " the end: b back ");
    if (columns < NARROW)
        snprintf(words + strlen(words), sizeof words - strlen(words),
                 "%s %d columns are needed ", *words ? "──" : "", NARROW);
    fprintf(out, "\033[K%s──%s", pager->color ? "\033[2m" : "", words);
    for (int i = 2 + (int)strlen(words); i < NARROW; i++)
        fputs("─", out);
    fprintf(out, "\033[0m\n");
}

/* Each key in bold: it stands behind three blanks, and one follows it. */
static void put_keys(const struct pager *pager, FILE *out)
{
    int blanks = 3;

    fprintf(out, "\033[K");
    for (const char *at = pager->keys; *at; at++) {
        if (blanks == 3 && *at != ' ' && pager->color)
            fprintf(out, "\033[1m%.*s\033[0m", (int)strcspn(at, " "), at);
        else if (blanks == 3 && *at != ' ')
            fprintf(out, "%.*s", (int)strcspn(at, " "), at);
        else
            fputc(*at, out);
        if (blanks == 3 && *at != ' ')
            at += strcspn(at, " ") - 1;
        blanks = *at == ' ' ? blanks + 1 : 0;
    }
    fprintf(out, "\n");
}

void pager_draw(struct pager *pager, const char *busy)
{
    char *screen = NULL;
    size_t size;
    FILE *out;

    if (!pager->terminal || !pager->text || !(out = open_memstream(&screen, &size)))
        return;
    keep_inside(pager);
    fprintf(out, "\033[H");
    put_text(pager, out);
    put_rule(pager, out);
    put_keys(pager, out);
    fprintf(out, "\033[J%s", busy ? busy : pager->note);
    fclose(out);
    say(screen, size);
    free(screen);
}

static int count_lines(const char *text)
{
    int n = 0;

    for (; *text; n++)
        text = line_at(text, 1);
    return n;
}

void pager_show(struct pager *pager, bool keep, const char *keys, const char *note)
{
    snprintf(pager->keys, sizeof pager->keys, "%s", keys);
    snprintf(pager->note, sizeof pager->note, "%s", note);
    if (!pager->terminal) {
        printf("\n%s  (then Enter)\n%s\n", keys, note);
        fflush(stdout);
        return;
    }
    fclose(pager->out);
    free(pager->text);
    pager->text = pager->written;
    pager->written = NULL;
    pager->lines = count_lines(pager->text);
    pager->top = keep ? pager->top : 0;
    pager_draw(pager, NULL);
    next_text(pager);
}

bool pager_scroll(struct pager *pager, int key)
{
    int page = room() > 2 ? room() - 1 : 1;
    int by = key == ' ' ? page : key == 'b' ? -page : key == PAGER_UP ? -1 :
             key == PAGER_DOWN ? 1 : 0;

    if (by == 0)
        return false;
    pager->top += by;
    pager_draw(pager, NULL);
    return true;
}

void pager_rest(struct pager *pager)
{
    if (pager->terminal)
        give_back();
}

void pager_resume(struct pager *pager)
{
    if (pager->terminal && take_terminal())
        pager_draw(pager, NULL);
}

/* ---- Keys -------------------------------------------------------------------------------------- */

/* Is there more, at once?  What a terminal sends for one key comes in one piece. */
static bool more(void)
{
    struct pollfd wait = { .fd = STDIN_FILENO, .events = POLLIN };

    return poll(&wait, 1, 0) > 0;
}

static int get(void)
{
    unsigned char byte;

    return read(STDIN_FILENO, &byte, 1) == 1 ? byte : PAGER_GONE;
}

/* Behind an escape: arrows and pages; others are none of ours. */
static int sequence(void)
{
    int key = more() ? get() : PAGER_NONE;

    if (key != '[' && key != 'O')
        return PAGER_NONE;
    for (key = '0'; more() && (key < '@' || key > '~'); )
        if ((key = get()) == '5' || key == '6') {
            int page = key == '5' ? 'b' : ' ';
            return more() && get() == '~' ? page : PAGER_NONE;
        }
    return key == 'A' ? PAGER_UP : key == 'B' ? PAGER_DOWN : PAGER_NONE;
}

int pager_key(struct pager *pager)
{
    if (!more())
        return PAGER_NONE;
    int key = get();

    return key == '\033' ? sequence() : key;
}
