/* SPDX-License-Identifier: MIT */
/* Alarms: timers with a turn in the ready queue. */
#include "alarm.h"

#include "logger.h"
#include "loop.h"

static void take_turn(struct ready *entry)
{
    struct alarm *alarm = CONTAINER_OF(entry, struct alarm, turn);

    entry->run = NULL;
    alarm->ring(alarm);
}

static COLD void log_alarm(enum log_kind kind, const struct alarm *alarm, int64_t when)
{
    logger_put(&(struct logger_event){ kind, .task = alarm->task,
                                       .value = when > 0 ? (uint64_t)when : 0 });
}

void alarm_set(struct alarm *alarm, int64_t when, void (*ring)(struct alarm *alarm))
{
    alarm->ring = ring;
    alarm->task = task_running_number();
    timer_set(&alarm->timer, when);
    if (logger_on)
        log_alarm(LOG_TIMER_SET, alarm, when);
}

void alarm_set_now(struct alarm *alarm, void (*ring)(struct alarm *alarm))
{
    alarm->ring = ring;
    alarm->turn.run = take_turn;
    loop_push(&alarm->turn);
}

void alarm_cancel(struct alarm *alarm)
{
    if (timer_is_set(&alarm->timer)) {
        if (logger_on)
            log_alarm(LOG_TIMER_CANCELLED, alarm, timer_when(&alarm->timer));
        timer_cancel(&alarm->timer);
    } else if (alarm->turn.run) {
        alarm->turn.run = NULL;
        loop_remove(&alarm->turn);
    }
}

void loop_fire_timers(int64_t now)
{
    struct timer *timer;
    int64_t when;

    while ((timer = timer_take_due(now, &when))) {
        struct alarm *alarm = CONTAINER_OF(timer, struct alarm, timer);
        if (logger_on)
            log_alarm(LOG_TIMER_FIRED, alarm, when);
        alarm->turn.run = take_turn;
        loop_push(&alarm->turn);
    }
}
