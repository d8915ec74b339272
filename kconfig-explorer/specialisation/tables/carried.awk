# SPDX-License-Identifier: GPL-2.0-only
# What became of each option that was y in a configuration of Linux 4.0.
#
# Reads configs-4.0.csv, renamed.csv and what `count --list` says of the
# configuration carried to this kernel; prints rows of carried.csv.

BEGIN {FS = ","}

FILENAME == ARGV[1] && $1 == name && $3 == "y" {was[$2]}

FILENAME == ARGV[2] && FNR > 1 {
	renamed[$1] = $2
	sentence[$1] = $0
	sub(/^[^,]*,[^,]*,/, "", sentence[$1])
}

FILENAME == ARGV[3] && FNR > 1 {value[$1] = $4}

function fate(option) {
	if (option in value)
		return value[option] == "y" ? "kept" : "off"
	return renamed[option] == "" ? "gone" : "renamed"
}

END {
	for (option in was) {
		what = fate(option)
		text = what == "kept" ? "" : sentence[option]
		if (what == "renamed")
			text = renamed[option] ": " text
		print name "," option ",y," \
			(option in value ? value[option] : "") "," \
			what "," quoted(text) | "LC_ALL=C sort"
	}
}
