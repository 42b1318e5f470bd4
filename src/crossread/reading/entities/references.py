"""Pronouns and descriptions ("the regulator", "the Russian dictator") -> the entity that the text named before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crossread.grammar import syntax
from crossread.grammar.anaphora import (
    belongs_to_subject,
    hang_on_one_word,
    has_determiner,
    has_noun_before,
    is_expletive,
    is_in_name_of,
    is_narrowed_behind,
    is_owner,
    nouns_before,
    owned_teller,
    speaks_unnamed,
    stands_in_phrase_of,
    subject_of_told,
    telling_over,
)
from crossread.grammar.descriptions import beside_same, descriptions_of
from crossread.grammar.doc import Doc, Token
from crossread.grammar.speakers import addressed, is_teller
from crossread.languages.body_names import may_stand_in
from crossread.languages.genders import gender_of_words
from crossread.languages.tables import countries, fold, load, words
from crossread.reading.entities.chains import Chains
from crossread.reading.entities.held_offices import HeldOffices, has_untold_trade, may_hold, trades_of
from crossread.reading.entities.name_tails import NameTails
from crossread.reading.entities.office_nouns import is_office, plain_noun
from crossread.reading.entities.office_titles import OfficeTitles
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
_BODIES = frozenset({"organisation", "facility"})
_POINTERS = frozenset({"the", "this", "that"})
_LABEL_ENDS = frozenset(":([–—")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention of a cluster: the sentence it is in and how it stands there."""

    start: int
    sentence: int
    subject: bool
    token: Token


@dataclass(frozen=True, slots=True)
class _Place:
    """A name, a pronoun or a description and where it stands; `named` is whom a name means.

    `is_office` tells that it is one only where the text says whose office its noun is.
    """

    start: int
    end: int
    token: Token
    sentence: int
    named: Cluster | None = None
    is_office: bool = False


def resolve_anaphora(doc: Doc, clusters: list[Cluster], chains: Chains) -> None:
    """Add descriptions and pronouns to the clusters they mean, in the order of the text."""
    text = _Text(doc, clusters, chains)
    for place in text.places():
        cluster = text.meant(place)
        if cluster is not None:
            text.note(place, cluster)


