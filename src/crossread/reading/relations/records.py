"""How two parties of one report stand to one another: candidates, judged, as records with their statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from crossread.grammar import syntax
from crossread.grammar.clause_links import link_of
from crossread.grammar.clauses import Clause, Clauses
from crossread.grammar.doc import Doc, Token
from crossread.grammar.noun_classes import is_time, noun_class
from crossread.grammar.offices import body_name
from crossread.ids import make_id
from crossread.languages.tables import countries, fold, words
from crossread.model import Certainty, Entity, Party, PartyRelation, Report, Statement
from crossread.reading.outdone import without_outdone
from crossread.reading.parties import Parties
from crossread.reading.plausibility import Chance, Plausibility, load_plausibility, sense_of, word_vectors
from crossread.reading.relations.candidates import IMPLIED, TOGETHER, Candidate, candidates
from crossread.reading.relations.features import features

TITLE = "office-title"
LEAST_OF_PLAIN = 0.25  # likely enough where a verb says nothing but the relation; the judge's own bar is for all verbs
MAX_TELLING = 200  # code points: a longer statement tells more than one title, which then has a statement of its own


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A candidate as the record that it would be, with what the judge knows of it; `at` is the word that says so."""

    record: PartyRelation
    at: int
    statement: Statement
    features: tuple[str, ...]
    places: tuple[int, ...] = ()
    plain: bool = False  # two names and a verb that says nothing but the relation: "sued", "endorsed"


def read_relations(
    report: Report, clauses: Clauses, statements: tuple[Statement, ...]
) -> tuple[tuple[PartyRelation, ...], tuple[Statement, ...]]:
    """Return the relations of one report that are likely enough, and statements of titles that no statement carries.

    Every relation has the statement that says it; "said Mira Pell, head of Norvane" tells who leads in words that only
    bring what she said, so they become a statement here.
    """
    judge = load_plausibility("relations")
    made: dict[tuple[str, str, str, str], PartyRelation] = {}
    own = {statement.id for statement in statements}
    titles: dict[str, Statement] = {}
    for proposal, chance in _likeliest(proposals(report, clauses, statements), judge, clauses.doc):
        record = proposal.record
        if judge.accepts(chance) or (proposal.plain and chance.alone >= LEAST_OF_PLAIN):
            ends = _key(record.from_), _key(record.to)
            first, second = sorted(ends) if record.kind in ("meets", "cooperates") else ends
            made.setdefault((record.kind, first, second, record.statement), record)
            if proposal.statement.id not in own:
                titles[proposal.statement.id] = proposal.statement
    place = {s.id: s.start for s in (*statements, *titles.values())}
    kept = without_outdone(made.values(), _names_better)
    return tuple(sorted(kept, key=lambda r: (place[r.statement], r.kind, r.id))), tuple(titles.values())


def _names_better(one: PartyRelation, other: PartyRelation) -> bool:
    """Say whether a relation has for whom another of its statement only describes by its other side a name or a noun
    of his own: "the brothers, both members of the club"."""
    same = (one.kind, one.to) == (other.kind, other.to) and one.from_ != other.from_
    described = other.from_.entity is None and other.to.name in other.from_.name
    return same and described and one.to.name not in one.from_.name


def _likeliest(proposed: Iterable[Proposal], judge: Plausibility, doc: Doc) -> list[tuple[Proposal, Chance]]:
    """Return of the kinds that one word offers for two parties the likeliest, with how likely: a head of sales does
    not lead."""
    best: dict[tuple[int, str, str], tuple[Proposal, Chance]] = {}
    for proposal in proposed:
        implied = proposal.record.rule.startswith(IMPLIED)  # of several bodies from elsewhere one is meant
        key = (proposal.at, _key(proposal.record.from_), IMPLIED if implied else _key(proposal.record.to))
        chance = judge.chance(proposal.features, word_vectors(doc, proposal.places), sense_of(proposal.record))
        if key not in best or chance.alone > best[key][1].alone:
            best[key] = proposal, chance
    return list(best.values())


