// SPDX-License-Identifier: GPL-2.0-only
/*
 * Walks the Kbuild files from the top of a tree, as scripts/Makefile.build
 * does, and gathers gates on the way.
 */
#include "kbuild/kbuild.h"
#include "kbuild/file.h"
#include "kbuild/makefile.h"
#include "kbuild/tristate.h"

#include <stdio.h>
#include <string.h>

struct kbuild_private {
	struct kbuild kbuild; /* what the others see */
	struct pool *pool;
	struct makefile *exported; /* variables that all files see */
	struct table makefiles;	   /* by directory: each is read once */
	struct table objects, directories, sources;
	struct table tristates;
	struct object **object_list;
	struct directory **directory_list;
	size_t object_size, directory_size;
	/* objects of lists that no obj-* or lib-* speaks of: images, tools */
	struct values images, hosts;
};

/* Beside the kinds of objects, in listings. */
enum { DIRECTORY = OBJECT_HOST + 1 };

/* What one Kbuild file says of an object or a directory. */
struct listing {
	const char *path;
	unsigned int kind; /* enum object_kind, or DIRECTORY */
	const struct condition *builtin, *module; /* obj-y, obj-m */
	struct place place;
};

/*
 * The last gate that was put inside a directory's, and what came of it:
 * neighbours in a list mostly have the same one.
 */
struct inside {
	const struct condition *gate, *both;
};

/* Where a walk is. */
struct visit {
	const struct visit *outer; /* the directory from which it came */
	struct kbuild_private *kbuild;
	struct makefile *makefile;
	const char *path;
	const struct condition *builtin, *reached;
	struct inside last_builtin, last_module;
	struct table listings; /* by path */
	struct listing **order;
	size_t count, size;
};

static void walk(struct kbuild_private *kbuild, const struct visit *outer,
		 const char *path, const struct condition *builtin,
		 const struct condition *reached, struct place place);

/* Makes room for one more in a list. */
static void grow(struct pool *pool, void ***list, size_t count, size_t *size)
{
	void **bigger;

	if (count < *size)
		return;
	*size = *size ? *size * 2 : 16;
	bigger = pool_alloc(pool, *size * sizeof(*bigger));
	if (count)
		memcpy(bigger, *list, count * sizeof(*bigger));
	*list = bigger;
}

/* The source of an object: path.c or path.S; NULL if both are generated. */
static const char *find_source(struct kbuild_private *kbuild,
			       const char *object)
{
	size_t length = strlen(object);
	const char *suffix;
	char path[4096];

	if (length >= sizeof(path))
		return NULL;
	memcpy(path, object, length + 1);
	for (suffix = "cS"; *suffix; suffix++) {
		path[length - 1] = *suffix;
		if (file_exists(kbuild->kbuild.tree, path))
			return pool_intern(kbuild->pool, path, length);
	}
	return NULL;
}

static struct object *add_object(struct kbuild_private *kbuild,
				 const char *path, enum object_kind kind,
				 struct place place)
{
	struct object **at = (struct object **)table_at(&kbuild->objects, path);
	struct object *object = *at;

	if (object)
		return object;
	object = *at = pool_alloc(kbuild->pool, sizeof(*object));
	*object = (struct object){
		.path = path,
		.source = find_source(kbuild, path),
		.kind = kind,
		.builtin = &condition_never,
		.module = &condition_never,
		.place = place,
	};
	grow(kbuild->pool, (void ***)&kbuild->object_list,
	     kbuild->kbuild.object_count, &kbuild->object_size);
	kbuild->object_list[kbuild->kbuild.object_count++] = object;
	if (object->source)
		*table_at(&kbuild->sources, object->source) = object;
	return object;
}

static bool is_object(const char *word)
{
	size_t length = strlen(word);

	return length > 2 && !strcmp(word + length - 2, ".o");
}

static void add_listing(struct visit *visit, const struct value *word,
			const struct condition *when, unsigned int kind,
			bool module)
{
	struct pool *pool = visit->kbuild->pool;
	const char *path = path_below(pool, visit->path, word->text);
	struct listing **at =
		(struct listing **)table_at(&visit->listings, path);
	struct listing *listing = *at;
	const struct condition **total;

	if (!listing) {
		listing = *at = pool_alloc(pool, sizeof(*listing));
		*listing = (struct listing){path, kind, &condition_never,
					    &condition_never, word->place};
		grow(pool, (void ***)&visit->order, visit->count, &visit->size);
		visit->order[visit->count++] = listing;
	}
	if (kind < listing->kind)
		listing->kind = kind;
	total = module ? &listing->module : &listing->builtin;
	*total = condition_or(pool, *total, when);
}