class _Text:
    """What a text has told of its entities up to a place, as its places are gone through in order."""

    def __init__(self, doc: Doc, clusters: list[Cluster], chains: Chains) -> None:
        self._doc, self._clusters, self._chains = doc, clusters, chains
        self._by_key = {cluster.key: cluster for cluster in clusters}
        self._sentence_starts = [sent.start_char for sent in doc.sents]
        self._seen: dict[str, list[_Seen]] = {cluster.key: [] for cluster in clusters}
        self._described = _described(clusters)
        self._unnamed: dict[str, int] = {}  # noun -> where it first brings somebody in who speaks and is not named
        for token in doc:
            if token.i not in self._described and speaks_unnamed(token):
                self._unnamed.setdefault(token.lemma_.lower(), token.i)
        self._unnamed_bodies: set[str] = set()  # nouns of bodies that no name is known of: "the relief fund"
        self._owner = {(name.start, name.end): cluster for cluster in clusters for name in cluster.names}
        self._stands_for: dict[int, Cluster] = {}  # a word that names somebody or points back, by token
        self._related: dict[str, set[str]] = {}  # key -> what those are of whom he is a relative or whose aide he is
        self._speaking = Speaking(doc)
        self._tails = NameTails(clusters)
        self._held = HeldOffices(doc, clusters, self._described)
        self._titles = OfficeTitles(doc, self._described)
        self._names = [
            self._place(name.start, name.end, name.carrier, cluster) for cluster in clusters for name in cluster.names
        ]
        self._named_in: dict[int, dict[str, list[int]]] = {}  # sentence -> key -> where its names begin
        for place in self._names:
            if place.named is not None:
                starts = self._named_in.setdefault(place.sentence, {})
                starts.setdefault(self._home(place.named).key, []).append(place.start)

    def _place(self, start: int, end: int, token: Token, named: Cluster | None = None) -> _Place:
        return _Place(start, end, token, bisect_right(self._sentence_starts, start) - 1, named)

    def _home(self, cluster: Cluster) -> Cluster:
        """Return the country for its seat, else the entity itself."""
        return self._by_key.get(f"country {cluster.seat_of}", cluster) if cluster.seat_of else cluster

    def places(self) -> list[_Place]:
        """Return what names somebody or may point back, in the order of the text."""
        found = [*self._names, *self._pointing()]
        told = {place.token.i for place in found}
        offices = [t for t in self._doc if t.i not in told and t.pos_ == "NOUN" and is_office(t)]
        found += [self._place(*syntax.phrase(t), t) for t in self._doc if t.i not in told and self._tails.bearer(t)]
        found += [replace(self._place(t.idx, t.idx + len(t.text), t), is_office=True) for t in offices]
        return sorted(found, key=lambda place: (place.start, -place.end))

    def _pointing(self) -> Iterator[_Place]:
        """Yield pronouns, and descriptions that no name is a part of but that of a people."""
        called = frozenset(self._doc[i].lemma_.lower() for i in self._described)
        for token in self._doc:
            if token.lower_ in _PERSON_PRONOUNS or (token.lower_ in _THING_PRONOUNS and not is_expletive(token)):
                yield self._place(token.idx, token.idx + len(token.text), token)
            elif token.pos_ in ("NOUN", "PROPN") and _is_pointer(token, called) and not self._named_at(token.idx):
                start, end = syntax.phrase(token)
                if all(place.start >= end or place.end <= start or self._is_people(place) for place in self._names):
                    yield self._place(start, end, token)

    def _named_at(self, at: int) -> bool:
        return any(place.start <= at < place.end for place in self._names)

    def _is_people(self, place: _Place) -> bool:
        return fold(self._doc.text[place.start : place.end]) in countries()[1]

    def meant(self, place: _Place) -> Cluster | None:
        """Return whom a place means, and take it down as a mention of his; the ways are tried in order."""
        if place.named is not None:
            return place.named
        if place.is_office and (place.token.i in self._described or self._held.holder(place.token) is None):
            return None
        ways = (
            self._bearer, self._described_beside, self._titled, self._holder, self._teller, self._whose_teller,
            self._led_to, self._of_description, self._likeliest,
        )  # fmt: skip
        cluster = next((found for way in ways if (found := way(place)) is not None), None)
        if cluster is not None:
            cluster.extra.append((place.start, place.end, place.token))
        elif has_noun_before(place.token):
            self._unnamed_bodies |= {place.token.lemma_.lower()} & _named_apart()
        return cluster

    def note(self, place: _Place, cluster: Cluster) -> None:
        """Take down that an entity is mentioned at a place."""
        token = place.token
        if not cluster.female and token.lower_ in _PERSON_PRONOUNS:
            cluster.female = _PERSON_PRONOUNS[token.lower_]  # whom "he" once means is no "she"
        self._stands_for[token.i] = cluster
        self._speaking.note(cluster, token)
        self._held.note(token, cluster)
        mention = _Seen(place.start, place.sentence, belongs_to_subject(token), token)
        self._seen[self._home(cluster).key].append(mention)

    def _described_beside(self, place: _Place) -> Cluster | None:
        """Return whose name stands beside a description: "the mayor, Uta Brenn" is hers, whoever spoke before."""
        cluster = self._described.get(place.token.i)
        if cluster is not None:
            cluster.nouns.add(plain_noun(place.token))
        return cluster

    def _bearer(self, place: _Place) -> Cluster | None:
        return self._tails.bearer(place.token)

    def _titled(self, place: _Place) -> Cluster | None:
        """Return who was named before with the whole office that a description names."""
        if place.is_office or _is_pronoun(place.token):
            return None
        cluster = self._titles.holder(place.token)
        return cluster if cluster is not None and self._seen[cluster.key] else None

    def _holder(self, place: _Place) -> Cluster | None:
        return self._held.holder(place.token)

    def _teller(self, place: _Place) -> Cluster | None:
        """Return whom "he" of "he said" means where what is said tells it, or where whom the ranker has in mind cannot
        speak."""
        gender = _PERSON_PRONOUNS.get(place.token.lower_)
        if gender is None:
            return None
        people = [c for c in self._clusters if c.type == "person" and self._seen[c.key] and c.female * gender >= 0]
        near = {c.key: c for c in people if place.sentence - self._seen[c.key][-1].sentence <= PRONOUN_REACH}
        chosen = self._led_to(place)
        meant, barred = self._speaking.meant(place.token, near, chosen)
        if meant is not None or chosen is None or chosen.key not in barred:
            return meant
        return self._pronoun(place, [c for key, c in near.items() if key not in barred])

    def _whose_teller(self, place: _Place) -> Cluster | None:
        """Return whom "he" means in what somebody of his tells, who may not be a man too: "His wife said he fell"."""
        gender = _PERSON_PRONOUNS.get(place.token.lower_)
        owned = owned_teller(place.token) if gender is not None else None
        if gender is None or owned is None or _PERSON_PRONOUNS.get(owned.owner.lower_) != gender:
            return None
        teller = self._described.get(owned.teller.i)
        of_teller = gender_of_words({owned.teller.lemma_.lower()}) or (teller.female if teller is not None else 0)
        return self._stands_for.get(owned.owner.i) if of_teller * gender <= 0 else None

    def _led_to(self, place: _Place) -> Cluster | None:
        """Return the named entity to which the coreference ranker leads, the nearest before that fits."""
        near = (self._owner.get((name.start, name.end)) for name in self._chains.names_with(place.token))
        found = _fitting(place.token, tuple({c.key: c for c in near if c is not None}.values()))
        if found is None or self._is_body_elsewhere(place.token, found) or self._is_apart(place, found):
            return None
        return None if self._is_anothers_noun(place, found) else found

    def _is_anothers_noun(self, place: _Place, cluster: Cluster) -> bool:
        """Say whether the text calls somebody else near before by the noun of a description, and not this entity."""
        lemma = place.token.lemma_.lower()
        if _is_pronoun(place.token) or lemma in cluster.nouns:
            return False
        others = (c for c in self._clusters if c is not cluster and c.type == cluster.type and lemma in c.nouns)
        return any(self._near(place, other, DESCRIPTION_REACH) for other in others)

    def _is_apart(self, place: _Place, cluster: Cluster) -> bool:
        """Say whether a description is of another than somebody whom its own sentence has: of one who is his, of whom
        he tells, or of whom he is told."""
        ways = self._is_beside, self._is_told_of, self._is_of_body_named_since, self._is_of_another_department
        return not _is_pronoun(place.token) and any(is_of_another(place, cluster) for is_of_another in ways)

    def _is_of_body_named_since(self, place: _Place, cluster: Cluster) -> bool:
        """Say whether somebody of whom no trade is told is no manager, where a body was named since he was: "Gray was
        shot. A crowd looted a Rite Aid. The manager said …"."""
        lemma = place.token.lemma_.lower()
        if cluster.type != "person" or lemma in cluster.nouns or lemma not in words("people", "in_charge_staff"):
            return False
        before = self._seen[cluster.key]
        if not before or trades_of(frozenset(cluster.nouns)):
            return False
        since = [c for c in self._clusters if c.type in _BODIES and self._near(place, c, 1)]
        return any(self._seen[c.key][-1].start > before[-1].start for c in since)

    def _is_of_another_department(self, place: _Place, cluster: Cluster) -> bool:
        return self._titles.speak_against(place.token, cluster)

    def _is_told_of(self, place: _Place, cluster: Cluster) -> bool:
        """Say whether a description stands in what somebody tells or is told: "the captain said the referee had erred",
        "told the Lamp that the firm had lied". Only a body is called so in its own words: "Velda said the firm …"."""
        verb = telling_over(place.token)
        if verb is None:
            return False
        here = [seen.token for seen in self._near(place, cluster, 0) if seen.start < place.start]
        heard = addressed(verb)
        lemma = place.token.lemma_.lower()
        by_noun = lemma not in cluster.nouns and any(t.pos_ == "NOUN" and t.lemma_.lower() != lemma for t in here)
        tells = any(is_teller(token, verb) for token in here) and (cluster.type == "person" or by_noun)
        return tells or any(token.i in heard for token in here)

    def _is_beside(self, place: _Place, cluster: Cluster) -> bool:
        """Say whether a description only says of whom somebody is, in the phrase of his own name: "Emil Kranz, a cousin
        of the mayor"."""
        lemma = place.token.lemma_.lower()
        if lemma in cluster.nouns:
            return False
        apart = self._related.setdefault(cluster.key, set())
        if any(stands_in_phrase_of(place.token, seen.token) for seen in self._near(place, cluster, 0)):
            apart.add(lemma)  # and "the mayor" of later sentences is not Kranz either
        return lemma in apart

    def _is_body_elsewhere(self, noun: Token, place: Cluster) -> bool:
        """Say whether a noun is that of a body named before, and no town's: of the University of Varn "the university"
        is, and Varn is none; "the port" is the Port of Varn."""
        lemma = noun.lemma_.lower()
        if place.type != "place" or lemma in place.nouns:
            return False
        bodies = [c for c in self._clusters if c.type in _BODIES and lemma in c.nouns and self._seen[c.key]]
        if lemma in words("descriptions", "place"):
            return any(fold(c.name).startswith(f"{lemma} of ") for c in bodies)
        return bool(bodies)

    def _of_description(self, place: _Place) -> Cluster | None:
        """Return whom a description means that the ranker has in a chain with a pronoun and with no name: "The general
        said his men …"."""
        if not _is_pronoun(place.token) or not self._chains.nameless(place.token):
            return None
        before = (self._called_by(i) for i in self._chains.heads_before(place.token))
        found = _fitting(place.token, tuple({c.key: c for c in before if c is not None and c.type != "place"}.values()))
        verb = telling_over(place.token) if place.token.lower_ in _THING_PRONOUNS else None
        teller = syntax.subject(verb) if verb is not None else None
        told_by = self._stands_for.get(teller.i) if teller is not None else None
        other = told_by is not None and told_by is not found and told_by.type != "person"
        return None if other else found  # "Tessary said it …": no other firm

    def _called_by(self, at: int) -> Cluster | None:
        """Return whom a word stands for; none where another's name is beside it: "the teacher, Hamid Sabri"."""
        cluster = self._stands_for.get(at)
        beside = (self._stands_for.get(token.i) for token in beside_same(self._doc[at]))
        return cluster if all(one in (None, cluster) for one in beside) else None

    def _likeliest(self, place: _Place) -> Cluster | None:
        """Return who is likeliest by what the text has told; none where the ranker has a pronoun in a chain that leads
        to no name: "The lawsuit alleges … It also claims …"."""
        if _is_pronoun(place.token) and (self._chains.nameless(place.token) or self._is_unnamed_tellers(place)):
            return None
        pool = [c for c in self._clusters if self._seen[c.key] and not c.seat_of]
        return self._pronoun(place, pool) if _is_pronoun(place.token) else self._description(place, pool)

    def _is_unnamed_tellers(self, place: _Place) -> bool:
        """Say whether "it" stands in what a body tells without a name: "The relief fund said it was short"."""
        verb = telling_over(place.token) if place.token.lower_ in _THING_PRONOUNS else None
        teller = syntax.subject(verb) if verb is not None else None
        if teller is None or teller.pos_ != "NOUN" or teller.i in self._stands_for or teller.i in self._described:
            return False
        return teller.lemma_.lower() in self._unnamed_bodies

    def _near(self, place: _Place, cluster: Cluster, reach: int) -> list[_Seen]:
        """Return the mentions of an entity no more than so many sentences back."""
        return [m for m in self._seen[cluster.key] if place.sentence - m.sentence <= reach]

    def _pronoun(self, place: _Place, pool: list[Cluster]) -> Cluster | None:
        """Return the likeliest of those that a pronoun may stand for."""
        told = subject_of_told(place.token)
        weighed = []
        for cluster in pool:
            near = self._near(place, cluster, PRONOUN_REACH) if _may_stand_for(place.token, cluster) else []
            last = _last_apart(place, near)
            if last is not None and not _is_far_town(place, cluster, last):
                told_of = told is not None and _is_seen_as(told, place, near)
                weighed.append((self._weight_of_pronoun(place, cluster, last, told_of), last.start, cluster))
        return _best(weighed)

    def _weight_of_pronoun(self, place: _Place, cluster: Cluster, last: _Seen, told_of: bool) -> float:
        """Return how likely a pronoun stands for an entity; `told_of`: it is what the pronoun's own words speak of."""
        gender = _PERSON_PRONOUNS.get(place.token.lower_)
        value = (
            2.0
            - PER_SENTENCE * 1.4 * (place.sentence - last.sentence)
            + SUBJECT * last.subject
            + PER_MENTION * min(len(self._seen[cluster.key]), 6)
        )
        if gender is not None and cluster.female * gender > 0:
            value += 0.5
        if told_of:
            value += OWN_WORDS
        if gender is not None:
            return value
        if not last.subject and last.sentence < place.sentence:
            value -= 0.6
        town = cluster.type == "place" and cluster.country is None
        return value + (0.3 * (cluster.type == "organisation") - 0.5 * town)

    def _description(self, place: _Place, pool: list[Cluster]) -> Cluster | None:
        """Return the likeliest of those that a description may call so, and take down that it does."""
        called = _called(self._doc, place)
        named = self._named_in.get(place.sentence, {})
        apart = {key for key, places in named.items() if any(start >= place.end for start in places)}
        apart |= {k for k in named if self._seen[k] and hang_on_one_word(self._seen[k][-1].token, place.token)}
        unnamed = self._unnamed.get(called.lemma, place.token.i) < place.token.i
        other = called.lemma in self._unnamed_bodies
        holders = [c.key for c in pool if c.type == "person" and called.lemma in c.nouns]
        sole = holders if len(holders) == 1 and called.lemma in words("tellers", "one_holder") else []
        weighed = []
        for cluster in pool:
            known = called.lemma in cluster.nouns
            if not known and ((cluster.type == "person" and (unnamed or holders)) or other):
                continue  # "a senior official said", and "the official" is no minister named in between
            if cluster.key in apart and not (known and cluster.type not in ("person", "place")):
                continue
            near = self._near(place, cluster, place.sentence if cluster.key in sole else DESCRIPTION_REACH)
            if self._is_apart(place, cluster):
                continue
            if near and not any(speaks_against(called, cluster) for speaks_against in _AGAINST):
                weighed.append((self._weight_of_description(place, cluster, called, near[-1]), near[-1].start, cluster))
        best = _best(weighed) or self._only_body(place, called, pool)
        if best is not None:
            best.nouns.add(called.lemma)
            best.countries |= called.nations if best.type == "person" else frozenset()
        return best

    def _only_body(self, place: _Place, called: _Called, pool: list[Cluster]) -> Cluster | None:
        """Return the only body named near before, of which nothing tells what it is, for a noun of any body: "the
        agency" behind the CDC."""
        any_body = words("descriptions", "any_body")
        if called.lemma not in any_body or called.narrowed - {called.lemma} or called.nations:
            return None
        if any(t.lemma_.lower() == called.lemma and t.pos_ == "NOUN" for t in self._doc[: place.token.i]):
            return None  # "a federal agency fined Lund": the agency is that one
        bodies = [c for c in pool if c.type == "organisation" and self._near(place, c, DESCRIPTION_REACH)]
        told = any(_kind_of(c.nouns - any_body) or self._near(place, c, 0) for c in bodies)
        return bodies[0] if len(bodies) == 1 and not told and _is_public(bodies[0].name) else None

    def _weight_of_description(self, place: _Place, cluster: Cluster, called: _Called, last: _Seen) -> float:
        known = called.lemma in cluster.nouns
        back = min(place.sentence - last.sentence, DESCRIPTION_REACH)
        value = 1.5 - PER_SENTENCE * back * (0.5 if known else 1.0)
        value += NOUN_KNOWN * known + SUBJECT * last.subject + PER_MENTION * min(len(self._seen[cluster.key]), 8)
        return value + COUNTRY_KNOWN * bool(called.nations & cluster.countries)


