# SPDX-License-Identifier: GPL-2.0-only
# Options that are on: as our model says (counts.csv), and as lines of each .config,
# which the kernel's conf wrote, or the solver; needs, as dropped.csv lists them.
# Reads the lines counted, dropped.csv and counts.csv.

file == 1 {on[$1, $2] = $3; next}
file == 2 {lost[$1, $2]++; next}
{
	id = $1 " " $2
	y = column("options_y")
	if ($2 != "defined" && y != on[$1, $2])
		wrong(id ": options_y is " y ", its config has " on[$1, $2])
	if (column("prompted_y") > y + 0)
		wrong(id ": more prompted options than options")
	if (column("needs_dropped") + 0 != lost[$1, $2] + 0)
		wrong(id ": needs_dropped is not what dropped.csv lists")
	if (column("needs_dropped") > column("needs") + 0)
		wrong(id ": more needs dropped than there are")
	if ($2 ~ /^(lexicographic|count|policy)$/)
		solved[$1, $2] = y + 0
	if (($1, $2) in solved && column("needs_dropped") != 0)
		wrong(id ": the solver dropped a need")
	if (($1, $2) in solved && column("survives_olddefconfig") != "yes")
		wrong(id ": olddefconfig changes it")
	if ($2 == "count")
		smallest[$1] = y
	others[$1] = others[$1] " " ($2 ~ /^(only|allno|tiny|lexi|policy)/ &&
		column("needs_dropped") == 0 ? y : "")
}
END {
	for (name in smallest) {
		n = split(others[name], other, " ")
		for (i = 1; i <= n; i++)
			if (other[i] + 0 < smallest[name] + 0)
				wrong(name ": not the fewest options")
	}
}