def proposals(
    report: Report, clauses: Clauses, statements: tuple[Statement, ...]
) -> Iterator[Proposal]:
    """Yield every candidate whose two parties can be named and differ."""
    parties = Parties(clauses.doc, statements, clauses.mentions)
    told: set[tuple[str, int, str, str, str]] = set()
    for candidate in candidates(clauses, parties):
        from_, to = candidate.holder or _one(candidate, parties), _other(candidate, parties)
        statement = _telling(candidate, parties, report)
        if from_ is None or to is None or statement is None or _same(from_, to, parties):
            continue
        if (candidate.holder is None and _is_nobody(candidate.from_, from_)) or (
            candidate.body is None and _is_nobody(candidate.to, to)
        ):
            continue
        unnamed_part = candidate.kind == "part_of" and from_.entity is None
        if unnamed_part and _begins_with(from_, to, parties.entity(candidate.to)):
            continue  # "UNSC members": of the UNSC, which tells nothing
        if candidate.rule == TITLE and to.entity is None and not parties.may_be_party(candidate.to):
            continue  # "fire chief Jens Weber", "watch manager Colin Dyer": at the head of no fire
        if candidate.kind == "meets" and (
            any(_is_town(party, parties) for party in (from_, to)) or _is_site(candidate.to, to)
        ):
            continue  # a visit to a town or to a mine meets nobody
        read = candidate.kind, candidate.at.i, _key(from_), _key(to), candidate.rule
        if read in told:
            continue  # the tree and the roles say the same
        told.add(read)
        key = make_id("n", report.id, candidate.kind, _key(from_), _key(to), statement.id)
        record = PartyRelation(
            id=key, kind=candidate.kind, from_=from_, to=to, statement=statement.id, rule=candidate.rule
        )
        places = candidate.at.i, candidate.from_.i, candidate.to.i
        plain = _is_plain(candidate, from_, to) and statement.status in ("happened", "ongoing")
        plain = plain or _is_told_by_rule(candidate, from_, to)
        yield Proposal(record, candidate.at.i, statement, tuple(features(candidate, parties, from_, to)), places, plain)


def _is_plain(candidate: Candidate, from_: Party, to: Party) -> bool:
    """Say whether a verb of the table tells its relation by its meaning alone, of two that have names and nobody in
    doubt."""
    clause = candidate.clause
    jointly = candidate.rule == TOGETHER and _is_done_jointly(clause)
    stands = candidate.rule in words("relations", "plain_rules")
    if not jointly and not (stands and candidate.at.lemma_.lower() in words("relations", "plain_stances")):
        return False
    named = from_.entity is not None and to.entity is not None
    return named and not clause.modality and not clause.denied and clause.governor is None


def _is_told_by_rule(candidate: Candidate, from_: Party, to: Party) -> bool:
    """Say whether the rule's own words leave no doubt, of one who has a name: "Osk-backed", "called on her to
    resign"."""
    named = from_.entity is not None or to.entity is not None or candidate.from_.text[:1].isupper()
    return named and candidate.rule in words("relations", "telling_rules")


def _is_done_jointly(clause: Clause) -> bool:
    """Say whether a clause says that its subjects do a thing with one another: "built the bridge together"."""
    said = syntax.words_beside(clause.predicate) & words("relations", "jointly")
    return bool(said) and clause.object is not None


def _is_nobody(token: Token, party: Party) -> bool:
    """Say whether words that name no entity are a time, a number or a bare article: "on Friday", a score."""
    articles = words("function_words", "plain_articles")
    return party.entity is None and (is_time(token) or token.pos_ == "NUM" or party.name.lower() in articles)


def _begins_with(one: Party, other: Party, known: Entity | None) -> bool:
    """Say whether the words of a party that has no name begin with a name of another."""
    names = (other.name, *((known.name, *known.aliases) if known is not None else ()))
    return any(one.name.startswith(f"{name} ") for name in names)


def _one(candidate: Candidate, parties: Parties) -> Party | None:
    """Return who stands so to the other; before a hyphen a country is meant: "Russian-backed", "US-backed"."""
    before_hyphen = candidate.office is None and candidate.from_.i == candidate.at.i - 2
    if before_hyphen and candidate.from_.pos_ != "NOUN":
        name = fold(candidate.from_.text)
        nation = countries()[1].get(name) or countries()[0].get(name)
        if nation is not None:
            return _country(nation, parties)
    tells_who = candidate.from_.i < candidate.at.i and link_of(candidate.at) in ("attributive", "relative")
    return parties.party(candidate.from_, candidate.at if tells_who else None)  # "residents opposed to it"


def _other(candidate: Candidate, parties: Parties) -> Party | None:
    """Return the body or the other party; inside the holder's own name ("Texas Gov. Rick Perry") by its word."""
    token = candidate.to
    if candidate.body is not None:
        return candidate.body
    inside = parties.index.at(token.idx, token.idx + len(token.text))
    if candidate.office is not None:
        nation = _nation(token, parties)
        if nation is not None:
            return nation
        if inside is not None and inside == parties.entity(candidate.from_):
            return Party(name=token.text)
        if inside is None and candidate.office.through == "noun before" and token.text.islower():
            return Party(name=body_name(token))
    return parties.party(token)


