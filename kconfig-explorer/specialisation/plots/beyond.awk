# SPDX-License-Identifier: GPL-2.0-only
# From beyond.csv to what beyond.gp draws: what each application needs beyond
# the base.

BEGIN {FS = ","}

FNR == 1 {next}

{
	if (!($1 in seen))
		order[++n] = $1
	seen[$1]
	side = $4
	if (side == "ours" && $3 == "no")
		side = "derived"
	count[$1, side]++
}
END {
	if (!n)
		print "none-needs-more", 0, 0, 0, 0
	for (i = 1; i <= n; i++) {
		a = order[i]
		paper = count[a, "common"] + count[a, "paper"]
		print a, paper, count[a, "common"] + 0, \
			count[a, "ours"] + 0, count[a, "derived"] + 0
	}
}
