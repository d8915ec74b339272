# SPDX-License-Identifier: GPL-2.0-only
"""The report as a page of HTML, without scripts: it opens from a disk, prints, and
shows each row of a table as a card on a narrow screen."""

from collections import Counter
from html import escape
from pathlib import Path

from . import OUT, cited, verdict
from .markup import image, interval, number, table, tag, within

STYLE = Path(__file__).with_name("page.css")
ORDER = ["confirmed", "confirmed in part", "in instructions: agrees",
         "in instructions: differs", "by the cost model: agrees", "by the cost model: differs",
         "by the cost model: undecided", "differs in part", "differs", "undecided", "not measured yet",
         verdict.UNMEASURABLE]
HEADINGS = ["claim", "the paper's", "ours", "95 % interval", "n", "method", "verdict",
            "cause"]


def style_of(word):
    return word.partition(":")[0].replace(" ", "-")


def badge(word):
    return tag("span", escape(word), _class="badge " + style_of(word))


# --- claims

def unit_of(judged, part):
    if part["against"]:
        return ""
    return " " + judged.units[0] if judged.units else ""


def ours(judged, part):
    """One figure, or the ends of a curve."""
    found = [within(estimate) for _, estimate in judged.points]
    text = found[0] if len(found) == 1 else f"{found[0]} … {found[-1]}" if found else ""
    return escape(text + (unit_of(judged, part) if text else ""))


def interval_of(judged):
    if len(judged.points) != 1:
        return ""
    estimate = judged.points[0][1]
    if estimate.low == estimate.high:
        return "exact" if estimate.low is not None else "none"
    return interval(estimate.low, estimate.high)


def counted(judged):
    found = {estimate.n for _, estimate in judged.points}
    return f"{min(found)}" if found else ""


def curve(judged):
    """Every point, folded away."""
    if len(judged.points) < 2:
        return ""
    rows = [(escape(x), number(judged.paper.get(x, judged.paper.get(""))),
             within(estimate),
             "" if estimate.low is None else interval(estimate.low, estimate.high),
             str(estimate.n))
            for x, estimate in judged.points]
    return tag("details", tag("summary", "points") + table(
        ["x", "the paper's", "ours", "95 % interval", "n"], rows, _class="points"))


def paper_of(part):
    text = part["paper"]
    if ":" in text:
        values = [pair.partition(":")[2] for pair in text.split()]
        text = f"{values[0]} … {values[-1]}"
    rule = {"at-most": "at most ", "at-least": "at least ", "same": "no difference"}
    prefix = rule.get(part["rule"], "")
    return escape(prefix if part["rule"] == "same" else prefix + text)


def rows_of(row):
    """Which rows judge a part; none if it cannot be measured."""
    what = row["contestant"] + (f" / {row['against']}" if row["against"] else "")
    return f"{row['measure']}: {what}" if row["measure"] else ""


def part_row(part):
    judged, row = part.verdict, part.row
    return (escape(row["part"]) + tag("small", escape(rows_of(row))),
            paper_of(row), ours(judged, row) + curve(judged), interval_of(judged),
            counted(judged), escape("; ".join(judged.methods)), badge(judged.word),
            escape(judged.why))


def reference_of(row):
    """What the paper says; a unit that is none is left out."""
    unit = "" if row["unit"] in ("ratio", "text", "yes/no") else row["unit"]
    value = row["reference"].strip("-")
    return ": ".join(filter(None, (row["place"], row["measure"], f"{value} {unit}".strip())))


def claim_section(claim):
    row = claim.row
    head = tag("h3", f"{escape(row['id'])} {escape(row['claim'])} {badge(claim.word())}",
               id=row["id"])
    said = tag("p", escape(reference_of(row))
               + (tag("small", escape(row["remark"])) if row["remark"] else ""))
    if claim.parts:
        body = table(HEADINGS, [part_row(part) for part in claim.parts])
    else:
        why = claim.unmeasured or "The kit has no experiment for it yet."
        body = tag("p", escape(why[0].upper() + why[1:].rstrip(".") + "."))
    return tag("section", head + said + body, _class="claim")


def summary(evidence):
    words = Counter(claim.word() for claim in evidence.claims)
    cells = "".join(tag("li", f"{badge(word)} {words[word]}") for word in ORDER
                    if words[word])
    index = " ".join(tag("a", escape(claim.row["id"]), href="#" + claim.row["id"],
                         title=claim.word(), _class="index " + style_of(claim.word()))
                     for claim in evidence.claims)
    return tag("ul", cells, _class="summary") + tag("p", index, _class="indices")


# --- the other sections

def ends(values):
    """The least and the greatest of some texts, or the one."""
    return escape(" … ".join(sorted({min(values), max(values)}))) if values else ""


def measured_on(rows):
    """When, by which emulator and how accelerated, on which processors."""
    where = sorted({" ".join(filter(None, (row["kernel"], row["emulator"], row["accel"],
                                           row["host_cpu"]))) for row in rows})
    return tag("small", escape("; ".join(where)))


