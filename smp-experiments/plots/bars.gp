# SPDX-License-Identifier: GPL-2.0-only
# Groups of bars. data: the group's name, then three columns a series: value, low and
# high end of its interval. series: their names, each in quotes. width, height: in pixels.
if (!exists("width")) width = "560"; height = "360"
set terminal svg size int(width),int(height) dynamic font "sans-serif,13" background "#ffffff"
set style fill solid 0.9 noborder
set style data histogram
set style histogram errorbars gap 1 lw 1
set boxwidth 0.95
set key below
set grid ytics lc rgb '#dddddd'
set xtics rotate by -35 noenhanced
set yrange [*<0:*]
set ylabel vertical
array colour[9] = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#888888', \
  '#d55e00', '#332288', '#999933']
plot for [i=1:int(count)] data using 3*i-1:3*i:3*i+1:xtic(1) title word(series, i) noenhanced \
  lc rgb colour[(i - 1) % |colour| + 1]
