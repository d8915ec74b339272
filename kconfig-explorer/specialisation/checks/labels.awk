# SPDX-License-Identifier: GPL-2.0-only
# All labels are there, and no label has more options than it has.
# Reads removed-option-labels.csv and labels.csv.

file == 1 {all++; next}
{
	sum[$2 " " $3] += $4
	if ($6 > $5 + 0 || $5 > $4 + 0)
		wrong($2 " " $3 " " $1 ": more than the label has")
}
END {
	for (id in sum)
		if (sum[id] != all)
			wrong(id ": " sum[id] " labels of " all)
}
