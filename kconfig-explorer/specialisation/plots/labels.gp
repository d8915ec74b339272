# SPDX-License-Identifier: GPL-2.0-only
# Draws what is left of what the paper's base leaves out.
set terminal svg size 1300,640 dynamic font "sans-serif,13" background "#ffffff"
set key inside right top
set ylabel 'options that are y'
set xtics rotate by -40 noenhanced
set title "Options that the paper's base leaves out of microVM, by the authors' labels"
plot data using 2:xtic(1) title 'left out (in microVM, Linux 4.0)' lc rgb '#888888', \
  '' using 3 title 'microVM carried to this Linux' lc rgb '#bbbbbb', \
  '' using 4 title 'the base carried to this Linux' lc rgb '#e69f00', \
  '' using 5 title 'solved: 22 needs' lc rgb '#0072b2', \
  '' using 6 title 'solved: most of any application' lc rgb '#56b4e9'
