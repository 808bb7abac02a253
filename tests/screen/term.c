/* SPDX-License-Identifier: MIT */
/* The test's side of the terminal: what is shown, typed and waited for. */
#define _GNU_SOURCE
#include "term.h"

#include <check.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "fake_lesson.h"
#include "golden.h"
#include "shell.h"

enum { LIMIT = 30, MOST = 300 * 120 };      /* seconds; cells */

struct term {
    struct shell shell;
    struct termios before;
    VTerm *vterm;
    VTermScreen *screen;
    int rows, columns;
    bool other_screen, cursor, cursor_keys, mouse;  /* as the program last asked for */
    char recent[8];                 /* the last bytes that it wrote */
    bool hung_up;
    char text[MOST * 6], row[4096];
};

/* ---- What the program asks of its terminal ------------------------------- */

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct term *term = user;

    if (property == VTERM_PROP_ALTSCREEN)
        term->other_screen = value->boolean;
    return 1;
}

/* libvterm does not tell of the cursor keys' mode, nor of the mouse's where it stands
 * behind another in one sequence, and takes whether the cursor is seen for part of what
 * \033 7 saves: look for them. */
static void watch_modes(struct term *term, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        memmove(term->recent, term->recent + 1, sizeof term->recent - 1);
        term->recent[sizeof term->recent - 1] = bytes[i];
        if (memcmp(term->recent + 3, "\033[?1h", 5) == 0)
            term->cursor_keys = true;
        if (memcmp(term->recent + 3, "\033[?1l", 5) == 0)
            term->cursor_keys = false;
        if (memcmp(term->recent + 2, "\033[?25h", 6) == 0)
            term->cursor = true;
        if (memcmp(term->recent + 2, "\033[?25l", 6) == 0)
            term->cursor = false;
        if (memcmp(term->recent + 3, "1000h", 5) == 0)
            term->mouse = true;
        if (memcmp(term->recent + 3, "1000l", 5) == 0)
            term->mouse = false;
    }
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void open_vterm(struct term *term)
{
    term->vterm = vterm_new(term->rows, term->columns);
    vterm_set_utf8(term->vterm, 1);
    term->screen = vterm_obtain_screen(term->vterm);
    vterm_screen_set_callbacks(term->screen, &callbacks, term);
    vterm_screen_enable_altscreen(term->screen, 1);
    vterm_screen_reset(term->screen, 1);
    term->cursor = true;
}

/* ---- Starting and ending ------------------------------------------------- */

struct term *term_start(const struct term_options *options)
{
    struct term *term = calloc(1, sizeof *term);

    ck_assert_ptr_nonnull(term);
    term->rows = options->rows ? options->rows : 30;
    term->columns = options->columns ? options->columns : 100;
    open_vterm(term);
    shell_start(&term->shell, options, term->rows, term->columns);
    tcgetattr(term->shell.terminal, &term->before);
    shell_go(&term->shell);
    return term;
}

struct term *term_lesson(int rows, int columns, const char *lesson, ...)
{
    const char *argv[32];
    char path[4096];
    va_list list;
    int n = 1;

    snprintf(path, sizeof path, "%s/%s", LESSON_DIR, lesson);
    argv[0] = path;
    va_start(list, lesson);
    while ((argv[n] = va_arg(list, const char *)) != NULL)
        ck_assert_int_lt(++n, 32);
    va_end(list);
    return term_start(&(struct term_options){.argv = argv, .rows = rows,
                                             .columns = columns});
}

struct term *term_fake_lesson(const char *demo, const char *const *set)
{
    const char *argv[] = {"lesson", "--live", "--demo", demo, NULL};
    const char *all[16] = {"FAKE_LESSON=1"};

    for (int i = 0; set && set[i]; i++)
        all[i + 1] = set[i];
    return term_start(&(struct term_options){.path = fake_lesson_path(), .argv = argv,
                                             .set = all});
}

void term_free(struct term *term)
{
    shell_end(&term->shell);
    vterm_free(term->vterm);
    free(term);
}

pid_t term_pid(const struct term *term)
{
    return term->shell.program;
}

void term_type(struct term *term, const char *keys)
{
    ck_assert_int_eq(write(term->shell.terminal, keys, strlen(keys)), (int)strlen(keys));
}

