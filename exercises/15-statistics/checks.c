/* SPDX-License-Identifier: MIT */
/* What is wanted of the weather statistics. */
#include <stdlib.h>
#include <string.h>

#include "checking.h"

struct sums {
    double sum, least, most;
    double means;               /* sum of the stations' own means */
    int count, stations;
};

static bool is_good(const struct run *run, int i)
{
    return input_at(run, "station.failures", i) == 0 &&
           input_at(run, "station.delays", i) < input(run, "limit");
}

static bool is_late(const struct run *run, int i)
{
    return input_at(run, "station.delays", i) > input(run, "limit");
}

static void add(struct sums *sums, const char *text)
{
    double sum = 0;
    int count = 0;
    char *end;

    for (double value = strtod(text, &end); end != text; value = strtod(text, &end)) {
        if (sums->count + count == 0)
            sums->least = sums->most = value;
        sums->least = value < sums->least ? value : sums->least;
        sums->most = value > sums->most ? value : sums->most;
        sum += value;
        count++;
        text = end;
    }
    sums->sum += sum;
    sums->count += count;
    sums->means += sum / count;
    sums->stations++;
}

static struct sums wanted(const struct run *run)
{
    struct sums sums = { 0 };

    for (int i = 0; i < input_length(run, "station.names"); i++)
        if (is_good(run, i))
            add(&sums, input_text_at(run, "station.answers", i));
    return sums;
}

static bool all_at_once(struct run *run)
{
    return how_many(run, calls(run, "station *"), input_length(run, "station.names")) &&
           begin_at(run, calls(run, "station *"), 0);
}

static bool goes_on(struct run *run)
{
    return main_ended(run, LOG_RETURNED) && prints(run, "stations: *");
}

/* When the last station has answered, at the limit at the latest. */
static double due(struct run *run)
{
    double end = 0;

    for (int i = 0; i < input_length(run, "station.names"); i++) {
        double one = is_late(run, i) ? input(run, "limit")
                                     : input_at(run, "station.delays", i);
        end = one > end ? one : end;
    }
    return end;
}

static bool in_time(struct run *run)
{
    double told = lines(run, "stations: *")->all[0].begin;

    if (!prints_at(run, "stations: *", due(run))) {
        if (told < due(run))
            because(run, "a station that fails does not end the waiting for the others", 2);
        else if (told < input(run, "limit") + 1e-6)
            because(run, "a limit is no delay: nobody waits when all have answered", 2);
        return false;
    }
    if (!never_polls(run))
        return because(run, "nobody has to look who has answered: async_wait() wakes whoever "
                       "waits, at the limit at the latest", 2);
    return done_at(run, due(run)) && nothing_left_behind(run) && main_ends_last(run);
}

static bool counts(struct run *run)
{
    return answers(run, "stations", wanted(run).stations);
}

static bool mean(struct run *run)
{
    struct sums sums = wanted(run);

    if (sums.count == 0)
        return prints_not(run, "mean: *") ||
               because(run, "nobody answered: there is nothing to divide", 3);
    if (answers(run, "mean", sums.sum / sums.count))
        return true;
    if (answers(run, "mean", sums.means / sums.stations))
        return seen(run, -1, 0, "\"mean\" is the mean of %d means, not that of the %d "
                    "readings", sums.stations, sums.count);
    return answers(run, "mean", sums.sum / sums.count);
}

static bool extremes(struct run *run)
{
    struct sums sums = wanted(run);

    return (sums.count == 0 || (answers(run, "least", sums.least) &&
                                answers(run, "most", sums.most))) &&
           prints_as_solution(run);
}

const struct check checks[] = {
    { .name = "all at once", .points = 2, .test = all_at_once,
      .wanted = "all stations are asked at 0 s, each once",
      .misconception = "one question after another takes the sum of the times",
      .hint = 1 },
    { .name = "goes on", .points = 2, .after = "all at once", .test = goes_on,
      .wanted = "the answers are given, however many stations fail",
      .misconception = "one station that fails is no reason to lose the others",
      .hint = 1 },
    { .name = "in time", .points = 2, .after = "goes on", .test = in_time,
      .wanted = "the answers are given when the last station has answered, at the limit at "
                "the latest; and nobody is left waiting",
      .misconception = "the limit is for all of them together; and who is too slow has to be "
                       "cancelled, and then waited for: it ends in its next step", .hint = 2 },
    { .name = "counts", .points = 1, .after = "goes on", .test = counts,
      .wanted = "\"stations\" is how many answered in time and well",
      .misconception = "stations that failed were counted", .hint = 2 },
    { .name = "mean", .points = 2, .after = "counts", .test = mean,
      .wanted = "\"mean\" is that of all readings of those stations",
      .misconception = "missing readings are no zeros; and a station with five readings "
                       "weighs more than one with one", .hint = 3 },
    { .name = "extremes", .points = 1, .after = "mean", .test = extremes,
      .wanted = "\"least\" and \"most\" are among the readings, and nothing else is printed",
      .misconception = "the extremes began with 0, which nobody read", .hint = 3 },
    { NULL }
};
