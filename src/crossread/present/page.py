"""The dossier as one self-contained HTML page: no network, no tracker, opens from a mail attachment.

`to_html` is the page for people; `notebook_html` a compact table for a notebook's cell. Report text goes
through autoescaping and `visible`: no character of it is ever markup, script or direction control.
"""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from crossread.ids import make_id
from crossread.model import Dossier
from crossread.present import balance, drawing, voices, wording
from crossread.present.markdown import cite, summary
from crossread.present.marked import Marks, marked
from crossread.present.outline import ClaimView, Outline, Said, StoryView, outline
from crossread.present.visible import visible

_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")
# From here on the claim table's columns are the texts with most claims, and squares become a bar.
MANY_REPORTS = 12
MANY_CLAIMS = 150
# Long lists show this many, the rest folds.
LIST_HEAD = 10
# Names offered in the filter.
FILTER_NAMES = 60
NOTEBOOK_CLAIMS = 30


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def anchor(key: str) -> str:
    """Return an id as a valid, harmless HTML id; ids that Crossread makes stay as they are."""
    return key if _PLAIN_ID.match(key) else make_id("x", key)


@cache
def _asset(name: str) -> str:
    return (files("crossread.present") / "page_assets" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    names = ("page.html.j2", "claims.html.j2", "parts.html.j2", "reports.html.j2", "notebook.html.j2")
    environment = Environment(
        loader=DictLoader({name: _asset(name) for name in names}),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["anchor"] = anchor
    environment.globals.update(
        signs=wording.SIGNS, behind_words=wording.BEHIND_WORDS, kind_words=wording.KIND_WORDS,
        day=wording.day, clock=wording.clock, chain=wording.chain_words, sure=wording.certainty_note,
        figure=wording.figure, cite=cite, list_head=LIST_HEAD,
    )  # fmt: skip
    return environment


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def to_html(dossier: Dossier) -> str:
    """Return the dossier as one HTML file, the same text for the same dossier."""
    out = outline(dossier)
    marks = Marks(out)
    style, script = _asset("page.css"), _asset("page.js")
    stories = [_story(out, story, index) for index, story in enumerate(out.stories)]
    template = _environment().get_template("page.html.j2")
    return template.render(
        out=out,
        stories=stories,
        title=out.stories[0].story.title if out.stories else "No reports",
        marked=lambda view: marked(view, marks),
        filters=_filters(out),
        facts=_Facts(out),
        style=Markup(style),
        script=Markup(script),
        style_hash=_digest(style),
        script_hash=_digest(script),
    )


def notebook_html(dossier: Dossier) -> str:
    """Return a compact view for a notebook: counts, and the shared claims against the reports."""
    out = outline(dossier)
    template = _environment().get_template("notebook.html.j2")
    return template.render(out=out, limit=NOTEBOOK_CLAIMS, summaries=[summary(out, story) for story in out.stories])


def _story(out: Outline, story: StoryView, index: int) -> dict[str, Any]:
    """Gather what the template shows of a story."""
    moments = voices.timeline(out, story)
    found = voices.origins(out, story)
    shared = story.agree + story.conflict + story.differ
    moment_ticks, grid = drawing.ticks(moments)
    rows = balance.balance(out, story)
    return {
        "view": story,
        "suffix": f"-{index + 1}" if index else "",
        "first": index == 0,
        "lone": index > 0 and len(story.reports) == 1,
        "summary": summary(out, story),
        "columns": _columns(story),
        "behind": [
            (state, sum(1 for row in shared if row.claim.corroboration.state == state)) for state in wording.BEHIND_WORDS
        ],
        "shared": len(shared),
        "squares": len(story.claims) <= MANY_CLAIMS,
        "figures": _figures(story),
        "trades": balance.trades(out, story),
        "flows": balance.flows(out, story),
        "balance": rows,
        "plots": drawing.plots(rows),
        "camps": balance.camps(out, story),
        "speakers": voices.speakers(out, story),
        "origins": found,
        "graph": drawing.graph(found, story.reports),
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
                    made.append((one, wording.figure(quantity), quantity.counted or quantity.unit or ""))
    return sorted(made, key=lambda item: (item[0].view.number, item[0].statement.start))


class _Facts:
    """What the filters ask of a row: its reports, tellers, origins, certainties and names, as short keys."""

    def __init__(self, out: Outline) -> None:
        self.origin_of = {sid: origin.id for origin in out.dossier.origins for sid in origin.statements}
        self.names: dict[str, set[str]] = {}
        spans = [(m.report, m.start, e.id) for e in out.dossier.entities for m in e.mentions]
        by_report: dict[str, list[tuple[int, str]]] = {}
        for report, start, entity in spans:
            by_report.setdefault(report, []).append((start, entity))
        for mentions in by_report.values():
            mentions.sort()
        for sid, one in out.said.items():
            mentions = by_report.get(one.statement.report, [])
            low = bisect_left(mentions, (one.statement.start, ""))
            high = bisect_left(mentions, (one.statement.end, ""))
            names = {entity for _, entity in mentions[low:high]}
            names.update(p.entity for p in one.statement.participants if p.entity)
            if one.statement.attribution.speaker:
                names.add(one.statement.attribution.speaker)
            self.names[sid] = names

    def row(self, said: tuple[Said, ...]) -> dict[str, str]:
        """Return the data attributes of a row that stands on these statements."""
        tellers = {t for one in said if (t := teller_key(one))}
        origins = {self.origin_of[one.statement.id] for one in said if one.statement.id in self.origin_of}
        names = {name for one in said for name in self.names.get(one.statement.id, ())}
        return {
            "s": " ".join(anchor(one.statement.id) for one in said),
            "r": " ".join(str(n) for n in sorted({one.view.number for one in said})),
            "t": " ".join(sorted(tellers)),
            "o": " ".join(sorted(anchor(key) for key in origins)),
            "y": " ".join(sorted({one.statement.certainty.label for one in said})),
            "n": " ".join(sorted(anchor(key) for key in names)),
        }

    def claim(self, row: ClaimView) -> dict[str, str]:
        return self.row(row.said)


def teller_key(one: Said) -> str:
    """Return a short key of who says it: the speaker's entity, else the name."""
    told = one.statement.attribution
    if told.speaker:
        return anchor(told.speaker)
    if told.chain:
        last = told.chain[-1]
        return anchor(last.entity) if last.entity else make_id("w", last.name.casefold())
    return "own" if told.kind == "own" else ""


def _filters(out: Outline) -> dict[str, list[tuple[str, str]]]:
    tellers: dict[str, str] = {}
    for one in out.said.values():
        key = teller_key(one)
        told = one.statement.attribution
        if key and key != "own":
            entity = out.entities.get(told.speaker or (told.chain[-1].entity or "" if told.chain else ""))
            tellers.setdefault(key, entity.name if entity else told.chain[-1].name if told.chain else key)
    named = sorted(out.dossier.entities, key=lambda e: (-len(e.mentions), e.name))[:FILTER_NAMES]
    labels = ("asserted", "probable", "possible", "unknown", "unlikely", "denied")
    present = {one.statement.certainty.label for one in out.said.values()}
    return {
        "t": [("own", "own voice"), *sorted(tellers.items(), key=lambda item: item[1].casefold())],
        "o": [(anchor(o.id), o.name) for o in sorted(out.dossier.origins, key=lambda o: o.name.casefold())],
        "y": [(label, label) for label in labels if label in present],
        "n": [(anchor(e.id), e.name) for e in sorted(named, key=lambda e: e.name.casefold())],
    }
