// SPDX-License-Identifier: GPL-2.0-only
/*
 * forks N: prints "sum S", the sum of 1 to N, and ends with exit status 0. Four
 * child processes add a quarter each, all at the same time, and the parent
 * collects.
 *
 *   gcc -static -o forks forks.c && ./forks 1000        on this machine: sum
 * 500500
 */

/* NOT_YET: fork(), a pipe, and a parent that waits for all of them */
int main(void)
{
	return 1;
}
