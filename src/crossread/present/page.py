"""The dossier as one self-contained HTML page: no network, no tracker, opens from a mail attachment.

`to_html` is the page for people; `notebook_html` a compact table for a notebook's cell. Report text goes
through autoescaping and `visible`: no character of it is ever markup, script or direction control.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from crossread.model import Dossier
from crossread.present import balance, drawing, ledger_view, wording
from crossread.present import tellers_view as voices
from crossread.present.claims import REASONS, ClaimView, ranges
from crossread.present.copies import changes
from crossread.present.figure_scales import scales
from crossread.present.filters import Facts, anchor, anchors, filters
from crossread.present.front import front, parts
from crossread.present.highlighted_text import Marks, marked
from crossread.present.lines import alone
from crossread.present.markdown import cite_report
from crossread.present.multiples import multiples
from crossread.present.names_view import named
from crossread.present.outline import Outline, StoryView, outline
from crossread.present.questions import measures
from crossread.present.statement_view import Said, once, texts
from crossread.present.summary import summary
from crossread.present.visible import one_line, printed, visible

# From here on the claim table has columns for the texts with most claims only.
MANY_REPORTS = 12
# Long lists show this many, the rest folds.
LIST_HEAD = 10
CLAIMS_HEAD = 60
# Claims whose corroboration is explained below the graph of origins, a state.
EXPLAINED_HEAD = 5
# Reports that begin open where there are many.
OPEN_REPORTS = 4
NOTEBOOK_CLAIMS = 30


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


@cache
def _asset(name: str) -> str:
    return (files("crossread.present") / "page_assets" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    kinds = ("page", "first", "claims", "sections", "multiples", "parts", "reports", "notebook")
    environment = Environment(
        loader=DictLoader({f"{kind}.html.j2": _asset(f"{kind}.html.j2") for kind in kinds}),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["anchor"] = anchor
    environment.filters["anchors"] = anchors
    environment.filters["once"] = once
    environment.filters["printed"] = printed
    environment.globals.update(
        signs=wording.SIGNS, behind_words=wording.BEHIND_WORDS, kind_words=wording.KIND_WORDS,
        relation_words=wording.RELATION_WORDS, day=wording.day, clock=wording.clock, chain=wording.chain_words,
        aside=wording.aside, sure=wording.certainty_note, cite_report=cite_report, list_head=LIST_HEAD,
        lone_head=LIST_HEAD, claims_head=CLAIMS_HEAD, explained_head=EXPLAINED_HEAD, reason_count=REASONS,
        many=MANY_REPORTS, reliability=wording.RELIABILITY, ranges=ranges,
    )  # fmt: skip
    return environment


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@dataclass(frozen=True)
class Surroundings:
    """What an application puts around the page: markup for the head and above the page (both trusted as they are).

    With it the page may also load the application's own styles and scripts and send forms to it.
    """

    in_head: str = ""
    above: str = ""


def inline_sources() -> tuple[str, str]:
    """Return the hashes of the page's own style and script, as a content security policy names them."""
    return _digest(_asset("page.css")), _digest(_asset("page.js"))


def to_html(dossier: Dossier, around: Surroundings | None = None) -> str:
    """Return the dossier as one HTML file, the same text for the same dossier; `around` puts it into an application."""
    out = outline(dossier)
    marks = Marks(out)
    style, script = _asset("page.css"), _asset("page.js")
    facts = Facts(out)
    told = {words: number for number, words in enumerate(dict.fromkeys(_whose(one) for one in out.said.values()))}
    stories = [_story(out, story, index, facts) for index, story in enumerate(out.stories)]
    template = _environment().get_template("page.html.j2")
    return template.render(
        out=out,
        stories=stories,
        title=out.stories[0].story.title if out.stories else "No reports",
        marked=lambda view: marked(view, marks),
        places=lambda sids: facts.places(out.said[sid] for sid in sids),
        beside=lambda sid: _beside(out.said[sid], facts, told),
        tellers_told=lambda: json.dumps(list(told), ensure_ascii=False),
        measures=measures(out),
        changes={number: change for story in out.stories for number, change in changes(story.reports).items()},
        warnings=[_warning(out, number, message) for number, message in out.warnings],
        filters=filters(out, facts),
        facts=facts,
        style=Markup(style),
        script=Markup(script),
        style_hash=_digest(style),
        script_hash=_digest(script),
        around=around and {"head": Markup(around.in_head), "above": Markup(around.above)},
    )


