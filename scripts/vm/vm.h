/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vm: the one door to the emulators.
 *
 * Everything in this project that runs a guest fills in a struct vm_config,
 * calls vm_run() and reads a struct vm_result. A run leaves nothing behind:
 * its files have no names (memfd), and the emulator dies with its caller, even
 * when the caller is killed. vm_run() may be called from several threads or
 * forked children at once.
 *
 * A library that runs out of memory here ends the program with a message.
 */
#ifndef VM_H
#define VM_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How a guest says that it is done. Under QEMU it writes a byte to the port of
 * isa-debug-exit: VM_EXIT_PASS, VM_EXIT_FAIL or another byte between
 * VM_EXIT_PASS and VM_EXIT_MAX. Bochs has no such device: there a guest writes
 * VM_BOCHS_END to VM_BOCHS_PORT, a byte at a time, after printing one of the
 * verdict lines on the serial line (COM1).
 *
 * The UART must be programmed (8 bits, no parity) and its transmitter waited
 * for: Bochs loses what QEMU would still print.
 */
#define VM_EXIT_PORT	0xf4
#define VM_EXIT_PASS	0x10
#define VM_EXIT_FAIL	0x11
#define VM_EXIT_MAX	0x3f
#define VM_BOCHS_PORT	0x8900
#define VM_BOCHS_END	"Shutdown"
#define VM_VERDICT_PASS "kml: verdict pass"
#define VM_VERDICT_FAIL "kml: verdict fail"

enum vm_profile {
	VM_I386,    /* qemu-system-i386, a PC: multiboot ELF32 or bzImage */
	VM_X86_64,  /* qemu-system-x86_64, a PC: multiboot or bzImage */
	VM_MICROVM, /* qemu-system-x86_64 without PCI, VGA and ACPI */
	VM_BOCHS,   /* Bochs, a second opinion: multiboot from a GRUB CD */
	VM_PROFILES
};

enum vm_accel {
	VM_ACCEL_AUTO, /* KVM where a guest really runs on it, otherwise TCG */
	VM_ACCEL_TCG,  /* QEMU's translator */
	VM_ACCEL_KVM,  /* fails where KVM does not work */
	VM_ACCEL_BOCHS /* Bochs interprets; only ever an answer */
};

enum vm_ending {
	VM_ENDED_VERDICT,	 /* the guest said pass (0), fail (1) or more */
	VM_ENDED_EXPECTED,	 /* the text waited for was seen */
	VM_ENDED_POWEROFF,	 /* switched itself off, or reset itself */
	VM_ENDED_TRIPLE_FAULT,	 /* the processor gave up; Linux's reboot=t */
	VM_ENDED_TIMEOUT,	 /* stopped: too slow, or printed too much */
	VM_ENDED_EMULATOR_FAILED /* did not start, or died: see message */
};

/* With what a PC starts that has no kernel from us. */
enum vm_firmware {
	VM_BIOS, /* SeaBIOS */
	VM_UEFI, /* OVMF, Debian's package ovmf */
	VM_FIRMWARES
};

/* Where Debian puts OVMF. */
#define VM_OVMF "/usr/share/ovmf/OVMF.fd"

#define VM_STICKS 4

/* A microvm has this many places for virtio devices, disks and cards. */
#define VM_DISKS 8

struct vm_config {
	enum vm_profile profile;
	enum vm_accel accel;
	const char *kernel; /* path; may be NULL if iso or sticks are given */
	const char *initrd; /* path of a boot module or initrd, or NULL */
	/*
	 * Paths of virtio disks' images, which stay as they are whatever the
	 * guest writes. Ends in NULL; the first is Linux's /dev/vda.
	 */
	const char *disks[VM_DISKS + 1];
	/*
	 * A virtio network card: forward is a list of HOST:GUEST, TCP ports of
	 * 127.0.0.1 here that lead to the guest's ("": a card, no ports); tap
	 * is the name of a tap device that exists. Both NULL: no card. QEMU
	 * only.
	 */
	const char *forward;
	const char *tap;
	const char *append; /* kernel's command line, or NULL */
	const char *iso; /* path of a CD to boot instead of kernel, or NULL */
	/*
	 * Paths of USB sticks' images, of a PC in QEMU. Ends in NULL. Without a
	 * kernel and a CD, the first one is booted. What the guest writes stays
	 * there, as on a stick.
	 */
	const char *sticks[VM_STICKS + 1];
	enum vm_firmware firmware;

	int memory_mib;
	int cpus;
	/*
	 * Count instructions: 2^icount_shift ns of virtual time each, and the
	 * run repeats exactly. -1: off.
	 */
	int icount_shift;

	/*
	 * Seconds that the guest may take on hardware; 0 means for ever. What
	 * it gets is multiplied: see vm_timeout(). Seconds of its own count:
	 * the emulator's CPU time (with several CPUs, that of the busiest), and
	 * time in which the guest sleeps. Waiting for the processors of a busy
	 * machine does not. By the clock it may take a hundred times as long.
	 */
	double timeout_s;
	size_t serial_limit; /* bytes; more output than this ends the run */
	const char *expect;  /* stop when this was printed, or NULL */

