# SPDX-License-Identifier: GPL-2.0-only
# Draws what each application needs beyond the base.
set terminal svg size 1000,480 dynamic font "sans-serif,13" background "#ffffff"
set key below
set ylabel 'options beyond the base'
set xtics rotate by -35 noenhanced
set title "What applications need beyond the base\n".\
  "{/*0.8 the paper's base is Lupine's (Linux 4.0), ours the smallest for ".\
  "the machine; no grey bar: not in the paper's list}"
plot data using 2:xtic(1) title 'the paper''s list' lc rgb '#888888', \
  '' using 3 title 'of these, also ours' lc rgb '#009e73', \
  '' using 4 title 'only ours, with a prompt' lc rgb '#0072b2', \
  '' using 5 title 'only ours, derived' lc rgb '#bbddee'
