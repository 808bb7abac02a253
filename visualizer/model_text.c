/* SPDX-License-Identifier: MIT */
/* The texts of a log: names, what was printed, warnings. */
#include <string.h>

#include "grow.h"
#include "model_inside.h"

void model_collect(struct model *model, const struct log_record *record)
{
    struct model_private *private = model->private;
    struct log_text piece;
    memcpy(&piece, record, sizeof piece);
    if (piece.used > LOG_TEXT_BYTES) {
        model_complain(model, "a piece of text was longer than a record");
        return;
    }
    private->text = grow(private->text, &private->text_capacity,
                         private->text_size + LOG_TEXT_BYTES, 1);
    memcpy(private->text + private->text_size, piece.bytes, piece.used);
    private->text_size += piece.used;
}

void model_give_name(struct model *model, const struct log_record *record)
{
    struct model_private *private = model->private;
    if (!numbered_add(&private->names, record->other, private->text, private->text_size))
        model_complain(model, "a name was given twice");
    private->text_size = 0;
}

/* What was printed is shown even if its length or its task is in doubt. */
void model_print(struct model *model, const struct log_record *record)
{
    struct model_private *private = model->private;
    uint64_t length = private->text_size;
    bool known = !record->task || model_lane(model, record->task);
    private->text_size = 0;
    if (!known || record->value != length)
        model_complain(model, known ? "more or less was printed than was said"
                              : "a task that was never created printed");
    if (!length)
        return;
    model->prints = grow(model->prints, &model->print_capacity, model->print_count + 1,
                         sizeof *model->prints);
    model->prints[model->print_count++] = (struct print){
        .time = model->now, .task = known ? record->task : 0,
        .offset = model->output_size, .length = length,
    };
    model->output = grow(model->output, &model->output_capacity,
                         model->output_size + length, 1);
    memcpy(model->output + model->output_size, private->text, length);
    model->output_size += length;
}

void model_warning(struct model *model, const struct log_record *record)
{
    model->warnings = grow(model->warnings, &model->warning_capacity,
                           model->warning_count + 1, sizeof *model->warnings);
    model->warnings[model->warning_count++] = (struct warning){
        .time = model->now, .task = record->task, .place = record->place,
        .text = record->other, .kind = record->detail,
    };
}
