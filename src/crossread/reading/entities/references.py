"""Pronouns and descriptions ("the regulator", "the Russian dictator") -> the entity that the text named before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.descriptions import descriptions_of
from crossread.grammar.doc import Doc, Token
from crossread.languages.body_names import may_stand_in
from crossread.languages.tables import countries, fold, load, words
from crossread.reading.entities.chains import Chains
from crossread.reading.entities.held_offices import HeldOffices, may_hold
from crossread.reading.entities.office_nouns import is_office
from crossread.reading.entities.resolution import Cluster
from crossread.reading.entities.speaking import Speaking

PRONOUN_REACH = 3  # sentences back in which a pronoun's name is looked for
DESCRIPTION_REACH = 12  # sentences back for a description
# Weights chosen by hand on the development part of GUM (coreference) and kept simple: one fact, one weight.
NOUN_KNOWN = 3.0
COUNTRY_KNOWN = 2.0
SUBJECT = 0.6
PER_SENTENCE = 0.5
PER_MENTION = 0.08
OWN_WORDS = 2.0  # the subject of what "it said" brings, a fact of its own
FLOOR = 0.4
_PERSON_PRONOUNS = {"he": -1, "him": -1, "his": -1, "himself": -1, "she": 1, "her": 1, "hers": 1, "herself": 1}
_THING_PRONOUNS = frozenset({"it", "its", "itself"})
_POINTERS = frozenset({"the", "this", "that"})
_LABEL_ENDS = frozenset(":([–—")
_THINGS = frozenset({"facility", "weapon", "vehicle", "product", "event", "law", "misc"})


@dataclass(slots=True)
class _Seen:
    """A mention of a cluster: the sentence it is in and how it stands there."""

    start: int
    sentence: int
    subject: bool
    token: Token


def resolve_anaphora(doc: Doc, clusters: list[Cluster], chains: Chains) -> None:
    """Add descriptions and pronouns to the clusters they mean, in the order of the text."""
    sentence_starts = [sent.start_char for sent in doc.sents]
    taken = [(n.start, n.end) for c in clusters for n in c.names]
    by_key = {cluster.key: cluster for cluster in clusters}
    seen: dict[str, list[_Seen]] = {cluster.key: [] for cluster in clusters}

    def sentence_of(start: int) -> int:
        return bisect_right(sentence_starts, start) - 1

    def home(cluster: Cluster) -> Cluster:
        return by_key.get(f"country {cluster.seat_of}", cluster) if cluster.seat_of else cluster

    events: list[tuple[int, int, Cluster | None, Token]] = [
        (name.start, name.end, cluster, name.head) for cluster in clusters for name in cluster.names
    ]
    described = _described(clusters)
    called = frozenset(doc[i].lemma_.lower() for i in described)
    owner = {(name.start, name.end): cluster for cluster in clusters for name in cluster.names}
    later: dict[int, dict[str, list[int]]] = {}
    for start, _, cluster, _ in events:
        assert cluster is not None
        later.setdefault(sentence_of(start), {}).setdefault(home(cluster).key, []).append(start)
    for token in doc:
        if token.lower_ in _PERSON_PRONOUNS or (
            token.lower_ in _THING_PRONOUNS and token.dep_ not in ("expl", "expletive")
        ):
            events.append((token.idx, token.idx + len(token.text), None, token))
        elif (
            token.pos_ in ("NOUN", "PROPN")
            and _is_pointer(token, called)
            and not any(a <= token.idx < b for a, b in taken)
        ):
            start, end = syntax.phrase(token)
            if not any(a < end and b > start for a, b in taken if not _is_people(doc.text[a:b])):
                events.append((start, end, None, token))
    speaking = Speaking(doc)
    held = HeldOffices(doc, clusters, described)
    told_of = {token.i for _, _, _, token in events}
    events += [
        (t.idx, t.idx + len(t.text), None, t) for t in doc if t.i not in told_of and t.pos_ == "NOUN" and is_office(t)
    ]
    for start, end, named, token in sorted(events, key=lambda e: (e[0], -e[1])):
        sentence = sentence_of(start)
        cluster = named
        if cluster is None and token.i not in told_of and (token.i in described or held.holder(token) is None):
            continue
        if cluster is None and token.i in described:
            cluster = described[token.i]  # "the mayor, Uta Brenn": hers, whoever spoke before
            cluster.nouns.add(token.lemma_.lower())
            cluster.extra.append((start, end, token))
        elif cluster is None and (holder := held.holder(token)) is not None:
            cluster = holder
            cluster.extra.append((start, end, token))
        elif (
            cluster is None
            and (teller := _teller_meant(token, sentence, clusters, seen, _Told(speaking, _led(token, chains, owner))))
            is not None
        ):
            cluster = teller
            cluster.extra.append((start, end, token))
        elif cluster is None and (pointed := _fitting(token, _led(token, chains, owner))) is not None:
            cluster = pointed
            cluster.extra.append((start, end, token))
        elif cluster is None and _is_pronoun(token) and chains.nameless(token):
            continue  # the ranker has it in a chain that leads to no name: "The lawsuit alleges … It also claims …"
        elif cluster is None:
            same_sentence = later.get(sentence, {})
            pool = [c for c in clusters if seen[c.key] and not c.seat_of]
            if _is_pronoun(token):
                cluster = _pronoun(token, sentence, pool, seen)
            else:
                ahead = {key for key, places in same_sentence.items() if any(place >= end for place in places)}
                ahead |= {key for key in same_sentence if seen[key] and _same_clause(seen[key][-1].token, token)}
                cluster = _description(doc, token, start, end, sentence, pool, seen, ahead)
            if cluster is None:
                continue
            cluster.extra.append((start, end, token))
        if not cluster.female and token.lower_ in _PERSON_PRONOUNS:
            cluster.female = _PERSON_PRONOUNS[token.lower_]  # whom "he" once means is no "she"
        speaking.note(cluster, token)
        held.note(token, cluster)
        target = home(cluster)
        subject = token.dep_ in syntax.SUBJECTS or (
            token.dep_ in ("nmod:poss", "poss", "appos", "flat") and token.head.dep_ in syntax.SUBJECTS
        )  # "The agency, NCSA, is investigating": NCSA acts too
        seen[target.key].append(_Seen(start, sentence, subject, token))


def _described(clusters: list[Cluster]) -> dict[int, Cluster]:
    """Return the nouns that stand beside a person's name and say what he is, by token."""
    found: dict[int, Cluster] = {}
    for cluster in clusters:
        if cluster.type != "person":
            continue
        for name in cluster.names:
            for noun in descriptions_of(name.head, name.start, is_office):
                found.setdefault(noun.i, cluster)
    return found