void term_resize(struct term *term, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    term->rows = rows;
    term->columns = columns;
    vterm_set_size(term->vterm, rows, columns);
    ioctl(term->shell.terminal, TIOCSWINSZ, &size);
}

/* ---- Reading the screen -------------------------------------------------- */

static char *add_glyph(char *to, uint32_t glyph)
{
    if (glyph < 0x80) {
        *to++ = (char)(glyph ? glyph : ' ');
    } else if (glyph < 0x800) {
        *to++ = (char)(0xc0 | glyph >> 6);
        *to++ = (char)(0x80 | (glyph & 0x3f));
    } else {
        *to++ = (char)(0xe0 | glyph >> 12);
        *to++ = (char)(0x80 | (glyph >> 6 & 0x3f));
        *to++ = (char)(0x80 | (glyph & 0x3f));
    }
    return to;
}

static char *add_row(struct term *term, int row, char *to)
{
    char *begin = to;
    VTermScreenCell cell;

    for (int column = 0; column < term->columns; column++) {
        vterm_screen_get_cell(term->screen, (VTermPos){row, column}, &cell);
        if (cell.chars[0] != (uint32_t)-1)
            to = add_glyph(to, cell.chars[0]);
    }
    while (to > begin && to[-1] == ' ')
        to--;
    *to = '\0';
    return to;
}

const char *term_row(struct term *term, int row)
{
    add_row(term, row, term->row);
    return term->row;
}

const char *term_screen(struct term *term)
{
    char *to = term->text;

    for (int row = 0; row < term->rows; row++) {
        to = add_row(term, row, to);
        *to++ = '\n';
    }
    *to = '\0';
    return term->text;
}

bool term_has(struct term *term, const char *text)
{
    return strstr(term_screen(term), text) != NULL;
}

int term_find(struct term *term, const char *text)
{
    for (int row = 0; row < term->rows; row++)
        if (strstr(term_row(term, row), text))
            return row;
    return -1;
}

int term_colour(struct term *term, int row, int column)
{
    VTermScreenCell cell;

    vterm_screen_get_cell(term->screen, (VTermPos){row, column}, &cell);
    if (VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_INDEXED(&cell.fg))
        return -1;
    return cell.fg.indexed.idx;
}

bool term_is_colourful(struct term *term)
{
    VTermScreenCell cell;

    for (int row = 0; row < term->rows; row++)
        for (int column = 0; column < term->columns; column++) {
            vterm_screen_get_cell(term->screen, (VTermPos){row, column}, &cell);
            if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
                return true;
        }
    return false;
}

/* ---- Waiting ------------------------------------------------------------- */

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Take what was written, or what the shell has to say; a moment at most. */
static void take(struct term *term)
{
    struct pollfd fds[2] = {{.fd = term->hung_up ? -1 : term->shell.terminal, .events = POLLIN},
                            {.fd = term->shell.news, .events = POLLIN}};
    char bytes[4096];
    ssize_t n;

    poll(fds, 2, 50);
    if (fds[1].revents)
        shell_listen(&term->shell);
    if (!fds[0].revents)
        return;
    n = read(term->shell.terminal, bytes, sizeof bytes);
    if (n > 0) {
        watch_modes(term, bytes, (size_t)n);
        vterm_input_write(term->vterm, bytes, (size_t)n);
    } else if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
        term->hung_up = true;
    }
}

static void give_up(struct term *term, const char *what)
{
    char text[128];

    snprintf(text, sizeof text, "%s", what);
    ck_abort_msg("waited for %s; the screen is:\n%s", text, term_screen(term));
}

void term_wait_until(struct term *term, bool (*holds)(struct term *term), const char *what)
{
    double end = seconds() + LIMIT;

    while (!holds(term)) {
        if (seconds() > end)
            give_up(term, what);
        take(term);
    }
}

static void wait_text(struct term *term, const char *text, bool there)
{
    double end = seconds() + LIMIT;
    char what[128];

    snprintf(what, sizeof what, "\"%s\"%s", text, there ? "" : " to go away");
    while (term_has(term, text) != there) {
        if (seconds() > end)
            give_up(term, what);
        take(term);
    }
}

void term_wait_for(struct term *term, const char *text)
{
    wait_text(term, text, true);
}

