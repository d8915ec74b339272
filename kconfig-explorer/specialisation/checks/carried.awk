# SPDX-License-Identifier: GPL-2.0-only
# Something became of each of the paper's options.
# Reads counts.csv and carried.csv.

file == 1 {
	if ($2 == "linux-4.0")
		y[$1] = column("options_y")
	next
}
{n[$1]++}
END {
	for (name in n)
		if (n[name] != y[name])
			wrong(name ": " n[name] " options carried of " y[name])
}
