// SPDX-License-Identifier: GPL-2.0-only
/* Hostile programs: thousands of processes at CPL 3 that run random bytes or a
 * nasty sequence (nasty.S), with random registers. The kernel must survive each
 * of them, and this parent must keep its memory and its time.
 *
 *   hostile SEED COUNT      runs COUNT of them; a seed gives the same programs
 *   hostile child SEED      is one of them
 *   hostile level 0         ends with its CPL as the status */
#include "kml.h"

#define CODE_SIZE 256

/* nasty.S */
extern void (*const nasty_sequences[])(void);
extern const unsigned long nasty_count;
/* machine.S: loads the registers and the stack pointer, and jumps. */
_Noreturn void run_with(const void *code, const unsigned long registers[16],
			unsigned long stack);

static uint32_t random_state;

/* Marsaglia's xorshift (Journal of Statistical Software 8, 2003). */
static uint32_t random_number(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 17;
	random_state ^= random_state << 5;
	return random_state;
}

/* Random, but often a value at some boundary. */
static unsigned long random_value(void)
{
	static const unsigned long meaningful[] = {
		0,
		1,
		2,
		3,
		USER_START,
		USER_END,
		USER_END - 8,
		INFO_ADDRESS,
		(unsigned long)KERNEL_BASE,
		(unsigned long)KERNEL_BASE + 0x100000,
		(unsigned long)LAPIC_ADDRESS,
		~0ul,
		~0ul / 2,
		~0ul / 2 + 1,
	};

	if (random_number() % 2)
		return meaningful[random_number() % ARRAY_SIZE(meaningful)];
	return random_number() * 2654435761ul;
}

static _Noreturn void be_hostile(uint32_t seed)
{
	static unsigned char code[CODE_SIZE];
	unsigned long registers[16];
	unsigned long stack = (unsigned long)registers;
	size_t i;

	random_state = seed * 2654435761u + 1;
	for (i = 0; i < CODE_SIZE; i++)
		code[i] = (unsigned char)random_number();
	for (i = 0; i < ARRAY_SIZE(registers); i++)
		registers[i] = random_value();
	if (random_number() % 4 == 0)
		stack = random_value();
	if (seed % 3 == 0)
		run_with((const void *)nasty_sequences[seed / 3 % nasty_count],
			 registers, stack);
	run_with(code, registers, stack);
}

static int start_child(uint32_t seed)
{
	char arguments[32];
	int pid;

	format_to(arguments, sizeof(arguments), "child %u", seed);
	/* Hostile children may have filled the process table. limit= ends
	 * them. */
	while ((pid = spawn("/bin/hostile", arguments)) == -EAGAIN)
		yield();
	return pid;
}

/* At CPL 0 there would be nothing to survive. */
static void check_level(void)
{
	int status = -1, pid = spawn("/bin/hostile", "level 0");

	if (pid < 0 || wait(&status) != pid || status != 3)
		outcome("failed", "the children's CPL is not 3: status %d",
			status);
}

int main(int argc, char **argv)
{
	uint32_t seed, count, i;
	int status, killed = 0;
	unsigned long tick;

	if (argc != 2)
		outcome("failed", "usage: hostile SEED COUNT");
	seed = (uint32_t)parse_number(argv[1]);
	if (strcmp(argv[0], "child") == 0)
		be_hostile(seed);
	if (strcmp(argv[0], "level") == 0)
		return (int)cpl();
	check_level();
	count = seed;
	seed = (uint32_t)parse_number(argv[0]);
	for (i = 0; i < count; i++) {
		int pid = start_child(seed + i);

		if (pid < 0 || wait(&status) != pid)
			outcome("failed", "child %u: spawn and wait failed", i);
		killed += status > 0xff;
	}
	if (killed < (int)count / 2)
		outcome("failed", "only %d of %u programs did harm", killed,
			count);
	tick = INFO->ticks;
	while (INFO->ticks == tick) /* the clock still runs */
		;
	outcome("ok", "survived %u hostile programs, %d of them killed", count,
		killed);
}
