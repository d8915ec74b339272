// SPDX-License-Identifier: GPL-2.0-only
/* The kit's kernel tree: well-known gates, and how much is known at all. */
#include "tests/kbuild/kbuild.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct known {
	const char *object, *gate;
} known[] = {
	{"kernel/fork.o", "y"},
	{"kernel/futex/core.o", "FUTEX"},
	{"fs/eventpoll.o", "EPOLL"},
	{"fs/notify/inotify/inotify_user.o", "INOTIFY_USER"},
	{"net/packet/af_packet.o", "NET && PACKET"},
	{"mm/shmem.o", "y"},
	{"io_uring/io_uring.o", "IO_URING"},
	{"kernel/audit.o", "AUDIT"},
	{"arch/x86/kernel/ldt.o", "MODIFY_LDT_SYSCALL"},
	{"arch/x86/kernel/head_64.o", "!X86_32"},
	{"net/core/sock.o", "NET"},
	{"net/l2tp/l2tp_ip6.o", "NET && L2TP && IPV6 && L2TP_IP"},
	{"fs/xfs/libxfs/xfs_btree.o", "XFS_FS"},
	{"drivers/gpu/drm/amd/display/dc/core/dc.o",
	 "DRM_AMDGPU && DRM_AMD_DC"},
	{"drivers/tty/serial/8250/8250_pci.o",
	 "SERIAL_8250 && SERIAL_8250_PCI"},
	{"lib/crc32.o", "CRC32"},
	{"virt/kvm/kvm_main.o", "KVM"},
	{"drivers/net/virtio_net.o", "VIRTIO_NET"},
};

/* Those that differ in Linux 6.12. */
static const struct known known_6_12[] = {
	{"drivers/tty/serial/8250/8250_pci.o", "SERIAL_8250_PCI"},
	{"virt/kvm/kvm_main.o", "KVM && KVM_X86"},
};

/* Only that tree has the file. */
static bool is_6_12(void)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/mm/mseal.c", real_tree());
	return access(path, F_OK) == 0;
}

static const char *known_gate(const struct known *entry)
{
	size_t i;

	for (i = 0; is_6_12() && i < sizeof(known_6_12) / sizeof(*known); i++)
		if (!strcmp(known_6_12[i].object, entry->object))
			return known_6_12[i].gate;
	return entry->gate;
}

START_TEST(well_known)
{
	struct kbuild *kbuild = load(real_tree(), "x86_64");
	const char *found;
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++) {
		found = builtin_text(kbuild, known[i].object);
		ck_assert_msg(!strcmp(found, known_gate(&known[i])), "%s: %s",
			      known[i].object, found);
	}
	kbuild_free(kbuild);
}
END_TEST

/* nftw() has no room for data of its own. */
static struct kbuild *counted;
static size_t prefix, all, gated, included;

static int count_source(const char *path, const struct stat *status, int kind,
			struct FTW *at)
{
	const char *below = path + prefix;
	size_t length = strlen(path);

	(void)status;
	(void)at;
	if (kind != FTW_F || path[length - 2] != '.' ||
	    !strchr("cS", path[length - 1]) || strstr(below, "arch/x86/um/") ||
	    strstr(below, "drivers/s390/")) /* other machines' */
		return 0;
	all++;
	if (kbuild_compiled(counted, below))
		gated++;
	else if (kbuild_source(counted, below))
		included++;
	return 0;
}

/* How many source files have a gate, or "always", or are included by one? */
START_TEST(coverage)
{
	static const char *const folders[] = {
		"init",	    "kernel",	"mm",	    "fs",    "ipc",
		"security", "block",	"io_uring", "net",   "lib",
		"crypto",   "arch/x86", "drivers",  "sound", "virt"};
	char path[4096];
	size_t i;

	counted = load(real_tree(), "x86_64");
	prefix = strlen(real_tree()) + 1;
	for (i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		snprintf(path, sizeof(path), "%s/%s", real_tree(), folders[i]);
		ck_assert_int_eq(nftw(path, count_source, 16, FTW_PHYS), 0);
	}
	printf("kbuild: of %zu source files %zu have a gate, %zu are included by one that has, %zu have none\n",
	       all, gated, included, all - gated - included);
	ck_assert_uint_gt(all, 20000);
	ck_assert_uint_gt(gated * 1000, all * 980);
	ck_assert_uint_gt((gated + included) * 1000, all * 990);
	kbuild_free(counted);
}
END_TEST

Suite *tree_suite(void)
{
	Suite *suite = suite_create("the kernel's tree");
	TCase *tests = tcase_create("the kernel's tree");

	tcase_set_timeout(tests, 300);
	tcase_add_test(tests, well_known);
	tcase_add_test(tests, coverage);
	suite_add_tcase(suite, tests);
	return suite;
}