def notebook_html(dossier: Dossier) -> str:
    """Return a compact view for a notebook: counts, and the shared claims against the reports."""
    out = outline(dossier)
    template = _environment().get_template("notebook.html.j2")
    return template.render(out=out, limit=NOTEBOOK_CLAIMS, summaries=[summary(out, story) for story in out.stories])


def _story(out: Outline, story: StoryView, index: int, facts: Facts) -> dict[str, Any]:
    """Gather what the template shows of a story."""
    moments = voices.timeline(out, story)
    found = voices.origins(out, story)
    shared = story.agree + story.conflict + story.differ
    first = front(out, story)
    moment_ticks, grid = drawing.ticks(moments)
    rows = balance.balance(out, story)
    columns = _columns(story)
    lines = balance.trades(out, story)
    return {
        "view": story,
        "suffix": f"-{index + 1}" if index else "",
        "first": index == 0,
        "lone": index > 0 and len(story.reports) == 1,
        "summary": summary(out, story),
        "front": first,
        "first_parts": parts(first, len(story.reports)),
        "multiples": multiples(out, story),
        "columns": columns,
        "brackets": _brackets(story, columns),
        "folded": _folded(story, columns),
        "others": lambda row: _others(story, columns, row),
        "agree_deck": _agree_deck(story),
        "only_deck": "One text has it; a copy is not a second text. What cannot be read alone stands in its sentence, "
        "darker than the rest of it.",
        "only": _only(out, story),
        "open": _open(story),
        "copies": _copies(story),
        "behind": [
            (state, sum(1 for row in shared if row.claim.corroboration.state == state))
            for state in wording.BEHIND_WORDS
        ],
        "shared": len(shared),
        "figures": _figures(story),
        "scales": scales(story),
        "trades": lines,
        "ledger": balance.ledger(lines),
        "flows": balance.flows(out, story),
        "pairs": ledger_view.pairs(out, story),
        "balance": rows,
        "plots": drawing.plots(rows),
        "camps": balance.camps(out, story),
        "named": named(out, story, facts),
        "speakers": voices.speakers(out, story),
        "origins": found,
        "graph": drawing.graph(found, story.reports, voices.linked(out, found)),
        "ticks": moment_ticks,
        "grid": grid,
    }


def _columns(story: StoryView) -> list[int]:
    """Return which reports get a column (indices): all, or the texts with most shared claims."""
    if len(story.reports) <= MANY_REPORTS:
        return list(range(len(story.reports)))
    weight = [0] * len(story.reports)
    for row in story.agree + story.conflict + story.differ:
        for index, cell in enumerate(row.cells):
            weight[index] += cell.kind == "value"
    sources = [i for i, view in enumerate(story.reports) if view.copy_of is None]
    return sorted(sorted(sources, key=lambda i: (-weight[i], i))[:MANY_REPORTS])


def _brackets(story: StoryView, columns: list[int]) -> list[tuple[int, bool]]:
    """Return the spans of columns that are one text (source and copies), for the line above the table's head."""
    spans: list[tuple[int, int]] = []
    for index in columns:
        text = story.reports[index].text_number
        if spans and spans[-1][1] == text:
            spans[-1] = (spans[-1][0] + 1, text)
        else:
            spans.append((1, text))
    return [(span, span > 1) for span, _ in spans] if any(span > 1 for span, _ in spans) else []


def _folded(story: StoryView, columns: list[int]) -> dict[int, int]:
    """Count the copies that have no column of their own, by the number of their source."""
    shown = {story.reports[index].number for index in columns}
    hidden = [view.copy_of for view in story.reports if view.copy_of and view.number not in shown]
    return {number: hidden.count(number) for number in dict.fromkeys(hidden)}


