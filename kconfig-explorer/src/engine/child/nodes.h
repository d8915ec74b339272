/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers for the kernel's structures: equal ones get the same. */
#ifndef NODES_H
#define NODES_H

struct node {
	int kind; /* with a, b, left and right it says which thing it is */
	const void *a, *b;
	int left, right, index;
};

/* The index of this thing, which is (*counter)++ if it was not met before. */
int node_index(int kind, const void *a, const void *b, int left, int right,
	       int *counter);

/*
 * The `count` things whose kind is `least` or more, by index. The caller frees
 * the list, before it asks for more indexes of these kinds.
 */
const struct node **node_list(int least, int count);

#endif
