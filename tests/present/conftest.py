"""An invented story in five reports, with every kind of record, and hostile text in one of them."""

from __future__ import annotations

import pytest

from crossread.ids import make_id
from crossread.model import (
    Attribution,
    Base,
    Certainty,
    Claim,
    Corroboration,
    Difference,
    Dossier,
    Entity,
    Exchange,
    Mention,
    Origin,
    Participant,
    Party,
    PartyRelation,
    Quantity,
    Report,
    Residue,
    Statement,
    Story,
    Teller,
    TextSpan,
    Time,
    TimelineEntry,
    Warning,
    certainty_label,
)

GAZETTE = """Marenta and Tolvia near a grain-for-gas deal
By Ilse Varga
Marenta holds about 410 grain barges, the Ministry of Trade said on Monday. Tolvia operates 95 gas tankers.
"We will open the port before winter," said Trade Minister Oda Lindqvist. The talks could fail, a diplomat said.
Four dockers were hurt when a crane fell on 3 March in Velm.
Marenta could ship 2 million tonnes of grain to Tolvia in return for gas.
Marenta has grain reserves of more than 9 million tonnes; Tolvia keeps fewer than 1 million tonnes.
Sign up for our newsletter!"""
COPY = GAZETTE.replace("By Ilse Varga", "Wire services")
HERALD = """Dock accident overshadows talks
Six dockers were hurt when a crane fell on 3 March in Velm, the Dock Union told the Herald.
Tolvia denied that it had cut gas supplies. "No valve was closed," said envoy Paul Réti.
Marenta's fleet of 437 grain barges is ready, the Ministry of Trade said. The union opposes the deal.
Gas will flow from June."""
HOSTILE = """<script>alert('x')</script> \u202egnihtyna\u202c & <b>bold</b>
Tolvia cut gas supplies in January, a pipeline operator said. 부산 항구에서 👩\u200d🚀 مرحبا بالعالم
Between 400 and 420 barges wait off Velm.
"><img src=x onerror=alert(1)> Tolvia owns 95 gas tankers."""
OTHER = """Cat stuck on lighthouse
A cat was rescued from the Velm lighthouse."""


