// SPDX-License-Identifier: GPL-2.0-only
/*
 * The engine: the kernel's own Kconfig code with our main(). It reads a tree's
 * Kconfig files and writes what it found in our own format (read by
 * model/read.c), or the values that the kernel's code computes for a .config.
 *
 * Only this folder knows the kernel's headers (scripts/kconfig/), whose
 * functions change from version to version: see tree.h. It is compiled with the
 * user's tree and runs as a child process: the kernel's parser ends the process
 * when it finds a mistake, and may crash on damaged files.
 *
 * Lines of the format begin with a letter, and their fields are separated by
 * tabs. A number is an index (-1: none). A text is "-" if there is none,
 * otherwise "=" and the text with \n, \t, \\ for what would break the line.
 */
#include "macros.h"
#include "nodes.h"
#include "signals.h"
#include "tree.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- Numbers for the kernel's structures. */

/* Of an expression: KIND_EXPRESSION + enum expr_type. */
enum kind { KIND_SYMBOL, KIND_FILE, KIND_EXPRESSION };

static int symbol_count, file_count, expression_count;
static int menu_count, property_count;

static int symbol_index(const struct symbol *sym)
{
	return sym ? node_index(KIND_SYMBOL, sym, NULL, 0, 0, &symbol_count)
		   : -1;
}

static int file_index(const char *file)
{
	return file ? node_index(KIND_FILE, file, NULL, 0, 0, &file_count) : -1;
}

/* Equal expressions get equal numbers. */
static int expression_index(const struct expr *e)
{
	int left = -1, right = -1;
	const void *a = NULL, *b = NULL;

	if (!e)
		return -1;
	switch (e->type) {
	case E_AND:
	case E_OR:
		left = expression_index(e->left.expr);
		right = expression_index(e->right.expr);
		break;
	case E_NOT:
		left = expression_index(e->left.expr);
		break;
	case E_SYMBOL:
		a = e->left.sym;
		break;
	default:
		a = e->left.sym;
		b = e->right.sym;
	}
	return node_index(KIND_EXPRESSION + e->type, a, b, left, right,
			  &expression_count);
}

/* --- Writing. */

static FILE *out;

static void put_text(const char *text)
{
	if (!text) {
		fputs("\t-", out);
		return;
	}
	fputs("\t=", out);
	for (; *text; text++)
		if (*text == '\n')
			fputs("\\n", out);
		else if (*text == '\t')
			fputs("\\t", out);
		else if (*text == '\\')
			fputs("\\\\", out);
		else
			putc(*text, out);
}

static void put_place(const char *file, int line)
{
	fprintf(out, "\t%d\t%d", file_index(file), line);
}

static void for_each_symbol(void (*visit)(struct symbol *))
{
	struct macro *macro;

	visit(&symbol_no);
	visit(&symbol_mod);
	visit(&symbol_yes);
	tree_for_each_symbol(visit);
	for (macro = macros; macro; macro = macro->next)
		visit(&macro->symbol);
}

static struct menu *next_menu(struct menu *menu)
{
	if (menu->list)
		return menu->list;
	while (menu && !menu->next)
		menu = menu->parent;
	return menu ? menu->next : NULL;
}

static void for_each_menu(void (*visit)(struct menu *))
{
	struct menu *menu;

	for (menu = &rootmenu; menu; menu = next_menu(menu))
		visit(menu);
}

/* Menus have room for a front end's data: their number, plus one. */
static int menu_index(const struct menu *menu)
{
	return menu ? (int)(size_t)menu->data - 1 : -1;
}

static void number_menu(struct menu *menu)
{
	menu->data = (void *)(size_t)++menu_count;
	expression_index(menu->dep);
	expression_index(menu->visibility);
	if (menu->prompt)
		expression_index(menu->prompt->visible.expr);
	file_index(tree_menu_file(menu));
}

static void number_symbol(struct symbol *sym)
{
	struct property *prop;

	symbol_index(sym);
	expression_index(sym->dir_dep.expr);
	expression_index(sym->rev_dep.expr);
	expression_index(sym->implied.expr);
	for (prop = sym->prop; prop; prop = prop->next) {
		if (!tree_is_written(prop))
			continue;
		property_count++;
		file_index(tree_property_file(prop));
		expression_index(prop->visible.expr);
		if (prop->type == P_DEFAULT)
			expression_index(prop->expr);
	}
}