/*
 * foo.o may be made of parts: those in foo-y and foo-objs, in a module also
 * those in foo-m (real-search in scripts/Makefile.lib). Lists the parts and
 * returns when there is one.
 */
static const struct condition *list_parts(struct visit *visit,
					  const struct value *whole,
					  enum object_kind kind, bool module)
{
	static const char *const suffixes[] = {"objs", "y", "m"};
	struct pool *pool = visit->kbuild->pool;
	const struct condition *any = &condition_never;
	struct values parts;
	const char *list;
	size_t i, j;

	for (i = 0; i < (module ? 3 : 2); i++) {
		list = pool_printf(pool, "%.*s-%s",
				   (int)(strlen(whole->text) - 2), whole->text,
				   suffixes[i]);
		if (!makefile_variable(visit->makefile, list))
			continue;
		parts = makefile_words(visit->makefile, list);
		for (j = 0; j < parts.count; j++) {
			any = condition_or(pool, any, parts.items[j].when);
			if (is_object(parts.items[j].text))
				add_listing(visit, &parts.items[j],
					    condition_and(pool, whole->when,
							  parts.items[j].when),
					    kind, module);
		}
	}
	return any;
}

static void list_whole(struct visit *visit, const struct value *word,
		       enum object_kind kind, bool module)
{
	struct pool *pool = visit->kbuild->pool;
	const struct condition *parts = list_parts(visit, word, kind, module);

	add_listing(visit, word,
		    condition_and(pool, word->when, condition_not(pool, parts)),
		    kind, module);
}

/* obj-y, obj-m, lib-y or lib-m: objects and directories. */
static void read_list(struct visit *visit, const char *list)
{
	enum object_kind kind = *list == 'l' ? OBJECT_LIBRARY : OBJECT_PLAIN;
	/* lib-m counts as lib-y: scripts/Makefile.lib */
	bool module = !strcmp(list, "obj-m");
	struct values words = makefile_words(visit->makefile, list);
	const struct value *word;

	for (word = words.items; word < words.items + words.count; word++) {
		if (word->text[strlen(word->text) - 1] == '/')
			add_listing(visit, word, word->when, DIRECTORY, module);
		else if (is_object(word->text))
			list_whole(visit, word, kind, module);
	}
}

/* Some of these lists have $(obj)/ before each name, which is the path. */
static const char *image_path(const struct visit *visit, const char *word)
{
	size_t length = strlen(visit->path);

	if (!strncmp(word, visit->path, length) && word[length] == '/')
		word += length + 1;
	return path_below(visit->kbuild->pool, visit->path, word);
}

/* Lists that end in -y or -objs but belong to no object: vobjs-y, setup-y. */
static void remember_images(struct visit *visit)
{
	struct kbuild_private *kbuild = visit->kbuild;
	const struct table *table = &visit->makefile->variables;
	const struct variable *variable;
	struct values words;
	const char *dash;
	size_t i, j;

	for (i = 0; i < table->size; i++) {
		if (!table->entries[i].name)
			continue;
		variable = table->entries[i].value;
		dash = strrchr(table->entries[i].name, '-');
		if (!dash || variable->used ||
		    (strcmp(dash, "-y") != 0 && strcmp(dash, "-objs") != 0))
			continue;
		words = makefile_words(visit->makefile, table->entries[i].name);
		for (j = 0; j < words.count; j++)
			if (is_object(words.items[j].text))
				values_add(
					kbuild->pool, &kbuild->images,
					image_path(visit, words.items[j].text),
					condition_and(kbuild->pool,
						      visit->builtin,
						      words.items[j].when),
					words.items[j].place);
	}
}

static void remember_hosts(struct visit *visit)
{
	struct kbuild_private *kbuild = visit->kbuild;
	struct values words = makefile_words(visit->makefile, "hostprogs");
	const char *path;
	size_t i;

	for (i = 0; i < words.count; i++) {
		path = path_below(
			kbuild->pool, visit->path,
			pool_printf(kbuild->pool, "%s.o", words.items[i].text));
		values_add(kbuild->pool, &kbuild->hosts, path, visit->builtin,
			   words.items[i].place);
	}
}

static struct makefile *load_makefile(struct kbuild_private *kbuild,
				      const char *path)
{
	struct makefile **at =
		(struct makefile **)table_at(&kbuild->makefiles, path);
	struct makefile *makefile = *at;
	struct pool *pool = kbuild->pool;

	if (makefile)
		return makefile;
	makefile = *at =
		makefile_new(pool, kbuild->kbuild.tree, kbuild->exported);
	makefile_set(makefile, "src", path);
	makefile_set(makefile, "obj", path);
	/* a Kbuild file has precedence: scripts/Makefile.build */
	if (!makefile_read(makefile, path_below(pool, path, "Kbuild")))
		makefile_read(makefile, path_below(pool, path, "Makefile"));
	return makefile;
}

