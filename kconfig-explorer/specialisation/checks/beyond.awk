# SPDX-License-Identifier: GPL-2.0-only
# paper = common + only the paper; application = machine + beyond - lost.
# Reads app-options.csv, counts.csv and beyond.csv.

file == 1 {paper[$1]++; next}
file == 2 {
	if ($2 == "lexicographic")
		y[$1] = column("options_y")
	next
}
{
	n[$1, $4]++
	names[$1]
}
END {
	for (name in names) {
		if (paper[name] + 0 != n[name, "common"] + n[name, "paper"])
			wrong(name ": the paper has " paper[name] \
				" options, common and paper do not add up")
		if (y[name] != y["machine"] + n[name, "common"] \
		    + n[name, "ours"] - n[name, "lost"])
			wrong(name ": base and beyond do not add up")
	}
}