	const char *input;	 /* text typed into the serial line, or NULL */
	const char *input_after; /* type it once this was printed, or NULL */
	int input_fd;		 /* typed as well, until it ends; or -1 */
	const char *input_end;	 /* typed when that has ended, or NULL */

	int gdb_port;  /* gdb server on 127.0.0.1; 0: none. QEMU only. */
	bool gdb_wait; /* do not start before gdb says so */

	/*
	 * An NMI for each CPU every so many milliseconds of real time, once
	 * the guest has printed something; 0: none. (A CPU gets it by its
	 * LAPIC's LINT1. Linux: apic_extnmi=all.) QEMU only.
	 */
	int nmi_ms;

	const char *record; /* write the run to this file (needs icount) */
	const char *replay; /* run again what record wrote, exactly */

	/*
	 * Keep QEMU's account of every interrupt, exception and reset here.
	 * NULL: none. It ends the run when it exceeds 64 MiB.
	 */
	const char *trace_log;

	/*
	 * Write here, as CSV, how often the guest executed what, by the
	 * functions of the kernel (scripts/count). NULL: nothing is counted.
	 * symbols is the ELF file that names them; NULL: the kernel itself.
	 * Needs QEMU's translator; several CPUs then run in turn.
	 * A run that vm stops leaves no file.
	 */
	const char *count;
	const char *symbols;

	char *const *extra_args; /* emulator's options, ends in NULL; or NULL */

	/* Called with every piece of serial output as it comes, or NULL. */
	void (*on_serial)(void *context, const char *bytes, size_t length);
	void *on_serial_context;
};

struct vm_result {
	enum vm_ending ending;
	int verdict;	  /* VM_ENDED_VERDICT: byte - VM_EXIT_PASS; else -1 */
	char *serial;	  /* what the guest printed, NUL-terminated */
	size_t length;	  /* bytes in it */
	bool truncated;	  /* there was more than serial_limit */
	double wall_s;	  /* from the emulator's start to its end */
	double guest_s;	  /* seconds of its own in that time, to 0.05 s */
	double timeout_s; /* what the run was given, after scaling; 0: no end */
	char *message;	  /* one clear line about the ending */

	/*
	 * Of a triple fault: at which instruction. Bochs knows it always, QEMU
	 * only with trace_log.
	 */
	struct vm_place {
		bool known;
		unsigned long long ip;
		int cpl;
	} fault;

	/* Where this result comes from. Strings are never NULL. */
	enum vm_accel accel;
	char *emulator; /* name and version */
	char *host_cpu;
	char *kernel_sha256; /* in hexadecimal; of the CD when iso was given */
	char *initrd_sha256; /* "" when there was none */
};

/* A configuration that only needs a kernel: 128 MiB, one CPU, 10 s, 1 MiB. */
struct vm_config vm_defaults(enum vm_profile profile);

/*
 * Run a guest to its end. Always fills in the whole result, whatever happens,
 * and returns its ending. Wrong configurations, missing files and missing
 * emulators are VM_ENDED_EMULATOR_FAILED with the reason in the message.
 */
enum vm_ending vm_run(const struct vm_config *config, struct vm_result *result);

/* Free what the result points to. */
void vm_result_free(struct vm_result *result);

/*
 * The emulator's command line for people to copy, quoted for a shell. The
 * caller frees it. NULL if there is none: *problem then says why (caller
 * frees).
 */
char *vm_command_line(const struct vm_config *config, char **problem);

/*
 * Seconds that a run with this configuration gets on this accelerator:
 * timeout_s, times 10 under TCG, 20 under TCG with icount and in Bochs, times
 * the environment's VM_TIMEOUT_SCALE (a number above 0; slow machines set it).
 */
double vm_timeout(const struct vm_config *config, enum vm_accel accel);

/*
 * Does a guest really run on KVM here? Found out by starting one; remembered
 * until the host boots again. If not, *reason says why (caller frees; may be
 * NULL if of no interest).
 */
bool vm_kvm_works(char **reason);

/* Does a guest run in this profile? As above, but never remembered. */
bool vm_profile_works(enum vm_profile profile, char **reason);

/* The emulator's name and version, or NULL if it is missing. Not freed. */
const char *vm_emulator_version(enum vm_profile profile);

/* Names as users type and read them. vm_profile_by_name: -1 if unknown. */
const char *vm_profile_name(enum vm_profile profile);
const char *vm_firmware_name(enum vm_firmware firmware);
const char *vm_accel_name(enum vm_accel accel);
const char *vm_ending_name(enum vm_ending ending);
int vm_profile_by_name(const char *name);
int vm_accel_by_name(const char *name);
int vm_firmware_by_name(const char *name);

#endif