static void add_directory(struct visit *visit, struct place place)
{
	struct kbuild_private *kbuild = visit->kbuild;
	struct directory **at = (struct directory **)table_at(
		&kbuild->directories, visit->path);
	struct directory *directory = *at;
	struct pool *pool = kbuild->pool;

	if (!directory) {
		directory = *at = pool_alloc(pool, sizeof(*directory));
		*directory = (struct directory){visit->path, &condition_never,
						&condition_never, place};
		grow(pool, (void ***)&kbuild->directory_list,
		     kbuild->kbuild.directory_count, &kbuild->directory_size);
		kbuild->directory_list[kbuild->kbuild.directory_count++] =
			directory;
	}
	directory->builtin =
		condition_or(pool, directory->builtin, visit->builtin);
	directory->reached =
		condition_or(pool, directory->reached, visit->reached);
}

static const struct condition *put_inside(struct pool *pool,
					  const struct condition *outer,
					  struct inside *last,
					  const struct condition *gate)
{
	if (last->gate != gate)
		*last = (struct inside){gate, condition_and(pool, outer, gate)};
	return last->both;
}

/* An object is built where its directory is and its line counts. */
static void enter_object(struct visit *visit, const struct listing *listing)
{
	struct pool *pool = visit->kbuild->pool;
	const struct condition *builtin, *module;
	struct object *object;

	builtin = put_inside(pool, visit->builtin, &visit->last_builtin,
			     listing->builtin);
	module = put_inside(pool, visit->reached, &visit->last_module,
			    listing->module);
	if (condition_is_never(builtin) && condition_is_never(module))
		return;
	object = add_object(visit->kbuild, listing->path, listing->kind,
			    listing->place);
	if (listing->kind < object->kind)
		object->kind = listing->kind;
	object->builtin = condition_or(pool, object->builtin, builtin);
	object->module = condition_or(pool, object->module, module);
}

/* What is in obj-y of a directory in obj-m is not built at all. */
static void enter_directory(struct visit *visit, const struct listing *listing)
{
	struct pool *pool = visit->kbuild->pool;
	const struct condition *either =
		condition_or(pool, listing->builtin, listing->module);

	walk(visit->kbuild, visit, listing->path,
	     condition_and(pool, visit->builtin, listing->builtin),
	     condition_and(pool, visit->reached, either), listing->place);
}

/* Is a directory listed by itself, or by one below it? */
static bool is_inside(const struct visit *visit, const char *path)
{
	for (; visit; visit = visit->outer)
		if (visit->path == path)
			return true;
	return false;
}

static void walk(struct kbuild_private *kbuild, const struct visit *outer,
		 const char *path, const struct condition *builtin,
		 const struct condition *reached, struct place place)
{
	static const char *const lists[] = {"obj-y", "obj-m", "lib-y", "lib-m"};
	struct visit visit = {.outer = outer,
			      .kbuild = kbuild,
			      .path = path,
			      .builtin = builtin,
			      .reached = reached};
	size_t i;

	if (condition_is_never(reached) || is_inside(outer, path))
		return;
	visit.makefile = load_makefile(kbuild, path);
	add_directory(&visit, place);
	table_init(&visit.listings, kbuild->pool);
	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (makefile_variable(visit.makefile, lists[i]))
			read_list(&visit, lists[i]);
	remember_images(&visit);
	remember_hosts(&visit);
	for (i = 0; i < visit.count; i++)
		if (visit.order[i]->kind != DIRECTORY)
			enter_object(&visit, visit.order[i]);
	for (i = 0; i < visit.count; i++)
		if (visit.order[i]->kind == DIRECTORY)
			enter_directory(&visit, visit.order[i]);
}

/* "export name := text", where the text speaks of variables of `from`. */
static void export(struct kbuild_private *kbuild, struct makefile *from,
		   const char *name, const char *text)
{
	struct values words = expand_words(from, text);
	struct variable **to = (struct variable **)table_at(
		&kbuild->exported->variables, name);

	*to = pool_alloc(kbuild->pool, sizeof(**to));
	**to = (struct variable){name, words, false};
}

/*
 * What the top Makefile hands to Kbuild files: it reads the architecture's
 * Makefile between "libs-y := lib/" and "export ARCH_CORE := $(core-y)".
 */
