# SPDX-License-Identifier: GPL-2.0-only
# For the checks of check-results: columns by name, and what is wrong.

BEGIN {FS = ","}

FNR == 1 {
	delete at
	for (i = 1; i <= NF; i++)
		at[$i] = i
	file++
	next
}

function column(name) {
	return $(at[name])
}

function wrong(text) {
	print "check-results: " text
	failed = 1
}
