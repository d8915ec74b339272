# SPDX-License-Identifier: GPL-2.0-only
# A part of `fences`: reads where alternatives are, and the instructions of the
# entry code; follows all ways from each entry point.

function value(hex,   i, number) {
	hex = substr(hex, length(hex) - 6)	# what is before is always the same
	for (i = 1; i <= length(hex); i++)
		number = number * 16 + index("0123456789abcdef", substr(hex, i, 1)) - 1
	return number
}

# asm/cpufeatures.h: X86_FEATURE_FENCE_SWAPGS_USER and _KERNEL
function is_fence(feature) {
	return feature == 11 * 32 + 4 || feature == 11 * 32 + 5
}

# An entry point is checked by itself, so a call of one is as good as a fence.
function is_entry(name) {
	return name ~ /^(asm_(exc|sysvec|common|spurious)_|error_entry$|paranoid_entry$)/
}

$1 == "alternative" {
	patched[value($2)]
	if (is_fence($3))
		fence[value($2)]
	next
}

/^[0-9a-f]+ <.*>:$/ {
	name = substr($2, 2, length($2) - 3)
	if (is_entry(name))
		entry[++entries] = value($1) " " name
	next
}

/^[0-9a-f]+:/ {
	here = value(substr($1, 1, length($1) - 1))
	if (last)
		behind[last] = here
	last = here
	what[here] = $2
	to[here] = $3 ~ /^[0-9a-f]+$/ ? value($3) : ""
	callee[here] = substr($4, 2, length($4) - 2)
	text[here] = $0
	sub(/^[^\t]*\t/, "", text[here])
}

# From a fence on, or with WRGSBASE, which depends on no branch, all is well; and so
# it is where a nested NMI returns, which has used nothing.
function is_safe(here) {
	return here in fence || what[here] ~ /^(wrgsbase|iretq)$/
}

function follow(here) {
	while (here in what && !(here in seen) && !is_safe(here)) {
		seen[here]
		if (text[here] ~ /%gs:/ || what[here] ~ /^(ret|sysret)/)
			return bad(here)
		if (what[here] == "call")
			return is_entry(callee[here]) ? 0 : bad(here)
		if (what[here] ~ /^j/ && follow(to[here]))
			return 1
		# A JMP that may be patched away is one of two ways.
		if (what[here] == "jmp" && !(here in patched))
			return 0
		here = behind[here]
	}
	return here in what ? 0 : bad(here)
}

function bad(here) {
	printf "# no fence before: %s\n", here in what ? text[here] : "code elsewhere"
	return 1
}

END {
	print "KTAP version 1"
	print "1.." entries
	for (i = 1; i <= entries; i++) {
		split("", seen)
		split(entry[i], where, " ")
		missing = follow(where[1] + 0)
		failed += missing
		printf "%sok %d fenced: %s\n", missing ? "not " : "", i, where[2]
	}
	exit failed > 0 || !entries
}