static bool read_arch(struct kbuild_private *kbuild, const char *arch)
{
	struct makefile *makefile = kbuild->exported;
	bool there;

	makefile_set(makefile, "ARCH", arch);
	makefile_set(makefile, "SRCARCH", "x86");
	makefile_set(makefile, "srctree", ".");
	makefile_set(makefile, "objtree", ".");
	makefile = makefile_new(kbuild->pool, kbuild->kbuild.tree, makefile);
	makefile_set(makefile, "libs-y", "lib/");
	there = makefile_read(makefile, "arch/x86/Makefile");
	export(kbuild, makefile, "BITS", "$(BITS)");
	export(kbuild, makefile, "ARCH_CORE", "$(core-y)");
	export(kbuild, makefile, "ARCH_LIB", "$(filter %/, $(libs-y))");
	export(kbuild, makefile, "ARCH_DRIVERS", "$(drivers-y) $(drivers-m)");
	return there;
}

/*
 * Images that are made by rules of their own, so that no obj-y leads there:
 * arch/x86/Makefile ("boot := arch/x86/boot") and arch/x86/realmode/Makefile.
 */
static void walk_images(struct kbuild_private *kbuild)
{
	static const char *const paths[] = {"arch/x86/boot",
					    "arch/x86/boot/compressed",
					    "arch/x86/realmode/rm"};
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		struct visit visit = {
			.kbuild = kbuild,
			.makefile = load_makefile(kbuild, paths[i]),
			.path = paths[i],
			.builtin = &condition_always,
			.reached = &condition_always,
		};

		remember_images(&visit);
		remember_hosts(&visit);
	}
}

/* What turned out to be no part of vmlinux or a module. */
static void add_remembered(struct kbuild_private *kbuild,
			   const struct values *values, enum object_kind kind)
{
	const struct value *value;
	struct object *object;

	for (value = values->items; value < values->items + values->count;
	     value++) {
		object = table_get(&kbuild->objects, value->text);
		if (condition_is_never(value->when) ||
		    (object && object->kind < OBJECT_IMAGE))
			continue;
		object = add_object(kbuild, value->text, kind, value->place);
		object->builtin = condition_or(kbuild->pool, object->builtin,
					       value->when);
	}
}

struct kbuild *kbuild_load(const char *tree, const char *arch, char **problem)
{
	struct pool *pool = pool_new();
	struct kbuild_private *kbuild = pool_alloc(pool, sizeof(*kbuild));

	kbuild->pool = kbuild->kbuild.pool = pool;
	kbuild->kbuild.tree = pool_copy(pool, tree, strlen(tree));
	kbuild->kbuild.arch = pool_copy(pool, arch, strlen(arch));
	kbuild->kbuild.tristates = &kbuild->tristates;
	kbuild->kbuild.private = kbuild;
	kbuild->exported = makefile_new(pool, kbuild->kbuild.tree, NULL);
	tristates_read(pool, kbuild->kbuild.tree, "Kconfig",
		       &kbuild->tristates);
	kbuild->exported->tristates = &kbuild->tristates;
	table_init(&kbuild->makefiles, pool);
	table_init(&kbuild->objects, pool);
	table_init(&kbuild->sources, pool);
	table_init(&kbuild->directories, pool);
	if (!file_exists(tree, "Kbuild") || !read_arch(kbuild, arch)) {
		if (asprintf(problem,
			     "%s: not a Linux tree: it has no Kbuild or no "
			     "arch/x86/Makefile",
			     tree) < 0)
			*problem = NULL;
		pool_free(pool);
		return NULL;
	}
	walk(kbuild, NULL, path_below(pool, "", ""), &condition_always,
	     &condition_always, (struct place){"Kbuild", 1});
	walk_images(kbuild);
	add_remembered(kbuild, &kbuild->images, OBJECT_IMAGE);
	add_remembered(kbuild, &kbuild->hosts, OBJECT_HOST);
	kbuild->kbuild.objects = kbuild->object_list;
	kbuild->kbuild.directories = kbuild->directory_list;
	return &kbuild->kbuild;
}

void kbuild_free(struct kbuild *kbuild)
{
	if (kbuild)
		pool_free(kbuild->pool);
}

const struct object *kbuild_object(const struct kbuild *kbuild,
				   const char *path)
{
	return table_get(&kbuild->private->objects, path);
}

const struct object *kbuild_compiled(const struct kbuild *kbuild,
				     const char *path)
{
	return table_get(&kbuild->private->sources, path);
}

const struct condition *kbuild_built(const struct kbuild *kbuild,
				     const struct object *object)
{
	return condition_or(kbuild->pool, object->builtin, object->module);
}
