# SPDX-License-Identifier: GPL-2.0-only
# What an application needs beyond the base: the paper's list beside ours.
#
# The paper's base is Lupine's; ours is the solved configuration of the machine
# alone. Reads, in this order: app-options.csv, explanations.csv, what `syscalls`
# says, the manifest, the machine's options (count --list), the application's
# needs, the solver's reasons, the application's options. Prints rows of
# beyond.csv: side is
#
#   common   the paper has it and so have we
#   paper    only the paper has it    ours   only we have it
#   lost     our base has it, and our application's configuration has not

BEGIN {FS = ","}
FNR == 1 {file++}

file == 1 && $1 == name {paper[$2]}

file == 2 && FNR > 1 && ($2 == name || $2 == "*") {
	text = $0
	sub(/^[^,]*,[^,]*,[^,]*,/, "", text)
	known[$1, $3] = unquoted(text)
}

# A system call, and each option that its condition names without "!".
file == 3 && FNR > 1 {
	n = split($5, word, /[^!A-Z0-9_a-z]+/)
	for (i = 1; i <= n; i++)
		if (word[i] ~ /^[A-Z]/)
			calls[word[i]] = calls[word[i]] " " $2
}

file == 4 && /^\[/ {section = $0}
file == 4 && / = / && section != "[application]" {
	split($0, part, " = ")
	state[section, part[1]] = part[2]
	items[section] = items[section] "\n" part[1]
}

file == 5 && $4 == "y" {base[$1]}

file == 6 {
	text = $0
	option = $1
	sub(/[ =#].*/, "", option)
	needed[option]
	if (sub(/^[^#]*# /, "", text))
		needed_for[option] = text
}

file == 7 && FNR > 1 {
	text = $0
	sub(/^[^,]*,[^,]*,[^,]*,[^,]*,/, "", text)
	reason[$1] = unquoted(text)
	kind[$1] = $4
}

file == 8 && FNR > 1 {
	prompt[$1] = $3
	if ($4 == "y")
		on[$1]
}

# What the manifest says of the uses that an option serves: sets `status`, and
# returns a sentence; "" if the check is not known to pass without them.
function without(section, uses, what,    list, n, i, made, s) {
	n = split(uses, list, "\n")
	for (i = 1; i <= n; i++) {
		s = state[section, list[i]]
		if (s == "")
			continue
		if (s != "optional" && s != "tried")
			return ""
		made = made (made == "" ? "" : ", ") list[i] " (" s ")"
	}
	status = made == "" ? "not used" : "works without"
	return made == "" ? "traced, the program " what : \
		"the application's check passes without " made
}

function without_calls(option,    names) {
	names = calls[option]
	gsub(/ /, "\n", names)
	return without("[calls]", names, \
		"makes no call that needs it:" calls[option])
}

function without_use(section, pattern, what,    list, n, i, uses) {
	n = split(items[section], list, "\n")
	for (i = 1; i <= n; i++)
		if (list[i] ~ pattern)
			uses = uses list[i] "\n"
	return without(section, uses, "uses no " what)
}

function why_only_paper(option) {
	if (!(option in prompt)) {
		status = "no such option"
		return "there is no option of that name in this kernel"
	}
	if (option in on) {
		status = "in our base"
		return "our base has it already"
	}
	if (option in calls)
		return without_calls(option)
	if (option == "UNIX")
		return without_use("[sockets]", "^unix ", "such socket")
	if (option == "INET")
		return without_use("[sockets]", "^inet ", "such socket")
	if (option == "NET")
		return without_use("[sockets]", "", "socket")
	if (option == "PROC_FS")
		return without_use("[filesystems]", "^proc$", "file of /proc")
	if (option == "PROC_SYSCTL")
		return without_use("[paths]", "^/proc/sys/", \
			"file of /proc/sys")
	return ""
}

function why_only_ours(option) {
	status = option in needed ? "needed" : "follows"
	if (option in needed_for)
		return "the manifest needs it for " needed_for[option]
	return kind[option] ": " reason[option]
}

function row(option, side, text) {
	if ((option, side) in known) {
		text = known[option, side]
		status = "explained"
	}
	if (text == "" && side != "common")
		status = "unexplained"
	print name "," option "," prompt[option] "," side "," status "," \
		quoted(text) | "LC_ALL=C sort -t, -k4,4 -k3,3r -k2,2"
}

END {
	for (option in paper) {
		status = ""
		if (option in on && !(option in base)) {
			status = "both"
			row(option, "common", "")
		} else {
			row(option, "paper", why_only_paper(option))
		}
	}
	for (option in on)
		if (!(option in base) && !(option in paper))
			row(option, "ours", why_only_ours(option))
	for (option in base) {
		status = "follows"
		if (!(option in on))
			row(option, "lost", "the smallest configuration " \
				"with the application's needs is without it")
	}
}