def _named_apart() -> frozenset[str]:
    """Return nouns of bodies; not "company", which some named firm mostly is: "the mining company"."""
    return words("descriptions", "organisation") - words("descriptions", "company")


def _described(clusters: list[Cluster]) -> dict[int, Cluster]:
    """Return the nouns that stand beside a person's name and say what he is, by token."""
    found: dict[int, Cluster] = {}
    for cluster in clusters:
        if cluster.type != "person":
            continue
        for name in cluster.names:
            for noun in descriptions_of(name.carrier, name.start, is_office):
                found.setdefault(noun.i, cluster)
    return found


def _is_pronoun(token: Token) -> bool:
    return token.lower_ in _PERSON_PRONOUNS or token.lower_ in _THING_PRONOUNS


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
    wanted, have = _kind_of({lemma}), _kind_of(cluster.nouns)
    return not wanted or not have or bool(wanted & have)


def _kind_of(nouns: set[str]) -> set[str]:
    """Return the kinds of organisation (company, authority, …) that a set of nouns names."""
    kinds = load("descriptions")["organisation_kinds"]
    return {kind for kind, listed in kinds.items() if nouns & set(listed.split())}


def _is_pointer(token: Token, called: frozenset[str]) -> bool:
    """Say whether a noun phrase points back: a definite article, singular, and a noun from the lists.

    Or one of `called`, which the text itself puts beside a person's name: "the rector of Varn, Ann Orr".
    """
    if not has_determiner(token, _POINTERS) or is_narrowed_behind(token):
        return False
    if not (token.pos_ == "NOUN" or token.text.islower()):  # a noun in small letters may be read as a name
        return False
    if syntax.words_beside(token) & words("descriptions", "not_pointing"):
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


