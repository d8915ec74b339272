// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program that runs at CPL 0, does three things that a kernel would not
 * survive, and ends with exit status 0:
 *
 *   starve    its stack grows onto a page that is not there yet
 *   pointer   it writes to an address below 4096
 *   garbage   it loads RSP with an address of the kernel half where nothing is,
 *             such as 0xffff900000000000, and pushes
 *
 * The first is no error. The other two are SIGSEGV, whose handler needs a stack
 * of its own (sigaltstack(2)) and must not return to the instruction
 * (siglongjmp(3)).
 */

/* NOT_YET: the three, one after the other */
int main(void)
{
	return 1;
}
