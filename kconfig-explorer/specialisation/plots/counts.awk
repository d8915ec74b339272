# SPDX-License-Identifier: GPL-2.0-only
# From counts.csv to what counts.gp draws: options that are on, a row a
# configuration, a column a way; "-" where it was not done.

BEGIN {FS = ","}

FNR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next}
$2 != "defined" {
	if (!($1 in seen))
		order[++n] = $1
	seen[$1]
	y[$1, $2] = $(at["options_y"])
}
END {
	ways = split("linux-4.0 carried-off only-fragment allnoconfig " \
		"tinyconfig lexicographic count policy", way, " ")
	for (i = 1; i <= n; i++) {
		line = order[i]
		for (k = 1; k <= ways; k++)
			line = line " " ((order[i], way[k]) in y ? \
				y[order[i], way[k]] : "-")
		print line, order[i] == "microvm" ? 833 : \
			order[i] ~ /^lupine/ ? 283 : "-"
	}
}