def _best(weighed: list[tuple[float, int, Cluster]]) -> Cluster | None:
    """Return who weighs most, of two alike the later mentioned; none where that is little."""
    best = max(weighed, key=lambda one: one[:2], default=None)
    return best[2] if best is not None and best[0] >= FLOOR else None


def _may_stand_for(pronoun: Token, cluster: Cluster) -> bool:
    """Say whether an entity is of the gender, or is a thing, as a pronoun demands."""
    gender = _PERSON_PRONOUNS.get(pronoun.lower_)
    if gender is None:
        return cluster.type not in ("person", "group", "event")
    return cluster.type == "person" and cluster.female * gender >= 0


def _last_apart(place: _Place, near: list[_Seen]) -> _Seen | None:
    """Return the last mention that is no other argument of the pronoun's own verb: in "Orr saw him" he is not Orr."""
    if not near:
        return None
    last, token = near[-1], place.token
    free = is_owner(token) or token.lower_.endswith("self")
    if not free and last.sentence == place.sentence and hang_on_one_word(last.token, token):
        return next((m for m in reversed(near) if m.sentence < place.sentence), None)
    return last


def _is_far_town(place: _Place, cluster: Cluster, last: _Seen) -> bool:
    """Say whether "it" would be a town, which is meant by "its" alone, in the town's own sentence."""
    if _PERSON_PRONOUNS.get(place.token.lower_) is not None or cluster.type != "place" or cluster.country:
        return False
    return not (is_owner(place.token) and last.sentence == place.sentence)


