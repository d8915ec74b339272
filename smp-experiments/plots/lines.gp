# SPDX-License-Identifier: GPL-2.0-only
# Curves. data: x, then three columns a series: value, low and high end of its interval.
# series: their names, each in quotes. scale: "log" for a logarithmic x.
set terminal svg size 560,360 dynamic font "sans-serif,13" background "#ffffff"
set key below
set grid lc rgb '#dddddd'
set xlabel horizontal
set ylabel vertical
set yrange [*<0:*] # a gain may be negative
stats data using 1 nooutput
if (STATS_max - STATS_min < 8) set xtics 1 # half a processor is none
if (scale eq "log") set logscale x 2
array colour[6] = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#888888']
plot for [i=1:int(count)] data using 1:3*i-1 title word(series, i) noenhanced \
    with linespoints pt 7 ps 0.5 lc rgb colour[(i - 1) % 6 + 1], \
  for [i=1:int(count)] '' using 1:3*i-1:3*i:3*i+1 notitle \
    with yerrorbars pt 7 ps 0.5 lc rgb colour[(i - 1) % 6 + 1]
