# SPDX-License-Identifier: GPL-2.0-only
# What a guest makes with FULL=1: a Linux, the same bytes each time (as scripts/linux does it).
export KBUILD_BUILD_TIMESTAMP = Thu Jan  1 00:00:00 UTC 1970
export KBUILD_BUILD_USER = kml
export KBUILD_BUILD_HOST = kit
export PATH = /usr/bin:/bin
LINUX = $(MAKE) -s -C /linux O=/bundle/out ARCH=x86_64

all:
	+$(LINUX) tinyconfig
	+$(LINUX) vmlinux
	cp out/vmlinux .