def _is_seen_as(told: Token, place: _Place, near: list[_Seen]) -> bool:
    """Say whether the noun `told` of a sentence is a mention of an entity."""
    return any(is_in_name_of(m.token, told) for m in near if m.sentence == place.sentence)


@dataclass(frozen=True, slots=True)
class _Called:
    """How a description calls somebody: its noun, the kinds of entity that are called so, and the nations it names.

    `narrowed` are words that say which of a kind is meant: "the fisheries ministry" is no agency that was never said to
    be of fisheries.
    """

    lemma: str
    nations: frozenset[str]
    kinds: frozenset[str]
    narrowed: frozenset[str]

    @property
    def is_country(self) -> bool:
        return self.lemma in words("descriptions", "country")


def _called(doc: Doc, place: _Place) -> _Called:
    lemma, text, people = plain_noun(place.token), doc.text[place.start : place.end], countries()[1]
    return _Called(
        lemma,
        nations=frozenset(people[key] for width in (1, 2) for key in _grams(text, width) if key in people),
        kinds=frozenset(kind for kind in ("person", "organisation", "place") if lemma in words("descriptions", kind)),
        narrowed=nouns_before(place.token) | ({lemma} & words("descriptions", "specific")),
    )


def _holds_another_office(called: _Called, cluster: Cluster) -> bool:
    return cluster.type == "person" and not may_hold(called.lemma, cluster)


