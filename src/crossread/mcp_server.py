"""A server of the Model Context Protocol: an agent reads reports, or asks a library, for claims, each with its report
and place.

Nothing is written and nothing leaves the machine: the server talks over standard input and output, and reads only below
the folders, and in the library, that it was started with. Every answer is made of the dossier alone, is the same each
time, and is at most one page long; no word in `text` of a statement is other than the report's own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from crossread.errors import CrossreadError, MissingExtra, UsageError
from crossread.ids import make_id
from crossread.model import Claim, Dossier, ExchangeKind, LedgerRow, Statement
from crossread.release import VERSION

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from crossread.library import Library

PAGE = 20  # records an answer: some 2,000 to 5,000 words, which an agent can take in
MAX_HELD = 8  # dossiers in memory; the one that was read first goes first
_F = TypeVar("_F", bound=Callable[..., Any])
Answer = dict[str, Any]
Relation = Literal["single", "agree", "differ", "conflict"]


def server(roots: Sequence[Path], library: str | None = None) -> MCPServer:
    """Return the server, which reads only below `roots` and in `library`, where one is named.

    Raises MissingExtra without the package `mcp`, or where a library is named and those that it needs are not there;
    LibraryError where there is no such library.
    """
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
    except ImportError as error:
        raise MissingExtra("the MCP server", "mcp", "mcp") from error

    def told(tool: _F) -> _F:
        @wraps(tool)
        def run(*args: Any, **named: Any) -> Any:
            try:
                return tool(*args, **named)
            except CrossreadError as error:
                raise ToolError(str(error)) from error

        return run  # type: ignore[return-value]

    made = MCPServer("crossread", version=VERSION, log_level="ERROR", instructions=_INSTRUCTIONS)
    desk = Desk(roots, _opened(library) if library else None)
    for tool in (
        desk.read_reports, desk.claims, desk.differences, desk.origins, desk.evidence, desk.ledger,
        desk.search_library,
    ):
        made.tool(name=tool.__name__)(told(tool))
    return made


def _opened(where: str) -> Library:
    from crossread.library import Library

    return Library(where, create=False)


_INSTRUCTIONS = (
    "Call read_reports first: it gives the id of a dossier, which the other tools ask for; where the server has a "
    "library, "
    "search_library finds reports in it, and their `story` is the id of a dossier too. Cite what you use by report and "
    "place (start, end: code points of the report's text). `corroboration` counts named origins, not outlets."
)


class Desk:
    """The dossiers that were read in this session or stand in the library, and what can be asked of them."""

    def __init__(self, roots: Sequence[Path], library: Library | None = None) -> None:
        self.roots = tuple(Path(root).resolve() for root in roots)
        self.library = library
        self._held: dict[str, Dossier] = {}
        self._lock = threading.Lock()

    def read_reports(self, paths: list[str], published: dict[str, str] | None = None) -> Answer:
        """Read files or folders of reports of one or more stories and compare them. `published` gives ISO dates for
        paths that say none."""
        from crossread.pipeline import read

        found = [str(self._allowed(path)) for path in paths]
        if not found:
            raise UsageError("no path was given: name files or folders of reports")
        dates = {str(self._allowed(path)): date for path, date in (published or {}).items()}
        with self._lock:
            dossier = read(found, published=dates)
            key = make_id("d", *(report.id for report in dossier.reports), *sorted(dates.values()))
            self._held[key] = dossier
            while len(self._held) > MAX_HELD:
                del self._held[next(iter(self._held))]
        relations = [claim.relation for claim in dossier.claims]
        return {
            "dossier": key,
            "reports": [{"report": one.id, "outlet": one.outlet, "title": one.title, "published": one.published,
            "copy_of": one.copy_of,
                         "path": self._shown(one.path)} for one in dossier.reports],
            "claims": {name: relations.count(name) for name in ("single", "agree", "differ", "conflict")},
            "warnings": [self._shown(one.message) for one in dossier.warnings[:PAGE]],
        }  # fmt: skip

    def claims(self, dossier: str, relation: Relation | None = None, words: str = "", start: int = 0) -> Answer:
        """List claims, those of most reports first: what they say, how the reports stand to it, and on how many
        independent origins it rests.

        `relation` narrows to claims that one report makes (single), that reports agree on, differ in, or contradict one
        another in (conflict); `words` to claims with all these words; `start` is where the page begins.
        """
        held = self._dossier(dossier)
        wanted = words.casefold().split()
        found = [
            one
            for one in held.claims
            if (relation is None or one.relation == relation) and all(word in one.summary.casefold() for word in wanted)
        ]
        found.sort(key=lambda one: -len(one.reports))
        return _page(found, start, lambda claim: _claim(held, claim))

    def differences(self, dossier: str, claim: str = "", start: int = 0) -> Answer:
        """Say what reports do not share: for one claim, or for all that differ, each answer with the words and
        places that give it."""
        held = self._dossier(dossier)
        by_id = {one.id: one for one in held.statements}
        if claim and claim not in {one.id for one in held.claims}:
            raise UsageError(f"the dossier has no claim {claim!r}; the tool claims lists them")
        found = [
            (one, difference) for one in held.claims if not claim or one.id == claim for difference in one.differences
        ]
        found.sort(key=lambda pair: pair[0].relation != "conflict")

        def shown(pair: tuple[Claim, Any]) -> Answer:
            one, difference = pair
            answers = [
                {
                    "answer": answer.text,
                    "given_by": [_place(held, by_id[key]) for key in answer.statements if key in by_id],
                }
                for answer in difference.answers
            ]
            return {
                "claim": one.id, "summary": one.summary, "relation": one.relation, "kind": difference.kind,
                "explanation": difference.explanation, "answers": answers,
            }  # fmt: skip

        return _page(found, start, shown)

    def origins(self, dossier: str, start: int = 0) -> Answer:
        """List the furthest tellers that the reports name, those of most statements first, and why some are one
        line."""
        held = self._dossier(dossier)
        names = {one.id: one.name for one in held.origins}
        found = sorted(held.origins, key=lambda one: -len(one.statements))
        page = _page(
            found,
            start,
            lambda one: {"origin": one.id, "name": one.name, "role": one.role, "statements": len(one.statements)},
        )
        links = [
            {"origins": [names.get(key, key) for key in link.origins], "explanation": link.explanation}
            for link in held.links[:PAGE]
        ]
        return {**page, "one_line": links, "one_line_total": len(held.links)}

    def evidence(self, dossier: str, record: str, start: int = 0) -> Answer:
        """Show what a claim, statement, origin, ledger row or match (its id) rests on: the words, their whole
        sentence, report, place, tellers."""
        held = self._dossier(dossier)
        resting = {one.id: one.statements for kind in (held.claims, held.origins, held.matches) for one in kind}
        resting |= {row.id: _statements_of(held, row) for row in held.ledger}
        keys = resting.get(record, (record,))
        by_id = {one.id: one for one in held.statements}
        if not any(key in by_id for key in keys):
            raise UsageError(
                f"the dossier has no record {record!r} that rests on statements; the tools claims, origins and ledger "
                f"list them"
            )
        texts = {report.id: report.text for report in held.reports}

        def shown(one: Statement) -> Answer:
            sentence = texts[one.report][slice(*one.sentence)]
            tellers = [{"name": teller.name, "role": teller.role} for teller in one.attribution.chain]
            told = {
                "attribution": one.attribution.kind,
                "tellers": tellers,
                "certainty": one.certainty.label,
                "status": one.status,
            }
            return {**_place(held, one), "sentence": sentence, "sentence_place": list(one.sentence), **told}

        return _page([by_id[key] for key in keys if key in by_id], start, shown)

    def ledger(self, dossier: str, kind: ExchangeKind | None = None, party: str = "", start: int = 0) -> Answer:
        """Say who holds, needs, offers, hands over or is barred from what, a row for all reports that say the same.

        `kind` and `party` (words of a name) narrow it. `matches` are derived, said by no report: what one needs and
        another has.
        """
        held = self._dossier(dossier)
        wanted = party.casefold()
        found = [
            row
            for row in held.ledger
            if (kind is None or row.kind == kind) and any(wanted in name.casefold() for name in _names(row))
        ]
        shown = {row.id for row in found}
        matches = [one for one in held.matches if shown & {one.need, one.source}]
        fits = [
            {
                "match": one.id, "needs": one.needs.name, "has": one.has.name, "by": one.by, "what": one.item_class,
                "rows": [one.need, one.source], "barred_by": list(one.bars),
            }
            for one in matches[:PAGE]
        ]  # fmt: skip
        return {**_page(found, start, lambda row: _row(held, row)), "matches": fits, "matches_total": len(matches)}

    def search_library(self, query: str, start: int = 0) -> Answer:
        """Search the library that the server was started with, newest reports first; `story` is the id of a dossier for
        the other tools.

        Words all have to be there; "side by side", harb*, -without, name:, speaker:, origin:, outlet:, date:2031-06, >
        1000 tanks.
        """
        if self.library is None:
            raise UsageError("this server has no library; it is started with one as `crossread mcp --library FOLDER`")
        first = max(0, start)
        found = self.library.search(query, limit=PAGE, offset=first)
        after = first + len(found.hits)
        items = [
            {
                "report": one.report, "story": one.story, "outlet": one.outlet, "title": one.title,
                "published": one.published, "start": one.start, "end": one.end, "excerpt": one.excerpt,
            }
            for one in found.hits
        ]  # fmt: skip
        return {
            "total": found.total,
            "more": found.more,
            "start": first,
            "next": after if after < found.total and found.hits else None,
            "items": items,
        }

    def _dossier(self, key: str) -> Dossier:
        if key in self._held:
            return self._held[key]
        if self.library is not None:
            return self.library.dossier(key)
        raise UsageError(f"no dossier {key!r} was read in this session; call read_reports, which gives its id")

    def _allowed(self, path: str) -> Path:
        """Return a path that exists and lies below a root, links followed."""
        if not path or "\0" in path:
            raise UsageError("a path is empty or holds a NUL")
        for root in self.roots:
            place = (root / path).resolve()
            if place.is_relative_to(root) and place.exists():
                self._check_links(place)
                return place
        raise UsageError(f"{path} is not below {', '.join(map(str, self.roots))}, or is not there")

    def _check_links(self, folder: Path) -> None:
        """Refuse a folder in which a link leads out of the roots: its files would be read through it."""
        for one in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if one.is_symlink() and not any(one.resolve().is_relative_to(root) for root in self.roots):
                raise UsageError(
                    f"{one} is a link to what is not below {', '.join(map(str, self.roots))}; name the files to read "
                    f"without it"
                )

    def _shown(self, text: str) -> str:
        """Return a text in which paths are told from the root on."""
        for root in self.roots:
            text = text.replace(f"{root}/", "")
        return text


def _page(found: Sequence[Any], start: int, shown: Callable[[Any], Answer]) -> Answer:
    first = max(0, start)
    after = first + PAGE
    return {
        "total": len(found),
        "start": first,
        "next": after if after < len(found) else None,
        "items": [shown(one) for one in found[first:after]],
    }


def _place(held: Dossier, one: Statement) -> Answer:
    report = next(report for report in held.reports if report.id == one.report)
    return {
        "statement": one.id, "report": one.report, "outlet": report.outlet, "start": one.start, "end": one.end,
        "text": one.text,
    }  # fmt: skip


def _names(row: LedgerRow) -> list[str]:
    return [one.name for one in (row.party, row.other) if one is not None]


def _statements_of(held: Dossier, row: LedgerRow) -> tuple[str, ...]:
    by_id = {one.id: one.statement for one in held.exchange}
    return tuple(dict.fromkeys(by_id[key] for key in row.records if key in by_id))


def _row(held: Dossier, row: LedgerRow) -> Answer:
    by_id = {one.id: one for one in held.statements}
    first = next((by_id[key] for key in _statements_of(held, row) if key in by_id), None)
    return {
        "row": row.id, "party": row.party.name, "kind": row.kind, "other": row.other.name if row.other else None,
        "what": row.item_class, "items": list(row.items),
        "reports": list(row.reports), "certainty": row.certainty.label, "status": row.status,
        "corroboration": row.corroboration.state,
        "independent_origins": row.corroboration.independent,
        "differences": [one.explanation for one in row.differences],
        "first_place": _place(held, first) if first else None,
    }  # fmt: skip


def _claim(held: Dossier, claim: Claim) -> Answer:
    first = next((one for one in held.statements if one.id in claim.statements), None)
    said = claim.corroboration
    return {
        "claim": claim.id, "summary": claim.summary, "relation": claim.relation, "reports": list(claim.reports),
        "statements": len(claim.statements),
        "corroboration": said.state, "independent_origins": said.independent, "why": said.explanation,
        "differences": [one.kind for one in claim.differences], "first_place": _place(held, first) if first else None,
    }  # fmt: skip
