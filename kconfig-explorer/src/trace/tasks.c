// SPDX-License-Identifier: GPL-2.0-only
/* The threads being traced. */
#include "trace/tracer.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static size_t position(const struct tracer *tracer, pid_t tid)
{
	size_t i;

	for (i = 0; i < tracer->task_count; i++)
		if (tracer->tasks[i]->tid == tid)
			break;
	return i;
}

struct task *task_find(struct tracer *tracer, pid_t tid)
{
	size_t i = position(tracer, tid);

	return i < tracer->task_count ? tracer->tasks[i] : NULL;
}

struct task *task_add(struct tracer *tracer, pid_t tid)
{
	struct task *task = allocate(1, sizeof(*task));

	task->tid = tid;
	tracer->tasks = one_more(tracer->tasks, tracer->task_count,
				 sizeof(struct task *));
	tracer->tasks[tracer->task_count++] = task;
	return task;
}

void task_remove(struct tracer *tracer, pid_t tid)
{
	size_t i = position(tracer, tid);

	if (i == tracer->task_count)
		return;
	task_forget_touches(tracer->tasks[i]);
	free(tracer->tasks[i]);
	tracer->tasks[i] = tracer->tasks[--tracer->task_count];
}

void task_remove_all(struct tracer *tracer)
{
	while (tracer->task_count)
		task_remove(tracer, tracer->tasks[0]->tid);
	free(tracer->tasks);
}

void task_touch(struct task *task, enum manifest_section section, int error,
		const char *format, ...)
{
	va_list values;
	char *key;

	if (task->touch_count == TOUCHES)
		return; /* no call uses so many things at once */
	va_start(values, format);
	key = text_vformat(format, values);
	va_end(values);
	task->touches[task->touch_count++] = (struct touch){
		.section = section,
		.key = key,
		.error = error,
	};
}

void task_forget_touches(struct task *task)
{
	while (task->touch_count)
		free(task->touches[--task->touch_count].key);
}