def _is_of_the_other_sex(called: _Called, cluster: Cluster) -> bool:
    return cluster.type == "person" and gender_of_words({called.lemma}) * cluster.female < 0


def _is_told_of_no_trade(called: _Called, cluster: Cluster) -> bool:
    return cluster.type == "person" and has_untold_trade(called.lemma, cluster)


def _is_of_another_kind(called: _Called, cluster: Cluster) -> bool:
    if called.lemma in cluster.nouns:
        return False
    return cluster.type not in called.kinds


def _is_no_such_place(called: _Called, cluster: Cluster) -> bool:
    """Say whether a country would be called as none is, or another place as a country."""
    if cluster.type != "place":
        return False
    if cluster.country:
        return not called.is_country
    return called.is_country and cluster.country is None and called.lemma not in cluster.nouns


def _is_another_body(called: _Called, cluster: Cluster) -> bool:
    unknown = cluster.type == "organisation" and called.lemma not in cluster.nouns
    return unknown and not _may_be(called.lemma, cluster, called.narrowed)


def _is_of_another_nation(called: _Called, cluster: Cluster) -> bool:
    if not called.nations:
        return False
    return bool(cluster.country) or bool(cluster.countries and not called.nations & cluster.countries)


# what speaks against calling an entity by a description
_AGAINST: tuple[Callable[[_Called, Cluster], bool], ...] = (
    _holds_another_office,
    _is_of_the_other_sex,
    _is_told_of_no_trade,
    _is_of_another_kind,
    _is_no_such_place,
    _is_another_body,
    _is_of_another_nation,
)


def _may_be(lemma: str, cluster: Cluster, narrowed: frozenset[str]) -> bool:
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


def _is_public(name: str) -> bool:
    """Say whether a name may be that of a public body: letters alone, or a word for one at its end."""
    parts = name.split()
    letters = len(parts) == 1 and name.isupper() and len(name) > 2
    return letters or (len(parts) > 1 and parts[-1].lower() in words("descriptions", "public_endings"))


def _grams(text: str, width: int) -> list[str]:
    parts = text.split()
    return [fold(" ".join(parts[i : i + width])) for i in range(len(parts) - width + 1)]
