# Bytes of a finished kernel: elf.c reads vmlinux with libelf.

EXPLORER_LIBRARIES += -lelf
