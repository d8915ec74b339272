# SPDX-License-Identifier: GPL-2.0-only
# Fields of CSV that hold sentences.

function unquoted(text) {
	if (text ~ /^"/) {
		text = substr(text, 2, length(text) - 2)
		gsub(/""/, "\"", text)
	}
	return text
}

function quoted(text) {
	gsub(/"/, "\"\"", text)
	return "\"" text "\""
}