def _is_pronoun(token: Token) -> bool:
    return token.lower_ in _PERSON_PRONOUNS or token.lower_ in _THING_PRONOUNS


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of who says something: who cannot, and to whom the ranker leads."""

    speaking: Speaking
    ranked: tuple[Cluster, ...]


def _teller_meant(
    token: Token, sentence: int, clusters: list[Cluster], seen: Mapping[str, list[_Seen]], told: _Told,
) -> Cluster | None:  # fmt: skip
    """Return whom "he" of "he said" means where what is said tells it, or where whom the ranker has in mind cannot
    speak."""
    gender = _PERSON_PRONOUNS.get(token.lower_)
    if gender is None:
        return None
    people = [c for c in clusters if c.type == "person" and seen[c.key] and c.female * gender >= 0]
    near = {c.key: c for c in people if sentence - seen[c.key][-1].sentence <= PRONOUN_REACH}
    chosen = _fitting(token, told.ranked)
    meant, barred = told.speaking.meant(token, near, chosen)
    if meant is not None or chosen is None or chosen.key not in barred:
        return meant
    return _pronoun(token, sentence, [c for key, c in near.items() if key not in barred], dict(seen))


def _led(token: Token, chains: Chains, owner: Mapping[tuple[int, int], Cluster]) -> tuple[Cluster, ...]:
    """Return the named entities to which the coreference ranker leads a pronoun or a description, nearest before it
    first."""
    near = (owner.get((name.start, name.end)) for name in chains.names_with(token))
    return tuple({cluster.key: cluster for cluster in near if cluster is not None}.values())


def _fitting(token: Token, ranked: tuple[Cluster, ...]) -> Cluster | None:
    """Return the first of the ranker's choices that a pronoun's gender and kind, or a noun's class, allow."""
    gender = _PERSON_PRONOUNS.get(token.lower_)
    if gender is not None:
        fitting = [c for c in ranked if c.type == "person" and c.female * gender >= 0]
        return next((c for c in fitting if c.female * gender > 0), fitting[0] if fitting else None)
    if token.lower_ in _THING_PRONOUNS:
        return next((c for c in ranked if c.type not in ("person", "group", "event")), None)
    person = token.lemma_.lower() in words("descriptions", "person")
    return next((c for c in ranked if (c.type == "person") == person and _is_of_kind(token.lemma_.lower(), c)), None)


