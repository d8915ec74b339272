# SPDX-License-Identifier: GPL-2.0-only
# How much of what the paper's base leaves out of microVM, by the authors' labels,
# a configuration has.
#
# Reads removed-option-labels.csv and what `count --list` says of the
# configuration; prints rows of labels.csv.

BEGIN {FS = ","}

FNR == NR && FNR > 1 {
	label[$2] = $1
	removed[$1]++
}

FNR != NR && $1 in label {
	still[label[$1]]++
	on[label[$1]] += $4 == "y"
}

END {
	for (l in removed)
		print l "," name "," method "," removed[l] "," \
			still[l] + 0 "," on[l] + 0 | "LC_ALL=C sort"
}