def jobs_done(evidence, experiment):
    count = evidence.counts.get(experiment)
    if not count:
        return "not known: make reproduce prepares it"
    return f"{count[0]} of {count[1]}" if count[1] else "none: its kernels are not built"


def state(evidence):
    """Where the rows come from. Published rows are of no jobs."""
    headings = ["experiment", "jobs done", "rows", "measured", "on", "data"]
    rows = [(escape(name), jobs_done(evidence, name), str(len(found)),
             ends([row["date"][:10] for row in found]), measured_on(found),
             tag("a", "CSV", href=f"{name}.csv") if found else "")
            for name, found in sorted(evidence.rows.items())]
    if not evidence.counts:
        headings, *rows = ([line[0], *line[2:]] for line in (headings, *rows))
    return (table(headings, rows)
            + tag("p", tag("a", "All verdicts as CSV", href="verdicts.csv")))


def link(path):
    return tag("a", "log", href=path.relative_to(OUT).as_posix())


def troubles(evidence):
    """Failed jobs, results that are damaged or older than what they depend on."""
    rows = [(escape(f"{experiment}/{job}"), escape(reason), link(folder / "log"))
            for experiment, job, reason, folder in evidence.failures]
    rows += [(escape(str(folder.relative_to(OUT))), escape(f"damaged, remove it: {why}"), "")
             for folder, why in evidence.damaged]
    rows += [(escape(job), "the result shown is that of an earlier kernel or workload:"
              " <code>make reproduce</code> measures it again", "")
             for job in evidence.older]
    if not rows:
        return tag("p", "None.")
    return table(["job", "what is wrong", "log"], rows)


def figure_pairs(pairs):
    for theirs, mine in pairs:
        name = theirs.name.partition("-")[2]
        shown = tag("figcaption", f"The paper's figure {name}")
        shown = tag("figure", image(f"plots/{theirs.name}.svg",
                                    f"figure {name} of the paper") + shown)
        if mine:
            shown += tag("figure", image(f"plots/{mine.name}.svg", f"our figure {name}")
                         + tag("figcaption", f"Ours, in {escape(mine.vertical)}"))
        else:
            shown += tag("p", "Not measured yet.", _class="missing")
        yield tag("h3", escape(f"Figure {name}: {theirs.title}"), id=f"figure-{name}") \
            + tag("div", shown, _class="pair")


def pictures(further):
    found = "".join(tag("figure", image(svg.relative_to(OUT).as_posix(), caption)
                        + tag("figcaption", f"{escape(experiment)}: {escape(caption)}"),
                        _class="further")
                    for experiment, svg, caption in further)
    return tag("h3", "Beyond the paper's figures") + found if found else ""


def unmeasured(evidence):
    rows = [(escape(f"{claim.row['id']} {claim.row['claim']}"), badge(claim.word()),
             escape(claim.unmeasured or (
                 "make reproduce has not come to it" if claim.parts else
                 "the kit has no experiment for it yet")))
            for claim in evidence.claims
            if claim.word() in (verdict.UNMEASURABLE, verdict.MISSING)]
    return table(["claim", "verdict", "reason"], rows) if rows else tag("p", "None.")


def open_questions(rows):
    return table(["claim", "finding", "evidence"],
                 [(tag("a", escape(row["claim"]), href="#" + row["claim"]),
                   escape(row["finding"]), escape(row["evidence"])) for row in rows])


INTRODUCTION = """\
<p>The claims of “A Linux in Unikernel Clothing” (Kuo, Williams, Koller, Mohan, EuroSys
2020, <a href="https://doi.org/10.1145/3342195.3387526">doi 10.1145/3342195.3387526</a>),
each beside what this kit measured. A program gives the verdicts, by the rules in
<code>smp-experiments/*/claims.csv</code>.</p>
<p>A ratio is that of geometric means, paired by set-up, with a bootstrap's interval; n
is the number of set-ups. Within ±2 % there is “no difference”. Counted instructions are
not cost on hardware: what only time can judge says “in instructions”. “By the cost
model” is a judgement by estimated cycles; its interval is what the latencies leave open.</p>"""


def render(evidence, pairs, further, questions):
    sections = [
        ("Verdicts", summary(evidence)),
        ("What is there", state(evidence)),
        ("What went wrong", troubles(evidence)),
        ("The claims", "\n".join(map(claim_section, evidence.claims))),
        ("The figures", "\n".join(figure_pairs(pairs)) + pictures(further)),
        ("The cost model", cited.cost_model(evidence)),
        ("Other systems", cited.other_systems()),
        ("What the paper gets wrong or leaves open", open_questions(questions)),
        ("What is not measured", unmeasured(evidence))]
    body = "\n".join(tag("h2", name) + text for name, text in sections)
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<link rel="icon" href="data:,">'
            f"<title>The paper's claims, measured again</title><style>"
            f"{STYLE.read_text()}</style></head>\n<body><main><h1>The paper's claims,"
            f" measured again</h1>{INTRODUCTION}\n{body}</main></body></html>\n")