def _is_of_kind(lemma: str, cluster: Cluster) -> bool:
    """Say whether nothing speaks against calling an entity by a noun: a bank is no association, a bishop no driver."""
    if cluster.type == "person":
        return may_hold(lemma, cluster)
    if cluster.type != "organisation" or lemma in cluster.nouns:
        return True
    wanted, have = _kind_of({lemma}), _kind_of(cluster.nouns)
    return not wanted or not have or bool(wanted & have)


def _is_people(name: str) -> bool:
    return fold(name) in countries()[1]


def _kind_of(nouns: set[str]) -> set[str]:
    """Return the kinds of organisation (company, authority, …) that a set of nouns names."""
    kinds = load("descriptions")["organisation_kinds"]
    return {kind for kind, listed in kinds.items() if nouns & set(listed.split())}


def _is_pointer(token: Token, called: frozenset[str]) -> bool:
    """Say whether a noun phrase points back: a definite article, singular, and a noun from the lists.

    Or one of `called`, which the text itself puts beside a person's name: "the rector of Varn, Ann Orr".
    """
    if not any(c.dep_ == "det" and c.lower_ in _POINTERS for c in token.children):
        return False
    if any(
        c.dep_ in ("nmod", "nmod:poss", "poss", "prep", "acl", "appos", "nummod")
        and c.i > token.i
        and c.dep_ != "appos"
        for c in token.children
    ):
        return False
    if token.pos_ != "NOUN" or any(c.lower_ in words("descriptions", "not_pointing") for c in token.children):
        return False
    lemma = token.lemma_.lower()
    if token.lower_ == lemma and lemma not in called and _is_label(token):
        return False  # "THE CHAIR: Who signed it?" is none of those who answer
    return token.lower_ == lemma and (
        lemma in called
        or any(lemma in words("descriptions", kind) for kind in ("person", "organisation", "place", "thing"))
    )


def _is_label(token: Token) -> bool:
    """Say whether a noun phrase is all that stands in its line before a colon, an aside or a dash."""
    doc = token.doc
    line = doc.text.rfind("\n", 0, token.idx) + 1
    before, after = (
        doc.text[line : token.idx].strip().lower(),
        doc.text[token.idx + len(token.text) :][:3].lstrip(" ")[:1],
    )
    return bool(line) and before in _POINTERS and after in _LABEL_ENDS


def _teller_of(token: Token) -> Token | None:
    """Return the subject of the words that a pronoun is said to have said behind them: "Ostra opened a mine, it
    said"."""
    verb = token.head
    if token.dep_ not in syntax.SUBJECTS or verb.lemma_.lower() not in words("speech", "say"):
        return None
    told = verb.head if verb.dep_ == "parataxis" and verb.head.i < token.i else None
    told = told or next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < token.i), None)
    return syntax.subject(told) if told is not None else None


def _pronoun(token: Token, sentence: int, pool: list[Cluster], seen: dict[str, list[_Seen]]) -> Cluster | None:
    gender = _PERSON_PRONOUNS.get(token.lower_)
    best: tuple[float, int, Cluster] | None = None
    possessive = token.dep_ in ("nmod:poss", "poss")
    reflexive = token.lower_.endswith("self")
    told = _teller_of(token)
    for cluster in pool:
        if gender is None and (cluster.type in ("person", "group") or cluster.type == "event"):
            continue
        if gender is not None and (cluster.type != "person" or cluster.female * gender < 0):
            continue
        near = [m for m in seen[cluster.key] if sentence - m.sentence <= PRONOUN_REACH]
        if not near:
            continue
        last = near[-1]
        if not possessive and not reflexive and last.sentence == sentence and _same_clause(last.token, token):
            earlier = [m for m in near if m.sentence < sentence]
            if not earlier:
                continue
            last = earlier[-1]
        value = (
            2.0
            - PER_SENTENCE * 1.4 * (sentence - last.sentence)
            + SUBJECT * last.subject
            + PER_MENTION * min(len(seen[cluster.key]), 6)
        )
        if gender is not None and cluster.female * gender > 0:
            value += 0.5
        if told is not None and any(
            m.token == told or told in m.token.ancestors and m.token.dep_ in ("flat", "compound")
            for m in near
            if m.sentence == sentence
        ):
            value += OWN_WORDS
        if (
            gender is None
            and cluster.type == "place"
            and not cluster.country
            and not (possessive and last.sentence == sentence)
        ):
            continue
        if gender is None and not last.subject and last.sentence < sentence:
            value -= 0.6
        if gender is None:
            value += 0.3 * (cluster.type == "organisation") - 0.5 * (
                cluster.type == "place" and cluster.country is None
            )
        if best is None or (value, last.start) > best[:2]:
            best = (value, last.start, cluster)
    return best[2] if best and best[0] >= FLOOR else None


