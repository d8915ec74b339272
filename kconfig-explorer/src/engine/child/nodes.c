// SPDX-License-Identifier: GPL-2.0-only
/* A hash table of what was met. */
#include "nodes.h"

#include <stdlib.h>

static struct node *nodes;
static size_t node_count, node_room;

static struct node *find_node(int kind, const void *a, const void *b, int left,
			      int right)
{
	size_t hash = kind * 31 + (size_t)a * 7 + (size_t)b * 13 +
		      (size_t)left * 1000003 + (size_t)right * 7919;
	struct node *node;

	hash ^= hash >> 15;
	hash *= 0x9e3779b97f4a7c15;
	hash ^= hash >> 32;
	for (;; hash++) {
		node = &nodes[hash & (node_room - 1)];
		if (node->index < 0)
			break;
		if (node->kind == kind && node->a == a && node->b == b &&
		    node->left == left && node->right == right)
			return node;
	}
	*node = (struct node){kind, a, b, left, right, -1};
	return node;
}

static void make_nodes_room(size_t room)
{
	struct node *old = nodes;
	size_t i, old_room = node_room;

	nodes = calloc(room, sizeof(*nodes));
	if (!nodes)
		abort();
	node_room = room;
	for (i = 0; i < room; i++)
		nodes[i].index = -1;
	for (i = 0; i < old_room; i++)
		if (old[i].index >= 0)
			*find_node(old[i].kind, old[i].a, old[i].b, old[i].left,
				   old[i].right) = old[i];
	free(old);
}

/* Nothing moves unless something is added: node_list() points into the table.
 */
int node_index(int kind, const void *a, const void *b, int left, int right,
	       int *counter)
{
	struct node *node;
	int index;

	if (!node_room)
		make_nodes_room(1 << 16);
	node = find_node(kind, a, b, left, right);
	if (node->index >= 0)
		return node->index;
	index = node->index = (*counter)++;
	if (2 * ++node_count > node_room)
		make_nodes_room(2 * node_room);
	return index;
}

const struct node **node_list(int least, int count)
{
	const struct node **list = calloc(count + 1, sizeof(struct node *));
	size_t i;

	if (!list)
		abort();
	for (i = 0; i < node_room; i++)
		if (nodes[i].index >= 0 && nodes[i].kind >= least)
			list[nodes[i].index] = &nodes[i];
	return list;
}
