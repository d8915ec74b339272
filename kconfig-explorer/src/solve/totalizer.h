/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A counter in clauses: output k is true if at least k inputs are (Bailleux
 * and Boufkhad: Efficient CNF encoding of Boolean cardinality constraints,
 * CP 2003). Outputs are made when they are asked for (Martins, Joshi, Manquinho
 * and Lynce: Incremental cardinality constraints for MaxSAT, CP 2014).
 */
#ifndef TOTALIZER_H
#define TOTALIZER_H

#include "solve/sat.h"

struct totalizer;

/* Puts itself at the head of *list, for totalizers_free(). */
struct totalizer *totalizer_new(const int *inputs, size_t count,
				struct totalizer **list);
void totalizers_free(struct totalizer *list);

/* The literal of output k, k >= 1; 0 if there are fewer inputs. */
int totalizer_output(struct sat *sat, struct totalizer *totalizer, size_t k);

#endif
