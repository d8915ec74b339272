/* SPDX-License-Identifier: GPL-2.0-only */
/* The way from one configuration to another, one option at a time. */
#ifndef STEPS_H
#define STEPS_H

#include "solve/plan.h"

/*
 * Fills in the steps that lead from a configuration to plan->to. Returns false
 * if they do not lead there.
 */
bool plan_steps(struct plan *plan, const struct config *from);

#endif
