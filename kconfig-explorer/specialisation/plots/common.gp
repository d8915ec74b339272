# SPDX-License-Identifier: GPL-2.0-only
# What the plots have in common: bars in groups.
set style data histograms
set style histogram clustered gap 1
set style fill solid 0.9 border -1
set grid ytics
set yrange [0:*]
