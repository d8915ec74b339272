# SPDX-License-Identifier: GPL-2.0-only
"""What kml.py loads into gdb."""