def _nation(token: Token, parties: Parties) -> Party | None:
    """Return the country that an adjective before an office means: "the North Korean leader", "Russian President"."""
    people = countries()[1]
    before = token.doc[max(0, token.i - 1) : token.i + 1].text
    nation = people.get(fold(before)) or people.get(fold(token.text))
    return _country(nation, parties) if nation is not None else None


def _country(nation: str, parties: Parties) -> Party:
    """Return a country as the report knows it, else by its name."""
    known = [
        e for e in parties.index.by_id.values() if e.type == "place" and countries()[0].get(fold(e.name)) == nation
    ]
    return Party(name=known[0].name, entity=known[0].id) if known else Party(name=nation)


def _telling(candidate: Candidate, parties: Parties, report: Report) -> Statement | None:
    """Return the statement that carries the words of a candidate: the tightest; a title's own where none does."""
    start, end = _words_of(candidate, parties)
    host = parties.statement_telling(candidate.at) if candidate.office is None else None
    if candidate.office is None and (host is None or not _is_of_teller(candidate, host)):
        if host is None or host.end - host.start <= MAX_TELLING or not host.start <= start < end <= host.end:
            return host
        parts = {
            "text": report.text[start:end], "participants": (), "quantities": (), "times": (), "gist": None,
            "rule": "relation",
        }  # fmt: skip
        return msgspec.structs.replace(host, id=make_id("s", report.id, start, end), start=start, end=end, **parts)
    over = [s for s in parties.statements if s.start <= end and s.end >= start and s.end - s.start <= MAX_TELLING]
    near = [s for s in over if min(s.end, end) - max(s.start, start) >= (end - start) / 2]
    if near:
        return min(near, key=lambda s: (-(min(s.end, end) - max(s.start, start)), s.end - s.start))
    sentence = candidate.at.sent
    return Statement(
        id=make_id("s", report.id, start, end), report=report.id, start=start, end=end, text=report.text[start:end],
        sentence=(sentence.start_char, sentence.end_char), predicate=candidate.at.lemma_.lower(),
        certainty=Certainty(value=3.0, label="asserted"), status="ongoing", rule="title",
    )  # fmt: skip


def _is_of_teller(candidate: Candidate, host: Statement) -> bool:
    """Say whether a clause says who the teller is and leads or serves, outside of what he tells: "said Mira Pell, who
    heads the agency"."""
    told = host.start <= candidate.at.idx < host.end
    standing = candidate.kind in ("leads", "part_of") and link_of(candidate.clause.predicate) == "relative"
    return standing and not told and host.attribution.kind != "own"


def _words_of(candidate: Candidate, parties: Parties) -> tuple[int, int]:
    """Return the span of the noun of office, its holder's name and its body."""
    ends = (candidate.from_,) if candidate.body is not None else (candidate.from_, candidate.to)
    spans = [(t.idx, t.idx + len(t.text)) for t in (candidate.at, *ends)]
    for token in ends:
        entity = parties.index.at(token.idx, token.idx + len(token.text))
        spans += [
            (m.start, m.end) for m in (entity.mentions if entity is not None else ()) if m.start <= token.idx < m.end
        ]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _key(party: Party) -> str:
    return party.entity or fold(party.name)


def _is_site(token: Token, party: Party) -> bool:
    """Say whether words that name no entity are a place or a thing: "visited the site", "met the deadline"."""
    return party.entity is None and token.pos_ == "NOUN" and noun_class(token.lemma_.lower()) in ("place", "thing")


def _is_town(party: Party, parties: Parties) -> bool:
    """Say whether a party is a place that is no country and stands for none."""
    entity = parties.index.by_id.get(party.entity or "")
    if entity is None or entity.type != "place" or entity.stands_for is not None:
        return False
    return fold(entity.name) not in countries()[0] and not any(
        e.stands_for == entity.id for e in parties.index.by_id.values()
    )


def _same(one: Party, other: Party, parties: Parties) -> bool:
    """Say whether two parties are one, or a seat and the country that it stands for."""
    if _key(one) == _key(other) or fold(one.name) == fold(other.name):
        return True
    a, b = (parties.index.by_id.get(party.entity or "") for party in (one, other))
    return a is not None and b is not None and (a.stands_for == b.id or b.stands_for == a.id)
