"""An invented story in many reports: shared counts that drift, claims of one's own, copies. For size and speed."""

from __future__ import annotations

from crossread.ids import make_id
from crossread.model import (
    Attribution,
    Certainty,
    Claim,
    Corroboration,
    Difference,
    Dossier,
    Entity,
    Mention,
    Origin,
    Quantity,
    Report,
    Statement,
    Story,
    Teller,
    TextSpan,
    Time,
    TimelineEntry,
)

SHARED = 24
OWN = 14
COPIES = 17
PLACES = ("Velm", "Skarn", "Hallmar", "Orrin", "Tolv", "Marent", "Brask", "Lune")
DEEDS = ("closed the harbour", "opened a shelter", "counted the barges", "sent two tugs", "halted the trams", "named a warden")


def build(reports: int = 200) -> Dossier:
    """Return a dossier of so many reports; the same for the same number."""
    made: list[Report] = []
    statements: dict[str, list[Statement]] = {}
    quantities: list[Quantity] = []
    times: list[Time] = []
    timeline: list[TimelineEntry] = []
    mayor = make_id("e", "Mayor")
    mentions: list[Mention] = []
    for number in range(reports):
        source = made[0] if 0 < number <= min(COPIES, reports // 10) else None
        lines: list[tuple[str, str, float | None]] = []
        for index in range(SHARED):
            if (number + index) % 3 == 0 or source:
                count = 400 + index + (37 if number % 11 == 5 else 0)
                lines.append((f"shared-{index}", f"{count} barges of kind {index} wait off {PLACES[index % 8]}", float(count)))
        for index in range(OWN):
            town, deed = PLACES[(number + index) % 8], DEEDS[(number * 3 + index) % 6]
            lines.append((f"own-{number if not source else 0}-{index}", f"{town} {deed} after notice {number if not source else 0}.{index}", None))
        text = "\n".join(f"{words}, Mayor Ada Holm said on Monday." for _, words, _ in lines)
        report = Report(
            id=make_id("r", str(number), text), path=f"pile/{number}.txt", outlet=f"Courier {number}", title=f"Barges wait, edition {number}",
            published=f"2031-03-{1 + number % 28:02}T08:{number % 60:02}:00Z", text=text, copy_of=source.id if source else None,
        )
        made.append(report)
        at = 0
        for key, words, count in lines:
            start, end = at, at + len(words)
            name = text.index("Mayor Ada Holm", end)
            mentions.append(Mention(report=report.id, start=name, end=name + 14))
            found: tuple[str, ...] = ()
            if count is not None:
                digits = str(int(count))
                quantity = Quantity(id=make_id("q", report.id, start), report=report.id, start=start, end=start + len(digits), text=digits, low=count, high=count, bound="=", counted="barges")
                quantities.append(quantity)
                found = (quantity.id,)
            monday = text.index("Monday", end)
            times.append(Time(id=make_id("t", report.id, monday), report=report.id, start=monday, end=monday + 6, text="Monday", type="DATE", value="2031-03-03", from_="2031-03-03", to="2031-03-03"))
            statement = Statement(
                id=make_id("s", report.id, start), report=report.id, start=start, end=end, text=words, sentence=(start, end), predicate="wait" if count else "close",
                attribution=Attribution(
                    kind="indirect", content=((start, end),), source=TextSpan(text="Mayor Ada Holm", start=name, end=name + 14), speaker=mayor,
                    chain=(Teller(name="Ada Holm", role="person", entity=mayor, start=name + 6, end=name + 14),),
                ),
                certainty=Certainty(value=3, label="asserted"), status="happened", quantities=found, claim=make_id("c", key),
            )  # fmt: skip
            statements.setdefault(key, []).append(statement)
            if key.startswith("own") and number % 20 == 0:
                timeline.append(TimelineEntry(from_="2031-03-03", to="2031-03-03", precision="day", statement=statement.id))
            at = end + len(", Mayor Ada Holm said on Monday.\n")
    everything = [statement for group in statements.values() for statement in group]
    origin = Origin(id=make_id("o", "Ada Holm"), name="Ada Holm", role="person", entity=mayor, statements=tuple(s.id for s in everything))
    claims = []
    for key, group in statements.items():
        drift = next((s for s in group if s.text[:3] != group[0].text[:3]), None)
        claims.append(
            Claim(
                id=make_id("c", key), summary=group[0].text, statements=tuple(s.id for s in group), reports=tuple(dict.fromkeys(s.report for s in group)),
                relation="single" if key.startswith("own") and len(group) == 1 else "conflict" if drift and key == "shared-0" else "differ" if drift else "agree",
                differences=(Difference(kind="figure" if key == "shared-0" else "revision", statements=(group[0].id, drift.id), explanation="A later count."),) if drift else (),
                origins=(origin.id,), corroboration=Corroboration(state="same_origin", independent=1, explanation="All on the word of Ada Holm."),
            )
        )  # fmt: skip
    return Dossier(
        reports=tuple(made),
        stories=(Story(id="st-large", title="Barges wait off eight towns", reports=tuple(r.id for r in made)),),
        entities=(Entity(id=mayor, name="Ada Holm", type="person", mentions=tuple(mentions)),),
        statements=tuple(everything), quantities=tuple(quantities), times=tuple(times), claims=tuple(claims), origins=(origin,),
        timeline=tuple(timeline),
    )  # fmt: skip
