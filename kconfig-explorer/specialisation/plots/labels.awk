# SPDX-License-Identifier: GPL-2.0-only
# From labels.csv to what labels.gp draws: what is left of what the paper's base
# leaves out; of the applications, that of the one that has most of a label.

BEGIN {FS = ","}

FNR == 1 {next}

{
	removed[$1] = $4
	if ($2 == "microvm" && $3 == "carried-off")
		microvm[$1] = $6
	else if ($2 ~ /^lupine/ && $3 == "carried-off")
		lupine[$1] = $6
	else if ($2 == "twenty-two" && $3 == "lexicographic")
		needs[$1] = $6
	else if ($2 != "machine" && $3 == "lexicographic" &&
		 $6 > most[$1] + 0)
		most[$1] = $6
}
END {
	for (label in removed)
		printf "\"%s\"\t%d\t%d\t%d\t%d\t%d\n", label, \
			removed[label], microvm[label], lupine[label], \
			needs[label], most[label] | "sort -t\"\t\" -k2,2nr"
}
