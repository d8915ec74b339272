# SPDX-License-Identifier: GPL-2.0-only
# Draws options that are on, for each configuration and way.
set terminal svg size 1300,640 dynamic font "sans-serif,13" background "#ffffff"
set boxwidth 0.95
set key below
set ylabel 'options that are y'
set xtics rotate by -35 noenhanced
set title "Options that are on, of ".defined." that Kconfig knows\n".\
  "{/*0.8 the paper: of ".paper." in Linux 4.0; a cross is the number in its section 3.1 ".\
  "and figure 4}"
plot data using 2:xtic(1) title 'the paper''s file, Linux 4.0' lc rgb '#888888', \
  '' using 3 title 'the same carried to this Linux, all else off' lc rgb '#bbbbbb', \
  '' using 4 title 'fragment, all else off' lc rgb '#cc79a7', \
  '' using 5 title 'allnoconfig + fragment' lc rgb '#e69f00', \
  '' using 6 title 'tinyconfig + fragment' lc rgb '#f0e442', \
  '' using 7 title 'solved: fewest prompted, then all' lc rgb '#0072b2', \
  '' using 8 title 'solved: fewest in all' lc rgb '#56b4e9', \
  '' using 9 title 'solved, the policy before size: SLUB' lc rgb '#009e73', \
  '' using ($0 - 0.36):10 with points pt 2 ps 1.4 lw 2 lc rgb '#d00000' \
     title 'the paper''s number'
