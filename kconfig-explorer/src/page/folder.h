/* SPDX-License-Identifier: GPL-2.0-only */
/* The folder of a page, made beside its place and put there when complete. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>

/*
 * A fresh folder beside `folder`, with the program of the page in it and an
 * empty data/. Returns its name, which the caller frees, or NULL: *problem
 * says why. It is refused if something else than a page stands in `folder`.
 */
char *folder_new(const char *folder, char **problem);
/* Puts it in its place; what was there is removed. */
bool folder_install(const char *fresh, const char *folder, char **problem);
/* Removes a folder with all that is in it. */
void folder_remove(const char *folder);

#endif