static void write_symbol(struct symbol *sym)
{
	fprintf(out, "S\t%d\t%d%d%d%d\t%d\t%d\t%d\t%d", sym->type,
		!!(sym->flags & SYMBOL_CONST), sym_is_choice(sym),
		tree_is_optional(sym), tree_is_hidden(sym),
		expression_index(sym->dir_dep.expr),
		expression_index(sym->rev_dep.expr),
		expression_index(sym->implied.expr),
		symbol_index(tree_choice_of(sym)));
	put_text(sym->name);
	putc('\n', out);
}

/* Which constants are answers of macros. */
static void write_macros(void)
{
	const struct macro *macro;

	for (macro = macros; macro; macro = macro->next) {
		fprintf(out, "A\t%d", symbol_index(&macro->symbol));
		put_place(macro->file, macro->line);
		put_text(macro->written);
		putc('\n', out);
	}
}

static void write_member(struct symbol *choice, struct symbol *member)
{
	fprintf(out, "C\t%d\t%d\n", symbol_index(choice), symbol_index(member));
}

static void write_definition(struct symbol *sym, const struct menu *menu)
{
	fprintf(out, "D\t%d\t%d\n", symbol_index(sym), menu_index(menu));
}

/* The members of a choice, and the entries of what has more than one. */
static void write_lists(struct symbol *sym)
{
	if (sym_is_choice(sym))
		tree_for_each_member(sym, write_member);
	tree_for_each_definition(sym, write_definition);
}

static void write_property(const struct symbol *sym,
			   const struct property *prop)
{
	int a = -1, b = -1;
	char kind;

	switch (prop->type) {
	case P_DEFAULT:
		kind = 'd';
		a = expression_index(prop->expr);
		break;
	case P_SELECT:
	case P_IMPLY:
		kind = prop->type == P_SELECT ? 's' : 'i';
		a = symbol_index(prop->expr->left.sym);
		break;
	case P_RANGE:
		kind = 'r';
		a = symbol_index(prop->expr->left.sym);
		b = symbol_index(prop->expr->right.sym);
		break;
	default:
		kind = 'p';
	}
	fprintf(out, "P\t%c\t%d\t%d\t%d", kind, symbol_index(sym),
		menu_index(prop->menu), expression_index(prop->visible.expr));
	put_place(tree_property_file(prop), prop->lineno);
	fprintf(out, "\t%d\t%d", a, b);
	put_text(prop->text);
	putc('\n', out);
}

static void write_properties(struct symbol *sym)
{
	struct property *prop;

	for (prop = sym->prop; prop; prop = prop->next)
		if (tree_is_written(prop))
			write_property(sym, prop);
}

static char menu_kind(const struct menu *menu)
{
	if (menu == &rootmenu)
		return 'r';
	if (menu->sym)
		return sym_is_choice(menu->sym) ? 'c' : 's';
	if (!menu->prompt)
		return 'i';
	return menu->prompt->type == P_COMMENT ? 'k' : 'm';
}

static void write_menu(struct menu *menu)
{
	const struct property *prompt = menu->prompt;

	fprintf(out, "M\t%c\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d", menu_kind(menu),
		prompt && prompt->type == P_MENU, menu_index(menu->parent),
		menu_index(menu->next), menu_index(menu->list),
		symbol_index(menu->sym),
		prompt ? expression_index(prompt->visible.expr) : -1,
		expression_index(menu->dep),
		expression_index(menu->visibility));
	put_place(tree_menu_file(menu), menu->lineno);
	put_text(prompt ? prompt->text : NULL);
	put_text(menu->help);
	putc('\n', out);
}

static const char *expression_letter(int type)
{
	static const char *const letters[] = {
		[E_OR] = "|",	  [E_AND] = "&",     [E_NOT] = "!",
		[E_EQUAL] = "=",  [E_UNEQUAL] = "#", [E_LTH] = "<",
		[E_LEQ] = "l",	  [E_GTH] = ">",     [E_GEQ] = "g",
		[E_SYMBOL] = "s",
	};

	return type < (int)(sizeof(letters) / sizeof(*letters)) && letters[type]
		       ? letters[type]
		       : "?";
}

static void write_expressions(void)
{
	const struct node **list = node_list(KIND_EXPRESSION, expression_count);
	int i;

	for (i = 0; i < expression_count; i++)
		fprintf(out, "E\t%s\t%d\t%d\t%d\t%d\n",
			expression_letter(list[i]->kind - KIND_EXPRESSION),
			list[i]->left, list[i]->right, symbol_index(list[i]->a),
			symbol_index(list[i]->b));
	free(list);
}

static const char **files;

static void number_file(const char *name)
{
	file_index(name);
}

static void sort_file(const char *name)
{
	files[file_index(name)] = name;
}

