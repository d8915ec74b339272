// SPDX-License-Identifier: GPL-2.0-only
/*
 * A binary tree: its leaves are the inputs, and a node adds up its two sides.
 */
#include "solve/totalizer.h"
#include "base/memory.h"

#include <stdlib.h>

struct totalizer {
	size_t inputs;
	int *outputs; /* [1 ... inputs], of which `made` exist */
	size_t made;
	struct totalizer *left, *right; /* NULL: a leaf */
	struct totalizer *next;
};

static struct totalizer *new_tree(const int *inputs, size_t count)
{
	struct totalizer *node = allocate(1, sizeof(*node));

	node->inputs = count;
	node->outputs = allocate(count + 1, sizeof(int));
	if (count == 1) {
		node->outputs[1] = inputs[0];
		node->made = 1;
	} else {
		node->left = new_tree(inputs, count / 2);
		node->right = new_tree(inputs + count / 2, count - count / 2);
	}
	return node;
}

struct totalizer *totalizer_new(const int *inputs, size_t count,
				struct totalizer **list)
{
	struct totalizer *root = new_tree(inputs, count);

	root->next = *list;
	*list = root;
	return root;
}

static void free_tree(struct totalizer *node)
{
	if (!node)
		return;
	free_tree(node->left);
	free_tree(node->right);
	free(node->outputs);
	free(node);
}

void totalizers_free(struct totalizer *list)
{
	struct totalizer *next;

	for (; list; list = next) {
		next = list->next;
		free_tree(list);
	}
}

/*
 * i on the left and sum - i on the right make the sum. The other direction is
 * not needed: outputs are only ever assumed to be false.
 */
static void define_output(struct sat *sat, const struct totalizer *node,
			  size_t sum)
{
	const struct totalizer *left = node->left, *right = node->right;
	size_t i, count;
	int clause[3];

	for (i = 0; i <= sum && i <= left->inputs; i++) {
		if (sum - i > right->inputs)
			continue;
		count = 0;
		if (i)
			clause[count++] = -left->outputs[i];
		if (sum - i)
			clause[count++] = -right->outputs[sum - i];
		clause[count++] = node->outputs[sum];
		sat_add(sat, clause, count);
	}
}

static void make_outputs(struct sat *sat, struct totalizer *node, size_t k)
{
	if (k > node->inputs)
		k = node->inputs;
	if (k <= node->made)
		return;
	make_outputs(sat, node->left, k);
	make_outputs(sat, node->right, k);
	while (node->made < k) {
		node->outputs[++node->made] = sat_variable(sat);
		define_output(sat, node, node->made);
	}
}

int totalizer_output(struct sat *sat, struct totalizer *totalizer, size_t k)
{
	if (k > totalizer->inputs)
		return 0;
	make_outputs(sat, totalizer, k);
	return totalizer->outputs[k];
}
