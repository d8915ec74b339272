# SPDX-License-Identifier: GPL-2.0-only
# The last of the files of a check.

END {
	exit failed
}