void term_wait_without(struct term *term, const char *text)
{
    wait_text(term, text, false);
}

/* When the golden screens are rewritten: nothing was drawn for a while. */
static void wait_for_calm(struct term *term)
{
    for (double calm = seconds(); seconds() < calm + 1;) {
        struct pollfd fd = {.fd = term->shell.terminal, .events = POLLIN};

        if (poll(&fd, 1, 100) > 0)
            calm = seconds();
        take(term);
    }
}

static bool is_golden(struct term *term, const char *name)
{
    char path[4096], *golden = calloc(1, sizeof term->text);
    const char *screen = term_screen(term);
    FILE *file;
    bool same;

    ck_assert_ptr_nonnull(golden);
    snprintf(path, sizeof path, "%s/%s.txt", GOLDEN_DIR, name);
    file = fopen(path, "r");
    if (file && fread(golden, 1, sizeof term->text - 1, file) == 0)
        golden[0] = '\0';
    if (file)
        fclose(file);
    same = strcmp(golden, screen) == 0;
    free(golden);
    return same;
}

void term_wait_golden(struct term *term, const char *name)
{
    double end = seconds() + LIMIT;
    const char *order = getenv("GOLDEN"), *screen;

    if (order && strcmp(order, "write") == 0)
        wait_for_calm(term);
    else
        while (!is_golden(term, name) && seconds() < end)
            take(term);
    screen = term_screen(term);
    golden_check(name, screen, strlen(screen));
}

static bool has_ended(struct term *term)
{
    return term->shell.ended;
}

static bool has_stopped(struct term *term)
{
    return term->shell.stopped;
}

/* What was written before the end is still on its way to us. */
static void take_the_rest(struct term *term)
{
    struct pollfd fd = {.fd = term->shell.terminal, .events = POLLIN};

    while (!term->hung_up && poll(&fd, 1, 0) > 0)
        take(term);
}

int term_wait_end(struct term *term)
{
    term_wait_until(term, has_ended, "the program's end");
    take_the_rest(term);
    return term->shell.status;
}

void term_wait_stopped(struct term *term)
{
    term_wait_until(term, has_stopped, "the program to stop");
    take_the_rest(term);
}

void term_spoil(struct term *term)
{
    static const char prompt[] = "\033[2J\033[H$ a prompt";

    tcsetattr(term->shell.terminal, TCSANOW, &term->before);
    vterm_input_write(term->vterm, prompt, sizeof prompt - 1);
}

void term_continue(struct term *term)
{
    shell_continue(&term->shell);
}

/* ---- Afterwards ---------------------------------------------------------- */

bool term_has_mouse(struct term *term)
{
    return term->mouse;
}

void term_check_restored(struct term *term)
{
    struct termios now;

    tcgetattr(term->shell.terminal, &now);
    ck_assert_msg(!term->other_screen, "the program's screen is still shown");
    ck_assert_msg(term->cursor, "the cursor is hidden");
    ck_assert_msg(!term->mouse, "clicks still go to the program");
    ck_assert_msg(!term->cursor_keys, "arrow keys are still the program's");
    ck_assert_uint_eq(now.c_iflag, term->before.c_iflag);
    ck_assert_uint_eq(now.c_oflag, term->before.c_oflag);
    ck_assert_uint_eq(now.c_lflag, term->before.c_lflag);
    ck_assert_uint_eq(now.c_cflag, term->before.c_cflag);
    ck_assert_mem_eq(now.c_cc, term->before.c_cc, sizeof now.c_cc);
}

void term_expect_exit(struct term *term, int status)
{
    int how = term_wait_end(term);

    ck_assert_msg(WIFEXITED(how) && WEXITSTATUS(how) == status,
                  "status %#x instead of exit %d; the screen is:\n%s", (unsigned)how, status,
                  term_screen(term));
    term_check_restored(term);
    term_free(term);
}

void term_expect_signal(struct term *term, int signal)
{
    int how = term_wait_end(term);

    ck_assert_msg(WIFSIGNALED(how) && WTERMSIG(how) == signal,
                  "status %#x instead of signal %d; the screen is:\n%s", (unsigned)how,
                  signal, term_screen(term));
    term_check_restored(term);
    term_free(term);
}