def _same_clause(one: Token, other: Token) -> bool:
    return one.head == other.head and one.dep_ not in ("nmod:poss", "poss", "nmod", "appos")


def _description(
    doc: Doc, token: Token, start: int, end: int, sentence: int,
    pool: list[Cluster], seen: dict[str, list[_Seen]], excluded: set[str],
) -> Cluster | None:  # fmt: skip
    lemma = token.lemma_.lower()
    people = countries()[1]
    text = doc.text[start:end]
    nations = {people[key] for width in (1, 2) for key in _grams(text, width) if key in people}
    kinds: set[str] = set()
    if lemma in words("descriptions", "person"):
        kinds.add("person")
    if lemma in words("descriptions", "organisation"):
        kinds.add("organisation")
    if lemma in words("descriptions", "place"):
        kinds.add("place")
    thing = lemma in words("descriptions", "thing")
    # "the fisheries ministry" is no agency that was never said to be of fisheries
    narrowed = {c.lemma_.lower() for c in token.children if c.dep_ == "compound" and c.pos_ == "NOUN"}
    narrowed |= {lemma} & words("descriptions", "specific")
    best: tuple[float, int, Cluster] | None = None
    for cluster in pool:
        known = lemma in cluster.nouns
        if cluster.key in excluded and not (known and cluster.type not in ("person", "place")):
            continue
        if cluster.type == "person" and not may_hold(lemma, cluster):
            continue
        if not known and (cluster.type not in kinds or (thing and cluster.type in _THINGS)):
            continue
        if (
            cluster.type == "place"
            and lemma in words("descriptions", "country")
            and cluster.country is None
            and not known
        ):
            continue
        if cluster.type == "place" and cluster.country and lemma not in words("descriptions", "country"):
            continue
        if cluster.type == "organisation" and not known and not _may_be(lemma, cluster, narrowed):
            continue
        if nations and cluster.countries and not nations & cluster.countries:
            continue
        if nations and cluster.country:
            continue
        near = [m for m in seen[cluster.key] if sentence - m.sentence <= DESCRIPTION_REACH]
        if not near:
            continue
        last = near[-1]
        value = 1.5 - PER_SENTENCE * (sentence - last.sentence) * (0.5 if known else 1.0)
        value += NOUN_KNOWN * known + SUBJECT * last.subject + PER_MENTION * min(len(seen[cluster.key]), 8)
        value += COUNTRY_KNOWN * bool(nations & cluster.countries)
        if best is None or (value, last.start) > best[:2]:
            best = (value, last.start, cluster)
    if best is None or best[0] < FLOOR:
        return None
    best[2].nouns.add(lemma)
    best[2].countries |= nations if best[2].type == "person" else set()
    return best[2]


def _may_be(lemma: str, cluster: Cluster, narrowed: set[str]) -> bool:
    """Say whether an organisation can be called by a noun: its kind is the noun's, or it is of no kind and a company.

    Or nothing says of what kind it is, and the noun may be among the words whose letters its name is made of.
    `narrowed` are words that say which of a kind is meant.
    """
    wanted = _kind_of({lemma})
    have = _kind_of(cluster.nouns)
    if set(fold(cluster.name).split()) & words("descriptions", "media_names"):
        have = have | {"media"}
    if not have and narrowed <= {lemma} and wanted and may_stand_in(lemma, cluster.name):
        return True
    return not narrowed - cluster.nouns and (bool(wanted & have) if have else "company" in wanted)


def _grams(text: str, width: int) -> list[str]:
    parts = text.split()
    return [fold(" ".join(parts[i : i + width])) for i in range(len(parts) - width + 1)]