class Pile:
    """Collects records whose places are found by searching the report's text."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.statements: list[Statement] = []
        self.quantities: list[Quantity] = []
        self.times: list[Time] = []
        self.claims: list[Claim] = []

    def report(self, key: str, text: str, residue: tuple[tuple[str, str], ...] = (), **more: str | None) -> Report:
        spans = tuple(
            Residue(start=text.index(words), end=text.index(words) + len(words), reason=why) for words, why in residue
        )
        made = Report(id=make_id("r", key, text), path=f"pile/{key}.txt", text=text, residue=spans, **more)  # type: ignore[arg-type]
        self.reports[key] = made
        return made

    def place(self, key: str, words: str, after: int = 0) -> TextSpan:
        start = self.reports[key].text.index(words, after)
        return TextSpan(text=words, start=start, end=start + len(words))

    def quantity(self, key: str, words: str, low: float | None, high: float | None = None, **more: object) -> Quantity:
        at = self.place(key, words)
        given: dict[str, object] = {"bound": "=", **more}
        made = Quantity(
            id=make_id("q", key, at.start, words), report=self.reports[key].id, start=at.start, end=at.end, text=words,
            low=low, high=low if high is None else high, **given,  # type: ignore[arg-type]
        )
        self.quantities.append(made)
        return made

    def time(self, key: str, words: str, value: str, start: str | None, end: str | None) -> Time:
        at = self.place(key, words)
        made = Time(
            id=make_id("t", key, at.start), report=self.reports[key].id, start=at.start, end=at.end, text=words,
            type="DATE", value=value, from_=start, to=end,
        )
        self.times.append(made)
        return made

    def statement(
        self, key: str, words: str, *, kind: str = "own", source: str | None = None, cue: str | None = None,
        quote: str | None = None, chain: tuple[Teller, ...] = (), speaker: str | None = None, value: float = 3.0,
        cues: tuple[str, ...] = (), status: str = "happened", denied: bool = False,
        quantities: tuple[Quantity, ...] = (), times: tuple[Time, ...] = (), agent: tuple[str, str] | None = None,
    ) -> Statement:
        at = self.place(key, words)
        content = self.place(key, quote or words)
        made = Statement(
            id=make_id("s", key, at.start, words), report=self.reports[key].id, start=at.start, end=at.end, text=words,
            sentence=(at.start, at.end), predicate=words.split()[1] if " " in words else words, status=status,  # type: ignore[arg-type]
            participants=(
                (Participant(role="agent", entity=agent[1], **{k: getattr(self.place(key, agent[0], at.start), k) for k in ("text", "start", "end")}),)
                if agent else ()
            ),
            attribution=Attribution(
                kind=kind, content=() if kind == "own" else ((content.start, content.end),),  # type: ignore[arg-type]
                source=self.place(key, source, max(0, at.start - 80)) if source else None,
                cue=self.place(key, cue, max(0, at.start - 80)) if cue else None, speaker=speaker, chain=chain,
            ),
            certainty=Certainty(
                value=value, label=certainty_label(value, denied=denied), cues=tuple(self.place(key, c, at.start) for c in cues)
            ),
            quantities=tuple(q.id for q in quantities), times=tuple(t.id for t in times),
        )
        self.statements.append(made)
        return made

    def claim(
        self, summary: str, statements: list[Statement], relation: str = "single",
        differences: tuple[Difference, ...] = (), origins: tuple[str, ...] = (), state: str = "single", independent: int = 1,
    ) -> Claim:
        made = Claim(
            id=make_id("c", *(s.id for s in statements)), summary=summary, statements=tuple(s.id for s in statements),
            reports=tuple(dict.fromkeys(s.report for s in statements)), relation=relation,  # type: ignore[arg-type]
            differences=differences, origins=origins,
            corroboration=Corroboration(state=state, independent=independent, explanation=f"Because it is {state}."),  # type: ignore[arg-type]
        )
        self.claims.append(made)
        return made


def build() -> Dossier:
    pile = Pile()
    spam = (("By Ilse Varga", "byline"), ("Sign up for our newsletter!", "sign-up"))
    gazette = pile.report("gazette", GAZETTE, spam, outlet="Velm Gazette", title="Marenta and Tolvia near a grain-for-gas deal", published="2031-03-04T08:00:00-04:00")
    pile.report("copy", COPY, (("Wire services", "byline"), spam[1]), outlet="Coast Copy", title="Grain-for-gas deal near", published="2031-03-05", copy_of=gazette.id)
    pile.report("herald", HERALD, outlet="Harbour Herald", title="Dock accident overshadows talks", published="2031-03-06T10:30:00Z")
    pile.report("hostile", HOSTILE, title="<script>alert('x')</script>")
    pile.report("other", OTHER, outlet="Cat Weekly", title="Cat stuck on lighthouse", published="2031-03-01")
    reports = tuple(pile.reports.values())

    def entity(name: str, kind: str, aliases: tuple[str, ...] = ()) -> Entity:
        mentions = []
        for report in reports:
            start = report.text.find(name)
            while start >= 0:
                mentions.append(Mention(report=report.id, start=start, end=start + len(name)))
                start = report.text.find(name, start + len(name))
        return Entity(id=make_id("e", name), name=name, type=kind, aliases=aliases, mentions=tuple(mentions))  # type: ignore[arg-type]

    marenta, tolvia = entity("Marenta", "place"), entity("Tolvia", "place")
    ministry, union = entity("Ministry of Trade", "organisation"), entity("Dock Union", "organisation", ("The union",))
    lindqvist, reti = entity("Oda Lindqvist", "person"), entity("Paul Réti", "person")
    entities = (marenta, tolvia, ministry, union, lindqvist, reti, entity("Velm", "place"))

    said_ministry = (Teller(name="Ministry of Trade", role="organisation", entity=ministry.id),)
    said_union = (
        Teller(name="Harbour Herald", role="outlet"), Teller(name="Dock Union", role="organisation", entity=union.id))
    said_diplomat = (Teller(name="a diplomat", role="anonymous"),)
    barges, hurt, quote, grain, fail, tankers, supply = ([], [], [], [], [], [], [])  # type: ignore[var-annotated]
    reserves_m, reserves_t = [], []
    exchange = []
    for key in ("gazette", "copy"):
        q410 = pile.quantity(key, "about 410", 410, bound="~", counted="grain barges")
        q95 = pile.quantity(key, "95", 95, counted="gas tankers")
        q4 = pile.quantity(key, "Four", 4, counted="dockers")
        q2m = pile.quantity(key, "2 million tonnes", 2e6, unit="tonne", base=Base(low=2e9, high=2e9, unit="kilogram"))
        q9m = pile.quantity(key, "more than 9 million tonnes", 9e6, bound=">", unit="tonne", base=Base(low=9e9, high=9e9, unit="kilogram"))
        q1m = pile.quantity(key, "fewer than 1 million tonnes", 1e6, bound="<", unit="tonne", base=Base(low=1e9, high=1e9, unit="kilogram"))
        t3 = pile.time(key, "3 March", "2031-03-03", "2031-03-03", "2031-03-03")
        winter = pile.time(key, "before winter", "2031-WI", "2031-12-01", "2032-02-28")
        barges.append(pile.statement(key, "Marenta holds about 410 grain barges", kind="indirect", source="the Ministry of Trade", cue="said", chain=said_ministry, speaker=ministry.id, quantities=(q410,), status="ongoing", agent=("Marenta", marenta.id)))
        tankers.append(pile.statement(key, "Tolvia operates 95 gas tankers", quantities=(q95,), status="ongoing", agent=("Tolvia", tolvia.id)))
        quote.append(pile.statement(key, "We will open the port before winter", kind="direct", quote='"We will open the port before winter,"', source="Trade Minister Oda Lindqvist", cue="said", speaker=lindqvist.id, chain=(Teller(name="Oda Lindqvist", role="person", entity=lindqvist.id),), status="planned", times=(winter,)))
        fail.append(pile.statement(key, "The talks could fail", kind="indirect", source="a diplomat", cue="said", chain=said_diplomat, value=1.0, cues=("could",), status="predicted"))
        hurt.append(pile.statement(key, "Four dockers were hurt when a crane fell on 3 March in Velm", quantities=(q4,), times=(t3,)))
        grain.append(pile.statement(key, "Marenta could ship 2 million tonnes of grain to Tolvia in return for gas", value=1.0, cues=("could",), status="predicted", quantities=(q2m,)))
        reserves_m.append(pile.statement(key, "Marenta has grain reserves of more than 9 million tonnes", status="ongoing", quantities=(q9m,)))
        reserves_t.append(pile.statement(key, "Tolvia keeps fewer than 1 million tonnes", status="ongoing", quantities=(q1m,)))
        if key == "gazette":
            p = {"m": Party(name="Marenta", entity=marenta.id), "t": Party(name="Tolvia", entity=tolvia.id)}
            bargain = make_id("b", 1)
            exchange += [
                Exchange(id="x-1", kind="holds", party=p["m"], item="grain barges", quantity=q410.id, statement=barges[-1].id),
                Exchange(id="x-2", kind="holds", party=p["t"], item="gas tankers", quantity=q95.id, statement=tankers[-1].id),
                Exchange(id="x-3", kind="offers", giver=p["m"], receiver=p["t"], item="grain", quantity=q2m.id, bargain=bargain, statement=grain[-1].id),
                Exchange(id="x-4", kind="offers", giver=p["t"], receiver=p["m"], item="gas", bargain=bargain, statement=grain[-1].id),
                Exchange(id="x-5", kind="holds", party=p["m"], item="grain reserves", quantity=q9m.id, statement=reserves_m[-1].id),
                Exchange(id="x-6", kind="holds", party=p["t"], item="grain reserves", quantity=q1m.id, statement=reserves_t[-1].id),
            ]
    q6 = pile.quantity("herald", "Six", 6, counted="dockers")
    q437 = pile.quantity("herald", "437", 437, counted="grain barges")
    t3h = pile.time("herald", "3 March", "2031-03-03", "2031-03-03", "2031-03-03")
    june = pile.time("herald", "June", "2031-06", "2031-06-01", "2031-06-30")
    hurt.append(pile.statement("herald", "Six dockers were hurt when a crane fell on 3 March in Velm", kind="indirect", source="the Dock Union", cue="told", speaker=union.id, chain=said_union, quantities=(q6,), times=(t3h,)))
    supply.append(pile.statement("herald", "it had cut gas supplies", kind="indirect", source="Tolvia", cue="denied", speaker=tolvia.id, chain=(Teller(name="Tolvia", role="organisation", entity=tolvia.id),), value=-3, denied=True))
    valve = pile.statement("herald", "No valve was closed", kind="direct", quote='"No valve was closed,"', source="envoy Paul Réti", cue="said", speaker=reti.id, chain=(Teller(name="Paul Réti", role="person", entity=reti.id),))
    barges.append(pile.statement("herald", "Marenta's fleet of 437 grain barges is ready", kind="indirect", source="the Ministry of Trade", cue="said", speaker=ministry.id, chain=said_ministry, quantities=(q437,), status="ongoing"))
    opposes = pile.statement("herald", "The union opposes the deal", status="ongoing")
    flow = pile.statement("herald", "Gas will flow from June", status="planned", times=(june,))
    q400 = pile.quantity("hostile", "Between 400 and 420", 400, 420, counted="barges")
    q95h = pile.quantity("hostile", "95", 95, counted="gas tankers")
    jan = pile.time("hostile", "January", "XXXX-01", None, None)
    supply.append(pile.statement("hostile", "Tolvia cut gas supplies in January", kind="indirect", source="a pipeline operator", cue="said", chain=(Teller(name="a pipeline operator", role="anonymous"),), times=(jan,)))
    barges.append(pile.statement("hostile", "Between 400 and 420 barges wait off Velm", quantities=(q400,), status="ongoing"))
    tankers.append(pile.statement("hostile", "Tolvia owns 95 gas tankers", quantities=(q95h,), status="ongoing"))
    cat = pile.statement("other", "A cat was rescued from the Velm lighthouse")
    script = pile.statement("hostile", "<script>alert('x')</script>", status="general")
    exchange += [
        Exchange(id="x-7", kind="holds", party=Party(name="Marenta", entity=marenta.id), item="barges", quantity=q437.id, statement=barges[2].id),
        Exchange(id="x-8", kind="holds", party=Party(name="Tolvia <b>", entity=tolvia.id), item="barges", quantity=q400.id, statement=barges[3].id),
        Exchange(id="x-9", kind="bars", party=Party(name="Tolvia", entity=tolvia.id), by=Party(name="Dock Union", entity=union.id), item="unloading gas", statement=opposes.id),
        Exchange(id="x-10", kind="needs", party=Party(name="Tolvia", entity=tolvia.id), item="grain", statement=grain[0].id),
    ]
    origins = []

    def origin(name: str, role: str, entity_id: str | None, statements: list[Statement]) -> str:
        made = Origin(id=make_id("o", name), name=name, role=role, entity=entity_id, statements=tuple(s.id for s in statements))  # type: ignore[arg-type]
        origins.append(made)
        return made.id

    o_ministry = origin("Ministry of Trade", "organisation", ministry.id, barges[:3])
    o_union = origin("Dock Union", "organisation", union.id, hurt[2:])
    o_minister = origin("Oda Lindqvist", "person", lindqvist.id, quote)
    o_diplomat = origin("a diplomat", "anonymous", None, fail)
    o_tolvia = origin("Tolvia", "organisation", tolvia.id, [supply[0]])
    o_reti = origin("Paul Réti", "person", reti.id, [valve])
    o_pipe = origin("a pipeline operator", "anonymous", None, [supply[1]])
    pile.claim("Tolvia operates 95 gas tankers", tankers, "agree", state="not_recorded", independent=0)
    pile.claim("Marenta holds grain barges", barges, "differ", (
        Difference(kind="revision", statements=(barges[0].id, barges[2].id), explanation="A later count by the same ministry: 437 after about 410."),
        Difference(kind="rounding", statements=(barges[0].id, barges[3].id), explanation="410 lies in 400–420."),
    ), (o_ministry,), "same_origin")
    pile.claim("dockers were hurt in Velm", hurt, "conflict", (
        Difference(kind="figure", statements=(hurt[0].id, hurt[2].id), explanation="Four or six: no rounding, scope or later count explains it."),
    ), (o_union,), "not_recorded")
    pile.claim("Tolvia cut gas supplies", supply, "conflict", (
        Difference(kind="polarity", statements=(supply[0].id, supply[1].id), explanation="One says so, one says not."),
    ), (o_tolvia, o_pipe), "independent", 2)
    pile.claim("We will open the port before winter", quote, origins=(o_minister,))
    pile.claim("The talks could fail", fail, origins=(o_diplomat,))
    pile.claim("Marenta could ship 2 million tonnes of grain", grain, state="not_recorded", independent=0)
    pile.claim("Marenta has grain reserves", reserves_m, state="not_recorded", independent=0)
    pile.claim("Tolvia keeps fewer than 1 million tonnes", reserves_t, state="not_recorded", independent=0)
    pile.claim("No valve was closed", [valve], origins=(o_reti,))
    for lone in (opposes, flow, cat, script):
        pile.claim(lone.text, [lone], state="not_recorded", independent=0)
    claim_of = {sid: claim.id for claim in pile.claims for sid in claim.statements}
    import msgspec

    return Dossier(
        reports=reports,
        stories=(
            Story(id="st-1", title="Marenta and Tolvia near a grain-for-gas deal", reports=tuple(r.id for r in reports[:4])),
            Story(id="st-2", title="Cat stuck on lighthouse", reports=(reports[4].id,)),
        ),
        entities=entities,
        statements=tuple(msgspec.structs.replace(s, claim=claim_of[s.id]) for s in pile.statements),
        quantities=tuple(pile.quantities), times=tuple(pile.times), claims=tuple(pile.claims), origins=tuple(origins),
        exchange=tuple(exchange),
        relations=(
            PartyRelation(id="l-1", kind="opposes", from_=Party(name="Dock Union", entity=union.id), to=Party(name="Tolvia", entity=tolvia.id), statement=opposes.id),
            PartyRelation(id="l-2", kind="leads", from_=Party(name="Oda Lindqvist", entity=lindqvist.id), to=Party(name="Ministry of Trade", entity=ministry.id), statement=quote[0].id),
        ),
        timeline=(
            TimelineEntry(from_="2031-03-03", to="2031-03-03", precision="day", statement=hurt[0].id),
            TimelineEntry(from_="2031-03-03", to="2031-03-03", precision="day", statement=hurt[2].id),
            TimelineEntry(from_="2031-06-01", to="2031-06-30", precision="month", statement=flow.id),
            TimelineEntry(from_="2031-12-01", to="2032-02-28", precision="season", statement=quote[0].id),
        ),
        warnings=(
            Warning(report=reports[3].id, message="no date: one of its times stays open"),
            Warning(message="1 file is empty and was not read: pile/none.txt"),
        ),
    )


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return build()
