// SPDX-License-Identifier: GPL-2.0-only
/* Runs the scenes of the story, one guest each, and keeps the transcripts: the
 * serial output and a last line about the end. */
#include "story.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum kind {
	TRACED,	 /* instructions counted, traced by the kernel */
	LOGGED,	 /* and logged by QEMU as well */
	COUNTED, /* instructions counted, no trace: for costs */
	TIMED,	 /* at full speed: for costs on the host */
};

struct scene {
	const char *name, *append;
	enum kind kind;
};

static const struct scene scenes[] = {
	{"frames-cpl3", "fault=none init=/bin/frames", TRACED},
	{"frames-cpl0", "fault=none init=/trusted/frames", TRACED},
	{"starve-cpl3", "fault=none init=/bin/starve -- push", LOGGED},
	{"starve-none", "fault=none init=/trusted/starve -- push", LOGGED},
	{"killed", "init=/bin/misbehave -- null", TRACED},
	{"rescue-cpl3", "init=/bin/rescue", COUNTED},
};

static const struct scene null_calls[] = {
	{"null-cpl3", "init=/bin/null", COUNTED},
	{"null-cpl0", "init=/trusted/null", COUNTED},
};

struct stage {
	const struct machine *machine;
	const char *kernels, *folder;
};

static volatile sig_atomic_t interrupted;

static void interrupt(int signal)
{
	(void)signal;
	interrupted = 1;
}

static void show_progress(const struct stage *stage, const struct scene *scene)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r  running %s %s\033[K\r",
			stage->machine->title, scene->name);
}

static void check_end(const struct stage *stage, const struct scene *scene,
		      const struct vm_result *result)
{
	if (interrupted)
		fail("interrupted");
	if (result->ending == VM_ENDED_EMULATOR_FAILED ||
	    result->ending == VM_ENDED_TIMEOUT)
		fail("%s %s: %s", stage->machine->arch, scene->name,
		     result->message);
}

static void save(const struct stage *stage, const struct scene *scene,
		 const struct vm_result *result)
{
	char *name =
		text_format("%s-%s.txt", stage->machine->arch, scene->name);
	FILE *file = create_file(stage->folder, name);

	fputs(result->serial, file);
	fprintf(file, "ended: %s %d %s %s %s\n", vm_ending_name(result->ending),
		result->verdict, vm_accel_name(result->accel),
		result->kernel_sha256, result->emulator);
	close_file(file, name);
	free(name);
}

static void run_guest(const struct stage *stage, const struct scene *scene,
		      struct vm_config *config)
{
	struct vm_result result;

	show_progress(stage, scene);
	vm_run(config, &result);
	check_end(stage, scene, &result);
	save(stage, scene, &result);
	vm_result_free(&result);
}

static void run_scene(const struct stage *stage, const struct scene *scene)
{
	const char *arch = stage->machine->arch;
	struct vm_config config = vm_defaults(stage->machine->profile);
	char *kernel = text_format("%s/%s/kernel.elf", stage->kernels, arch);
	char *programs =
		text_format("%s/%s/programs.tar", stage->kernels, arch);
	char *log =
		text_format("%s/%s-%s.log", stage->folder, arch, scene->name);
	char *append =
		text_format("trace=%s %s", scene->kind <= LOGGED ? "on" : "off",
			    scene->append);

	config.kernel = kernel;
	config.initrd = programs;
	config.append = append;
	config.timeout_s = 2;
	config.icount_shift = scene->kind == TIMED ? -1 : 0;
	config.accel = scene->kind == TIMED ? VM_ACCEL_AUTO : VM_ACCEL_TCG;
	config.trace_log = scene->kind == LOGGED ? log : NULL;
	run_guest(stage, scene, &config);
	free(kernel);
	free(programs);
	free(log);
	free(append);
}

/* A scene whose name and command line both depend on a policy or number. */
static void run_variant(const struct stage *stage, enum kind kind, char *name,
			char *append)
{
	run_scene(stage, &(struct scene){name, append, kind});
	free(name);
	free(append);
}

static void run_cure(const struct stage *stage, const char *policy)
{
	run_variant(
		stage, LOGGED, text_format("starve-%s", policy),
		text_format("fault=%s init=/trusted/starve -- push", policy));
	run_variant(stage, COUNTED, text_format("rescue-%s", policy),
		    text_format("fault=%s init=/trusted/rescue", policy));
}

static void run_waiting(const struct stage *stage, const char *name,
			const char *policy, const char *lostirq)
{
	run_variant(stage, LOGGED, text_format("waiting-%s", name),
		    text_format("fault=%s lostirq=%s init=/trusted/lostirq",
				policy, lostirq));
}

static void run_cures(const struct stage *stage)
{
	const struct machine *machine = stage->machine;
	int i;

	for (i = 0; i < CURES; i++)
		run_cure(stage, machine->policies[i]);
	run_waiting(stage, "ignored", machine->from_double_fault, "ignore");
	run_waiting(stage, "redelivered", machine->from_double_fault,
		    "redeliver");
	run_waiting(stage, "other", machine->policies[CURES - 1], "ignore");
}

static void run_timed(const struct stage *stage, const struct scene *scene,
		      int host_runs)
{
	int i;

	for (i = 1; i <= host_runs; i++)
		run_variant(stage, TIMED,
			    text_format("%s-host%d", scene->name, i),
			    text_format("%s", scene->append));
}

static void run_machine_null_calls(const struct stage *stage, int host_runs)
{
	size_t i;

	for (i = 0; i < sizeof(null_calls) / sizeof(*null_calls); i++) {
		run_scene(stage, &null_calls[i]);
		run_timed(stage, &null_calls[i], host_runs);
	}
}

static void begin(void)
{
	signal(SIGINT, interrupt);
	signal(SIGTERM, interrupt);
}

static void end(void)
{
	if (isatty(STDERR_FILENO))
		fputs("\033[K", stderr);
}

void run_null_calls(const char *kernels, const char *folder, int host_runs)
{
	int i;

	begin();
	for (i = 0; i < MACHINES; i++) {
		struct stage stage = {&machines[i], kernels, folder};

		run_machine_null_calls(&stage, host_runs);
	}
	end();
}

static void *run_counted(void *context)
{
	const struct stage *stage = context;
	size_t i;

	for (i = 0; i < sizeof(scenes) / sizeof(*scenes); i++)
		run_scene(stage, &scenes[i]);
	run_cures(stage);
	return NULL;
}

/* Counted runs do not disturb each other: both machines at once. */
static void run_all_counted(const char *kernels, const char *folder)
{
	struct stage stages[MACHINES];
	pthread_t threads[MACHINES];
	int i;

	for (i = 0; i < MACHINES; i++) {
		stages[i] = (struct stage){&machines[i], kernels, folder};
		if (pthread_create(&threads[i], NULL, run_counted, &stages[i]))
			fail("cannot start a thread");
	}
	for (i = 0; i < MACHINES; i++)
		pthread_join(threads[i], NULL);
}

void run_story(const char *kernels, const char *folder, int host_runs)
{
	begin();
	run_all_counted(kernels, folder);
	run_null_calls(kernels, folder, host_runs);
}