def _others(story: StoryView, columns: list[int], row: ClaimView) -> list[tuple[str, int, tuple[Said, ...]]]:
    """Return what the texts without a column say to a claim: value, how many texts, their statements."""
    if len(columns) == len(story.reports):
        return []
    shown = {story.reports[index].number for index in columns}
    found = []
    for value in row.values:
        said = tuple(one for one in value.said if one.view.text_number not in shown and one.view.copy_of is None)
        if said:
            found.append((value.text, len(said), said))
    return sorted(found, key=lambda item: -item[1])


def _agree_deck(story: StoryView) -> str:
    """Say how many of the shared claims stand in all texts."""
    count = len({view.text_number for view in story.reports})
    everywhere = sum(1 for row in story.agree if texts(row.said) == count)
    words = f"{wording.counted_words(len(story.agree), 'claim')} {'stands' if len(story.agree) == 1 else 'stand'}"
    if count == 2:
        return wording.capital(
            f"{words} in both and {'differs' if len(story.agree) == 1 else 'differ'} by nothing but rounding and units."
        )
    whole = wording.counted_words(everywhere, "claim") if everywhere else "no claim"
    return wording.capital(
        f"{whole} {'stands' if everywhere < 2 else 'stand'} in all {wording.counted_words(count, 'text')}; {words} in "
        f"two or more"
        " and differ by nothing but rounding and units."
    )


def _only(out: Outline, story: StoryView) -> list[dict[str, Any]]:
    """Return the lines of what only one text has, by report; of copies the numbers."""
    made = []
    for found in alone(story, out.dossier.entities):
        copies = [other.number for other in story.reports if other.copy_of == found.view.number]
        words = f", with {'its copy' if len(copies) == 1 else 'its copies'} {ranges(copies)}" if copies else ""
        made.append({"lines": found, "view": found.view, "copies": words})
    return made


def _open(story: StoryView) -> set[int]:
    """Return the reports that begin open: all texts but copies, or the first few where there are many."""
    sources = [view.number for view in story.reports if view.copy_of is None]
    return set(sources if len(story.reports) <= MANY_REPORTS else sources[:OPEN_REPORTS])


def _copies(story: StoryView) -> str:
    """Say which reports are copies and what they changed: "3 is a copy of 2 (one paragraph cut)"."""
    found = list(changes(story.reports).values())
    said = [f"{change.number} is a copy of {change.source} ({change.words})" for change in found[:OPEN_REPORTS]]
    return "; ".join(said) + (f"; and {len(found) - len(said)} more" if len(found) > len(said) else "")


def _beside(one: Said, facts: Facts, told: dict[str, int]) -> dict[str, str]:
    """Return what stands beside a statement in its report; on whose word it is as a number in the list of the page."""
    return {**facts.of(one), "w": str(told[_whose(one)])}


def _whose(one: Said) -> str:
    """Say on whose word and how surely, for the evidence pane."""
    return " · ".join(
        part for part in (wording.chain_words(one.statement), wording.certainty_note(one.statement)) if part
    )


def _warning(out: Outline, number: int | None, message: str) -> tuple[int | None, str]:
    """Leave the path out of a warning that the page ties to its report."""
    path = next((one_line(view.report.path) for view in out.reports if view.number == number), "")
    return (number, message.removeprefix(f"{path}: ")) if path else (number, message)


def _figures(story: StoryView) -> list[tuple[Said, str, str]]:
    """Return the figures of the story, each text's own: statement, short form, what is counted."""
    made, seen = [], set()
    for row in story.claims:
        for one in row.said:
            if one.view.copy_of is not None:
                continue
            for quantity in one.quantities:
                if quantity.id not in seen:
                    seen.add(quantity.id)
                    made.append((one, wording.figure(quantity), quantity.counted or ""))
    return sorted(made, key=lambda item: (item[0].view.number, item[0].statement.start))