static void write_files(void)
{
	int i;

	tree_for_each_file(number_file);
	files = xcalloc(file_count, sizeof(*files));
	tree_for_each_file(sort_file);
	for (i = 0; i < file_count; i++) {
		putc('F', out);
		put_text(files[i]);
		putc('\n', out);
	}
	free(files);
}

static void write_model(void)
{
	const char *version = getenv("KERNELVERSION");

	/* Numbers are given here; from then on they are only looked up. */
	for_each_symbol(number_symbol);
	for_each_menu(number_menu);
	fprintf(out, "kconfig-model\t3\t%d\t%d\t%d\t%d\t%d\t%d", symbol_count,
		expression_count, property_count, menu_count,
		symbol_index(modules_sym), tree_rules);
	put_text(version ? version : "");
	putc('\n', out);
	write_files();
	for_each_symbol(write_symbol);
	write_macros();
	write_expressions();
	for_each_menu(write_menu);
	for_each_symbol(write_lists);
	for_each_symbol(write_properties);
	fputs("end\n", out);
}

/* --- The oracle: what the kernel's code makes of a .config. */

static void write_value(struct symbol *sym)
{
	struct symbol *chosen = NULL;

	sym_calc_value(sym);
	if (sym_is_choice(sym))
		chosen = tree_chosen(sym);
	fprintf(out, "V\t%d\t%d\t%d\t%d\t%d\t%d\t%d", tree_value(sym),
		sym->visible, sym->dir_dep.tri, sym->rev_dep.tri,
		sym->implied.tri, !!(sym->flags & SYMBOL_WRITE),
		symbol_index(chosen));
	put_text(sym->type == S_BOOLEAN || sym->type == S_TRISTATE
			 ? NULL
			 : sym->curr.val);
	putc('\n', out);
}

/* As "conf --olddefconfig" does it; what it says about the file is not asked.
 */
static int compute_values(const char *config)
{
	if (access(config, R_OK)) {
		perror(config);
		return 1;
	}
	setenv("KCONFIG_OVERWRITECONFIG", "1", 1);
	if (!freopen("/dev/null", "w", stderr) || conf_read(config) ||
	    conf_write("/dev/null"))
		return 1;
	fprintf(out, "values");
	put_text(config);
	putc('\n', out);
	for_each_symbol(write_value);
	fputs("end\n", out);
	return fflush(out) != 0;
}

/* In a process of its own, that has seen no other file. */
static int write_values(const char *config)
{
	pid_t child;
	int status;

	fflush(out);
	child = fork();
	if (!child)
		_exit(compute_values(config));
	return child < 0 || waitpid(child, &status, 0) < 0 || status;
}

/* --- Beginning and end. */

static void where(char *text, size_t size)
{
	const char *file = tree_current_file();

	snprintf(text, size, "%s:%d", file ? file : "(no file)", yylineno);
}

/* The first line of what it prints, as $(subst $(pound),,...) leaves it. */
static void set_version(const char *variable, const char *command)
{
	char line[512] = "", *at;
	FILE *answer = popen(command, "r");

	if (answer && fgets(line, sizeof(line), answer))
		line[strcspn(line, "\n")] = 0;
	if (answer)
		pclose(answer);
	while ((at = strchr(line, '#')))
		memmove(at, at + 1, strlen(at));
	setenv(variable, line, 1);
}

/*
 * The kernel's Makefile exports these, the flags by scripts/Makefile.clang;
 * asked here, the answer is remembered.
 */
static void set_compiler_versions(void)
{
	const char *compiler;

	set_version("CC_VERSION_TEXT",
		    "LC_ALL=C $CC --version 2>/dev/null | head -n 1");
	set_version("RUSTC_VERSION_TEXT", "$RUSTC --version 2>/dev/null");
	compiler = getenv("CC_VERSION_TEXT");
	if (compiler && strstr(compiler, "clang"))
		setenv("CLANG_FLAGS",
		       "--target=x86_64-linux-gnu -fintegrated-as -Werror=unknown-warning-option -Werror=ignored-optimization-argument",
		       1);
}

int main(int argc, char **argv)
{
	int i, failed = 0;

	if (argc < 2) {
		fputs("usage: engine KCONFIG [CONFIG...]\n", stderr);
		return 2;
	}
	signals_catch(where);
	/* $(info) prints to standard output, which is ours. */
	out = fdopen(dup(STDOUT_FILENO), "w");
	if (!out || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		return 2;
	setvbuf(out, NULL, _IOFBF, 1 << 16);
	conf_set_message_callback(NULL);
	if (!getenv("CC_VERSION_TEXT"))
		set_compiler_versions();
	conf_parse(argv[1]);
	write_model();
	for (i = 2; i < argc; i++)
		failed |= write_values(argv[i]);
	return fclose(out) || failed;
}
