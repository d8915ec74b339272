// SPDX-License-Identifier: GPL-2.0-only
#include "command/changes_print.h"
#include "command/reasons.h"

#include <string.h>

/* So many are shown without --all: of a group, groups, and what is not lost. */
enum { MEMBERS_SHOWN = 5, GROUPS_SHOWN = 15, REST_SHOWN = 20 };

static const char *const headings[RANKS] = {
	[RANK_LOST] = "Asked for, and lost:",
	[RANK_UNREAD] = "Lines that Kconfig ignores:",
	[RANK_GONE] = "Lines without effect, for what cannot be set:",
	[RANK_NEW] = "New, and yours to set:",
	[RANK_FOLLOWS] = "What no user can set, and follows from the rest:",
	[RANK_NEW_FOLLOWS] = "New, and no user can set it:",
};

static void print_place(const struct changes_view *view,
			const struct change *change)
{
	if (change->line)
		printf("%s:%d: ", view->config->file, change->line);
}

static void print_because(const struct reason *reason)
{
	const struct reason *each;

	for (each = reason->because; each; each = each->next)
		reason_print(each, 4);
}

static void print_change(const struct changes_view *view,
			 const struct change *change)
{
	static const char *const endings[CHANGE_KINDS] = {
		[CHANGE_GONE] = "  cannot be set: the line is dropped",
		[CHANGE_NEW] = "  new",
	};
	const char *ending = endings[change->kind];
	struct reason *reason;

	print_place(view, change);
	if (change->kind == CHANGE_UNREAD) {
		puts(change->complaint);
		return;
	}
	reason = change_reason(view->config, change, view->depth);
	printf("%s%s\n", reason->text, ending ? ending : "");
	print_because(reason);
	explain_free(reason);
}

/* The place where it is first defined. */
static void print_cause(const struct changes_view *view,
			const struct change *first)
{
	struct reason *why =
		explain_why(view->config, first->cause, view->depth);

	printf("%zu %s because of %s", first->group,
	       first->rank == RANK_LOST ? "are lost" : "have no effect",
	       why->text);
	if (why->place.file)
		printf("  (%s:%d)", why->place.file, why->place.line);
	putchar('\n');
	print_because(why);
	explain_free(why);
}

static void print_member(const struct changes_view *view,
			 const struct change *change)
{
	struct reason *reason = change_reason(view->config, change, 1);

	printf("  ");
	print_place(view, change);
	puts(reason->text);
	explain_free(reason);
}

static void print_group(const struct changes_view *view,
			const struct change *first)
{
	size_t i;

	if (first->group == 1) {
		print_change(view, first);
		return;
	}
	print_cause(view, first);
	for (i = 0; i < first->group; i++)
		if (view->all || i < MEMBERS_SHOWN)
			print_member(view, &first[i]);
	if (!view->all && first->group > MEMBERS_SHOWN)
		printf("  (and %zu more)\n", first->group - MEMBERS_SHOWN);
}

/* Everything that is lost; of lines without effect not more than a screen. */
static void print_groups(const struct changes_view *view,
			 const struct change *first, size_t count)
{
	bool all = view->all || first->rank == RANK_LOST;
	size_t i, groups = 0;

	for (i = 0; i < count && (all || groups++ < GROUPS_SHOWN);
	     i += first[i].group)
		print_group(view, &first[i]);
	if (i < count)
		printf("(and %zu more)\n", count - i);
}

/* What is not lost is of less interest; most of what is new is n. */
static bool is_shown(const struct changes_view *view,
		     const struct change *change, size_t shown)
{
	if (view->all || change->rank == RANK_UNREAD)
		return true;
	return shown < REST_SHOWN &&
	       (change->kind != CHANGE_NEW ||
		strcmp(config_text(view->config, change->symbol), "n") != 0);
}

/* All of one rank, which begins here. */
static void print_rank(const struct changes_view *view,
		       const struct change *first)
{
	size_t count = view->changes->of_rank[first->rank], shown = 0, i;

	puts(headings[first->rank]);
	if (first->rank == RANK_LOST || first->rank == RANK_GONE) {
		print_groups(view, first, count);
		return;
	}
	for (i = 0; i < count; i++)
		if (is_shown(view, &first[i], shown)) {
			print_change(view, &first[i]);
			shown++;
		}
	if (shown < count)
		printf("(and %zu more)\n", count - shown);
}

static bool is_harmless(const struct change *change)
{
	return change->kind == CHANGE_GONE || change->kind == CHANGE_NEW;
}

void changes_print(const struct changes_view *view)
{
	const struct changes *changes = view->changes;
	const struct change *first;
	size_t i;

	for (i = 0; i < changes->count; i += changes->of_rank[first->rank]) {
		first = &changes->list[i];
		if (view->skip_harmless && is_harmless(first))
			continue;
		print_rank(view, first);
		putchar('\n');
	}
}

static void print_names(const struct changes_view *view,
			const struct change *first)
{
	size_t i;

	for (i = 0; i < first->group; i++)
		if (view->all || i < MEMBERS_SHOWN)
			printf("%s %s", i ? "," : "", first[i].symbol->name);
	puts(!view->all && i > MEMBERS_SHOWN ? " ..." : "");
}

void changes_print_causes(const struct changes_view *view)
{
	const struct changes *changes = view->changes;
	size_t i, groups = 0;

	for (i = 0; i < changes->count; i += changes->list[i].group) {
		const struct change *first = &changes->list[i];

		if (!view->all && groups++ >= GROUPS_SHOWN)
			break;
		printf("%6zu  %s=%s:", first->group, change_cause(first),
		       config_text(view->config, first->cause));
		print_names(view, first);
	}
	if (i < changes->count)
		printf("  (and %zu more)\n", changes->count - i);
}
