// SPDX-License-Identifier: GPL-2.0-only
/* Configurations: their memory, and user values one by one. */
#include "model/config_private.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct config *config_new(const struct model *model)
{
	struct config *config = allocate(1, sizeof(*config));

	config->model = model;
	config->user_values =
		allocate(model->symbol_count, sizeof(struct user_value));
	config->results = allocate(model->symbol_count, sizeof(struct result));
	config->private = allocate(1, sizeof(*config->private));
	config->private->valid = allocate(model->symbol_count, sizeof(bool));
	config->private->refused = allocate(model->symbol_count, sizeof(bool));
	/* A choice always has a value: conf_read_simple(). */
	model_for_each_symbol(model, symbol) config->user_values[symbol->index]
		.set = symbol->choice;
	return config;
}

void config_free(struct config *config)
{
	size_t i;

	if (!config)
		return;
	for (i = 0; i < config->complaint_count; i++)
		free(config->complaints[i].text);
	for (i = 0; i < config->private->text_count; i++)
		free(config->private->texts[i]);
	free(config->private->texts);
	free(config->private->valid);
	free(config->private->refused);
	free(config->private);
	free(config->complaints);
	free(config->user_values);
	free(config->results);
	free(config->file);
	free(config);
}

const char *config_keep(struct config *config, const char *text)
{
	struct config_private *private = config->private;
	char *kept = text_copy(text);

	private->texts = one_more(private->texts, private->text_count,
				  sizeof(*private->texts));
	private->texts[private->text_count++] = kept;
	return kept;
}

static bool is_int(const char *text)
{
	if (*text == '-')
		text++;
	if (*text == '0' && text[1])
		return false;
	return *text && !text[strspn(text, "0123456789")];
}

static bool is_hex(const char *text)
{
	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
		text += 2;
	return *text && !text[strspn(text, "0123456789abcdefABCDEF")];
}

bool value_is_valid(enum type type, const char *value)
{
	switch (type) {
	case TYPE_BOOL:
		return *value == 'y' || *value == 'n';
	case TYPE_TRISTATE:
		return *value == 'y' || *value == 'm' || *value == 'n';
	case TYPE_INT:
		return is_int(value);
	case TYPE_HEX:
		return is_hex(value);
	case TYPE_STRING:
		return true;
	default:
		return false;
	}
}

/*
 * A member of a choice decides for the choice: conf_read_simple(). A member
 * that is m beside one that is y makes no sense; then the choice counts as not
 * set.
 */
static void set_choice(struct config *config, const struct symbol *member)
{
	struct user_value *asked =
		&config->user_values[member->member_of->index];
	enum tristate value = config_user_value(config, member)->value;

	if (value == MODULE && asked->value == YES)
		asked->set = false;
	if (value == YES)
		asked->chosen = member;
	if (value > asked->value)
		asked->value = value;
}

bool config_assign(struct config *config, const struct symbol *symbol,
		   const char *value)
{
	struct user_value *asked = &config->user_values[symbol->index];

	if (!value_is_valid(symbol->type, value))
		return false;
	*asked = (struct user_value){.set = true,
				     .order = ++config->private->assignments};
	if (!symbol_is_logical(symbol)) {
		asked->text = config_keep(config, value);
		return true;
	}
	asked->value = *value == 'y' ? YES : *value == 'm' ? MODULE : NO;
	if (symbol->member_of)
		set_choice(config, symbol);
	return true;
}

bool config_set(struct config *config, const struct symbol *symbol,
		const char *value)
{
	if (!value_is_valid(symbol->type, value))
		return false;
	config_unset(config, symbol);
	return config_assign(config, symbol, value);
}

void config_unset(struct config *config, const struct symbol *symbol)
{
	const struct symbol *choice = symbol->member_of;
	size_t i;

	config->user_values[symbol->index] =
		(struct user_value){.set = symbol->choice};
	if (!choice)
		return;
	config->user_values[choice->index] = (struct user_value){.set = true};
	for (i = 0; i < choice->member_count; i++)
		if (config_user_value(config, choice->members[i])->set)
			set_choice(config, choice->members[i]);
}

const char *tristate_text(enum tristate value)
{
	static const char *const texts[] = {"n", "m", "y"};

	return texts[value];
}

const char *config_text(const struct config *config,
			const struct symbol *symbol)
{
	const struct result *result = config_result(config, symbol);

	return symbol_is_logical(symbol) ? tristate_text(result->value)
					 : result->text;
}

bool config_is_on(const struct config *config, const struct symbol *symbol)
{
	return symbol_is_option(symbol) && symbol_is_logical(symbol) &&
	       config_result(config, symbol)->value != NO;
}
