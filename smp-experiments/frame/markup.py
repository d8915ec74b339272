# SPDX-License-Identifier: GPL-2.0-only
"""Pieces of HTML that the parts of the report share."""

from html import escape


def number(value, digits=3):
    if value is None:
        return ""
    if abs(value) >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.{digits}g}"


def interval(low, high):
    """With as many digits as its ends need to differ, if that are few."""
    digits = next((digits for digits in (3, 4, 5)
                   if number(low, digits) != number(high, digits)), 3)
    return f"{number(low, digits)} … {number(high, digits)}"


def tag(name, content, **attributes):
    given = "".join(f' {key.strip("_").replace("_", "-")}="{escape(str(value))}"'
                    for key, value in attributes.items())
    return f"<{name}{given}>{content}</{name}>"


def table(headings, rows, **attributes):
    """Cells are HTML. Each repeats its heading for narrow screens."""
    head = tag("tr", "".join(tag("th", escape(name)) for name in headings))
    body = "\n".join(tag("tr", "".join(tag("td", cell, data_name=name)
                                       for name, cell in zip(headings, row)))
                     for row in rows)
    return tag("table", tag("thead", head) + tag("tbody", body), **attributes)


def image(source, text):
    return f'<img src="{escape(source)}" alt="{escape(text)}" loading="lazy">'
