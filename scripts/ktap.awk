# SPDX-License-Identifier: GPL-2.0-only
# Judges what a suite printed: one KTAP document after the other, or TAP's (14).
# usage: awk -v suite=NAME -v status=EXIT-STATUS -f ktap.awk LOG
# Prints "PASSED FAILED SKIPPED", a line "skip NAME: CASE" for each that was skipped,
# and a line "fail TEXT" for all that is to be known of those that failed: what
# stands around the result. A case is a result without subtests.
#
# A document must have a plan and as many results, or something has died. Subtests are
# indented, and come before the result that sums them up.

# What is wrong with the suite as a whole, with its last lines.
function wrong(what, n) {
	failed++
	failures = failures "fail not ok " suite ": " what "\n"
	for (n = NR > 8 ? NR - 8 : 1; n <= NR; n++)
		around[n]
}

# Ends the documents that are indented by so many columns, or more.
function end_from(indent, i) {
	for (i = deepest; i >= indent; i--) {
		if (!(i in results))
			continue
		if (!(i in plan))
			wrong("the output ends without a plan: 1.." results[i])
		else if (plan[i] != results[i])
			wrong(results[i] " results, planned are " plan[i])
		delete results[i]
		delete plan[i]
	}
	deepest = indent
}

function begin_at(indent) {
	if (indent in results)
		return
	results[indent] = 0
	if (indent > deepest)
		deepest = indent
}

function keep_what_stands_before(n) {
	around[n]
	while (--n > 0 && n > NR - 50 && !(n in structure))
		around[n]
}

{
	gsub(/\r|\033\[[0-9;]*m/, "")
	line[NR] = $0
	match($0, /^ */)
	indent = RLENGTH
	text = substr($0, indent + 1)
}

# TAP 14 explains a result in YAML, which may hold anything.
text == "---" && (NR - 1) in structure {
	in_yaml = 1
}
in_yaml {
	structure[NR]
	if (explained)
		around[NR]
	in_yaml = text != "..."
	next
}

text ~ /^K?TAP version [0-9]+$/ {
	structure[NR]
	explained = 0
	end_from(indent)
	begin_at(indent)
	documents++
	next
}

text ~ /^1\.\.[0-9]+( |$)/ {
	structure[NR]
	explained = 0
	begin_at(indent)
	plan[indent] = substr(text, 4) + 0
	next
}

text ~ /^(not )?ok [0-9]+( |$)/ {
	structure[NR]
	explained = 0
	begin_at(indent)
	subtests = deepest > indent
	end_from(indent + 1)
	deepest = indent
	results[indent]++
	failing = text ~ /^not/
	name = text
	sub(/^(not )?ok [0-9]+ (- )?/, "", name)
	if (name ~ /# SKIP/) {
		skipped++
		sub(/ *# SKIP */, ": ", name)
		skips = skips "skip " suite ": " name "\n"
	} else if (failing) {
		explained = 1
		failed += !(subtests && failed > failed_before[indent])
		keep_what_stands_before(NR)
	} else {
		passed += !subtests
	}
	failed_before[indent] = failed
	next
}

# Check has messages of several lines.
explained && !/^ *#/ {
	around[NR]
}

END {
	end_from(0)
	if (!documents)
		wrong("it prints no KTAP")
	if (status && !failed)
		wrong("exit status " status ", and no case has failed")
	print passed + 0, failed + 0, skipped + 0
	printf "%s", skips
	for (n = 1; n <= NR; n++)
		if (n in around)
			print "fail   " line[n]
	printf "%s", failures
}
