// SPDX-License-Identifier: GPL-2.0-only
/*
 * Walks the Kbuild files from the top of a tree, as scripts/Makefile.build
 * does, and gathers gates on the way.
 */
#include "kbuild/kbuild.h"
#include "base/file.h"
#include "base/text.h"
#include "kbuild/tristate.h"
#include "kbuild/walk.h"

#include <stdio.h>
#include <string.h>

static void walk(struct kbuild_private *kbuild, const struct visit *outer,
		 const char *path, const struct condition *builtin,
		 const struct condition *reached, struct place place);

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
	kbuild->object_list =
		pool_one_more(kbuild->pool, kbuild->object_list,
			      kbuild->kbuild.object_count, sizeof(object));
	kbuild->object_list[kbuild->kbuild.object_count++] = object;
	if (object->source)
		*table_at(&kbuild->sources, object->source) = object;
	return object;
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
		kbuild->directory_list = pool_one_more(
			pool, kbuild->directory_list,
			kbuild->kbuild.directory_count, sizeof(directory));
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

/* Whatever a directory lists is for an image, or runs while building. */
static void visit_image(struct kbuild_private *kbuild, const char *path,
			const struct condition *when)
{
	struct visit visit = {
		.kbuild = kbuild,
		.makefile = load_makefile(kbuild, path),
		.path = path,
		.builtin = when,
		.reached = when,
	};

	remember_images(&visit);
	remember_hosts(&visit);
}

/*
 * Make goes to a directory in subdir-y, but links nothing from there: libstub's
 * library, for example, is for arch/x86/boot/compressed.
 */
static void enter_subdirs(const struct visit *visit)
{
	static const char *const lists[] = {"subdir-y", "subdir-m"};
	struct pool *pool = visit->kbuild->pool;
	const struct condition *when;
	struct values words;
	size_t i, j;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		words = makefile_words(visit->makefile, lists[i]);
		for (j = 0; j < words.count; j++) {
			when = condition_and(pool, visit->reached,
					     words.items[j].when);
			if (!condition_is_never(when))
				visit_image(visit->kbuild,
					    path_below(pool, visit->path,
						       words.items[j].text),
					    when);
		}
	}
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
	read_lists(&visit);
	remember_images(&visit);
	remember_hosts(&visit);
	for (i = 0; i < visit.count; i++)
		if (visit.order[i]->kind != DIRECTORY)
			enter_object(&visit, visit.order[i]);
	for (i = 0; i < visit.count; i++)
		if (visit.order[i]->kind == DIRECTORY)
			enter_directory(&visit, visit.order[i]);
	enter_subdirs(&visit);
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

	for (i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		visit_image(kbuild, paths[i], &condition_always);
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
		*problem = text_format(
			"%s: not a Linux tree: it has no Kbuild or no arch/x86/Makefile",
			tree);
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
