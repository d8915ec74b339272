# SPDX-License-Identifier: GPL-2.0-only
"""Pieces of HTML that the parts of the report share."""

from html import escape


def number(value, digits=3):
    if value is None:
        return ""
    if abs(value) >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.{digits}g}"


def digits_of(low, high):
    """As many as the ends of an interval need to differ, if that are few."""
    if low is None:
        return 3
    return next((digits for digits in (3, 4, 5)
                 if number(low, digits) != number(high, digits)), 3)


def interval(low, high):
    digits = digits_of(low, high)
    return f"{number(low, digits)} … {number(high, digits)}"


def within(estimate):
    """Its value, with the digits of its interval: so it lies in there when it is read."""
    return number(estimate.value, digits_of(estimate.low, estimate.high))


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
