"""Names of one report -> entities: short forms, countries and their seats, descriptions and pronouns."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from crossread.grammar import syntax
from crossread.grammar.descriptions import descriptions_of, led_by, lone_name_behind
from crossread.grammar.doc import Doc, Token
from crossread.grammar.name_nouns import (
    belongs_to_noun,
    ends_another,
    is_modifier,
    noun_before_comma,
    nouns_before_name,
    runs_something,
    stands_beside,
    subjects_of_descriptions,
    subjects_of_told,
    words_around,
)
from crossread.grammar.namesakes import (
    does_business,
    gives_its_name,
    has_firm_noun,
    is_described,
    is_held,
    plays,
    says_of_itself,
)
from crossread.grammar.noun_classes import of_noun
from crossread.grammar.towns import is_called_town, is_travelled_to
from crossread.ids import make_id
from crossread.languages.genders import gender_of_name, gender_of_words
from crossread.languages.tables import countries, fold, load, words, words_of
from crossread.model import Entity, EntityType, Mention, Report
from crossread.reading.entities.chains import Chains
from crossread.reading.entities.introduced import introduced
from crossread.reading.entities.name_ends import has_legal_form
from crossread.reading.entities.names import (
    Name,
    beside,
    find_names,
    is_town,
    name_words,
    stands_for_government,
)
from crossread.reading.entities.namesakes import meant, title_apart
from crossread.reading.entities.office_nouns import is_deputy, is_office, plain_noun, written_out
from crossread.reading.entities.short_forms import Form, is_short_form

_OF_PLACES = 2  # words at least of what is named after somebody
_OF_FORM = 6  # votes of a legal form: more than a given name, and than somebody who speaks for it
POINTED = 2  # votes of a word that points at a name ("which", "he") for what it is: more than the model's own guess
_LIKE_PLACES = frozenset({"place", "organisation", "group", "person", "facility"})


@dataclass(slots=True)
class Cluster:
    """An entity while it is being put together; `nouns` are the words by which the report calls it."""

    key: str
    name: str
    type: EntityType
    names: list[Name] = field(default_factory=list)
    extra: list[tuple[int, int, Token]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    female: int = 0
    country: str | None = None
    seat_of: str | None = None

    def places(self) -> list[tuple[int, int, Token]]:
        """Return all mentions with the token that carries each."""
        return sorted([(n.start, n.end, n.carrier) for n in self.names] + self.extra, key=lambda m: (m[0], m[1]))


def resolve_entities(report: Report, doc: Doc) -> tuple[Entity, ...]:
    """Return the entities of one report with all their mentions; ids are local to the report.

    Names that share enough words are one entity, two people of one surname stay apart; a capital or a seat of
    government that acts stands for its country; descriptions and pronouns are resolved where the text allows.
    """
    from crossread.reading.entities.references import resolve_anaphora

    names = find_names(doc)
    chains = Chains(doc, names)
    clusters = cluster_names(names, chains)
    for cluster in clusters:
        describe(cluster)
    own = fold(report.outlet) if report.outlet else None
    resolve_anaphora(
        doc, [c for c in clusters if not own or fold(c.name) not in (own, own.removeprefix("daily "))], chains
    )
    ids = {cluster.key: make_id("e", report.id, cluster.key) for cluster in clusters}
    made = []
    for cluster in clusters:
        stands = f"country {cluster.seat_of}" if cluster.seat_of else None
        bare = Counter(name.bare for name in cluster.names)
        written = {report.text[n.start : n.end] for n in cluster.names} | set(bare)
        aliases = sorted(alias for alias in {" ".join(w.split()) for w in written} if alias != cluster.name)
        made.append(
            Entity(
                id=ids[cluster.key],
                name=cluster.name,
                type=cluster.type,
                aliases=tuple(aliases),
                stands_for=ids.get(stands) if stands else None,
                mentions=tuple(Mention(report=report.id, start=a, end=b) for a, b, _ in _unique(cluster)),
            )
        )
    return tuple(made)


def _unique(cluster: Cluster) -> list[tuple[int, int, Token]]:
    found: dict[tuple[int, int], tuple[int, int, Token]] = {}
    for place in cluster.places():
        found.setdefault(place[:2], place)
    return list(found.values())


def cluster_names(names: list[Name], chains: Chains) -> list[Cluster]:
    """Put names that mean one thing together, in order of first mention."""
    clusters: dict[str, Cluster] = {}
    rest: list[Name] = []
    for name in names:
        listed = _listed(name)
        if listed is not None:
            _add_listed(clusters, name, listed)
        else:
            rest.append(name)
    _cluster_rest(clusters, rest, chains)
    _join_introduced(clusters, rest)
    for cluster in list(clusters.values()):
        country = cluster.seat_of
        if country and f"country {country}" not in clusters:
            # the country itself is not named: the seat's link would lead to nothing that can be shown
            cluster.seat_of = None
    return sorted(clusters.values(), key=lambda c: min((n.start for n in c.names), default=0))


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the lists of countries tell of a name: the entity's key and type, and the country that it is (`country`),
    governs from (`seat`) or is the people of (`origin`)."""

    key: str
    type: EntityType
    country: str | None = None
    seat: str | None = None
    origin: str | None = None


def _listed(name: Name) -> _Listed | None:
    """Return which country, people, seat or capital a name is, by the lists; None for any other."""
    known, people, capitals, seats = countries()
    key = fold(name.bare)
    if name.type not in _LIKE_PLACES or name.titled:
        return None  # "Queen Sofia" is no capital
    if key in known:
        return _Listed(f"country {known[key]}", "place", country=known[key])
    if key in people and not ends_another(name.carrier):
        return _Listed(f"people {people[key]}", "group", origin=people[key])
    if key in seats:
        return _Listed(f"seat {key}", "organisation", seat=seats[key])
    if key in capitals and stands_for_government(name):
        return _Listed(f"seat {key}", "place", seat=capitals[key])
    return _Listed(f"city {key}", "place") if key in capitals else None


def _add_listed(clusters: dict[str, Cluster], name: Name, listed: _Listed) -> None:
    cluster = clusters.get(listed.key)
    if cluster is None:
        cluster = clusters[listed.key] = Cluster(
            listed.key, name.bare, listed.type, country=listed.country, seat_of=listed.seat
        )
        if listed.origin:
            cluster.countries.add(listed.origin)
    cluster.names.append(name)
    if listed.country and fold(name.bare) == fold(listed.country):
        cluster.name = name.bare


def _add(clusters: dict[str, Cluster], key: str, name: Name, kind: EntityType) -> None:
    """Add a name to the entity of a key, which is made where it is not there."""
    clusters.setdefault(key, Cluster(key, name.bare, kind)).names.append(name)


def _cluster_rest(clusters: dict[str, Cluster], names: list[Name], chains: Chains) -> None:
    forms = _forms(names)
    firsts = {form.words[0] for form in forms if form.kind == "person" and len(form.words) > 1}
    # a given name alone goes to its person before a family name is looked at: "his wife, Carla" tells who Carla Denning
    # is
    forms.sort(key=lambda f: (-len(f.words), f.words[0] not in firsts, -sum(map(len, f.words)), f.names[0].start))
    homes: dict[str, Form] = {}  # every full form, by key
    for form in forms:
        targets = {key: home for key, home in homes.items() if is_short_form(form, home)} or _of_peer(
            form, homes, chains
        )
        if targets:
            _join(clusters, form, targets, chains)
            continue
        key = f"{form.kind} {' '.join(form.words)}"
        homes[key] = form
        for name in form.names:
            _add(clusters, key, name, form.kind)
        clusters[key].name = max((n.bare for n in form.names), key=lambda text: (len(text), text))


def _join_introduced(clusters: dict[str, Cluster], names: list[Name]) -> None:
    """Make one of what the report says is one; of a word that is somebody else's name too ("Clara Venn, née Holt",
    beside Dan Holt) that place alone."""
    home = {name.start: cluster for cluster in clusters.values() for name in cluster.names}
    for one, other in introduced(names):
        mine, theirs = home[one.start], home[other.start]
        if mine.key == theirs.key:
            continue
        whole = name_words(theirs.name) == name_words(other.bare)
        moved = list(theirs.names) if whole else [other]
        mine.names = sorted([*mine.names, *moved], key=lambda name: name.start)
        theirs.names = [name for name in theirs.names if name not in moved]
        home.update((name.start, mine) for name in moved)
        if not theirs.names:
            del clusters[theirs.key]


def _forms(names: list[Name]) -> list[Form]:
    """Return the names that are written alike together; a town stands apart from the firm that bears its name."""
    places: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        places[name_words(name.bare)].append(name)
    of_a_person = words("descriptions", "of_a_person")
    heads = {words_[:-1] for words_ in places if words_[-1] in of_a_person}  # of the Obama administration
    bearers = {words_[0] for words_ in places if len(words_) > 1 and words_[-1] not in of_a_person}
    families = {words_[-1] for words_ in places if len(words_) > 1}
    clubs = {words_[-1] for words_ in places if len(words_) > 1} & words("descriptions", "club_endings")
    forms = []
    for words_, found in places.items():
        borne = len(words_) == 1 and words_[0] in bearers
        namesakes = _namesakes(found, is_family=len(words_) == 1 and words_[0] in families)
        titled = len(words_) == 1 and any(_is_of_peerage(name) for name in found)  # "Lord Brenn", and "in Brenn"
        towns = [name for name in found if (borne or titled) and is_town(name)]
        if towns and borne:  # what the model takes for a place there is the town too, but who says something
            silent = [name for name in found if name.type == "place" and not syntax.says(name.carrier)]
            towns = [name for name in found if name in silent or is_town(name)]
        people = [name for name in found if borne and name.titled]  # "Mr Voss" beside Voss Motors
        apart = [name for names in namesakes.values() for name in names]
        rest = [name for name in found if name not in towns and name not in people and name not in apart]
        forms += [Form(words_, kind, names, sure=True) for kind, names in namesakes.items()]
        forms += [Form(words_, "person", people)] if people else []
        forms += [Form(words_, "place", towns)] if towns else []
        kind = _kind_of(words_, rest, clubs, heads)
        if kind == "person" and (words_[-1],) not in places:  # who has a family name goes by it
            kind = _named_after(words_, rest) or kind
        forms += [Form(words_, kind, rest)] if rest else []
    return forms


def _kind_of(
    form: tuple[str, ...], names: list[Name], clubs: set[str], heads: set[tuple[str, ...]]
) -> EntityType:
    """Return what a name is that is neither a town's nor a namesake's: a club's, that of the head of an administration,
    else what its places say."""
    if _is_club(form, names, clubs):
        return "organisation"
    if form in heads and any(name.type == "person" for name in names):
        return "person"
    return _type_of(form, names) if names else "misc"


def _named_after(form: tuple[str, ...], names: list[Name]) -> EntityType | None:
    """Return what a name is that begins like somebody's and ends on what is named after people: "Bill Snyder Stadium",
    "the Henry Cole Library", "on Charles Street"; None for any other, and for the families Street and Hall."""
    if not names or len(form) < _OF_PLACES or form[-1] not in words("descriptions", "bears_names") or names[0].given:
        return None
    if any(_is_surely_somebody(name) for name in names):
        return None
    told = next((name.type for name in names if name.type != "person"), None)
    family = form[-1] in words("descriptions", "families_named")
    if told is None and family and not any(_stands_for_way(name) for name in names):
        return None
    if form[-1] in words("descriptions", "prizes"):
        return told or "misc"
    if told in (None, "group", "misc") or (told == "place" and form[0] in _given_names()):
        return "organisation" if form[-1] in words("descriptions", "institutions_named") else "facility"
    return told


def _is_surely_somebody(name: Name) -> bool:
    described = is_described(name.carrier, name.start, is_office)
    person = bool(name.titled) or described or "person" in _pointed_by_clause(name)
    return person or (name.type == "person" and (syntax.says(name.carrier) or "person" in _pointed_at(name)))


def _stands_for_way(name: Name) -> bool:
    return name.word_before == "the" or name.preposition in words("descriptions", "before_ways")


def _namesakes(found: list[Name], *, is_family: bool) -> dict[EntityType, list[Name]]:
    """Return the places of one name that are surely of another than the rest: a firm's beside its founder's.

    `is_family` says that the name ends a longer one of the text, as a founder's family name does.
    """
    crafts = [name for name in found if _is_craft(name)]
    people = [name for name in found if name not in crafts and _is_person_here(name)]
    if crafts and people:
        return {"person": people, "vehicle": [name for name in found if name not in people]}
    formed = [name for name in found if _has_form(name)]
    if formed and (owners := [name for name in found if name not in formed and _is_owner(name)]):
        return {"person": owners, "organisation": [name for name in found if name not in owners]}
    firms = [name for name in found if is_family and not name.titled and _is_firm_here(name)]
    if firms:
        speaking = [name for name in found if not name.titled and says_of_itself(name.carrier)]
        return {"organisation": [name for name in found if name in firms or name in speaking]}
    sides = [name for name in found if plays(name.carrier) and not is_town(name)]
    towns = [name for name in found if is_town(name)]
    return {"organisation": sides, "place": towns} if sides and towns else {}


def _is_owner(name: Name) -> bool:
    """Say whether a name that a firm bears too is its founder's at a place: he is described, or founded something."""
    return _is_person_here(name) or any(leading.verb.lemma_.lower() == "found" for leading in led_by(name.carrier))


def _has_form(name: Name) -> bool:
    return " " in name.bare and has_legal_form(name.bare.rpartition(" ")[2])


def _is_person_here(name: Name) -> bool:
    titled = name.titled and name.word_before not in ("the", "a")
    return bool(titled) or gives_its_name(name.carrier) or is_described(name.carrier, name.start, _is_of_people)


def _is_of_people(noun: Token) -> bool:
    return is_office(noun) or noun.lemma_.lower() in words("descriptions", "person")


def _is_firm_here(name: Name) -> bool:
    return is_held(name.carrier) or does_business(name.carrier) or has_firm_noun(name.carrier, name.start)


def _is_club(form: tuple[str, ...], names: list[Name], clubs: set[str]) -> bool:
    """Say whether a name that could be a town's is a club's: others of the text are clubs, and nothing is in it."""
    if len(form) < 2 or form[-1] not in clubs or not clubs - words("descriptions", "club_endings_of_towns"):
        return False
    return not any(name.given or name.titled or name.preposition in words("towns", "prepositions") for name in names)


def _join(clusters: dict[str, Cluster], form: Form, targets: dict[str, Form], chains: Chains) -> None:
    """Give each place of a short form to the namesake that it means there."""
    person = next(iter(targets.values())).kind == "person"
    longest = max(len(home.words) for home in targets.values())
    keys = [key for key, home in targets.items() if person or len(home.words) == longest or home.kind == "person"]
    for name in form.names:
        known = {key: (clusters[key].name, clusters[key].names) for key in keys}
        if person and (apart := title_apart(name, known)):
            key = f"person {apart} {' '.join(form.words)}"
            _add(clusters, key, name, "person")
            clusters[key].name = f"{apart.capitalize()} {name.bare}"
        else:
            fitting = _of_pointed(name, known) or known
            clusters[meant(name, fitting, chains) if len(fitting) > 1 else next(iter(fitting))].names.append(name)


def _of_pointed(name: Name, known: Mapping[str, tuple[str, list[Name]]]) -> dict[str, tuple[str, list[Name]]]:
    """Return those of the namesakes that are what the words around a name make of it: "Hark said he had sold" is no
    firm."""
    told = set(_pointed_by_clause(name) or _pointed_at(name)) if len(known) > 1 else set()
    if len(told) != 1:
        return {}
    return {key: home for key, home in known.items() if key.startswith(f"{next(iter(told))} ")}


def _of_peer(form: Form, homes: dict[str, Form], chains: Chains) -> dict[str, Form]:
    """Return the person whose peerage a name is: "Lord Marland" is Charles Ashby, the 2nd Baron of Marland.

    Where none is said to be of that name, it is where the coreference ranker leads.
    """
    titled = [name for name in form.names if _is_of_peerage(name)]
    if len(form.words) > 1 or not titled:
        return {}
    people = {key: home.names for key, home in homes.items() if home.kind == "person"}
    places = {name.at for name in form.names}
    peers = [key for key, names in people.items() if any(_is_peer_of(name, places) for name in names)]
    if len(peers) == 1:
        return {peers[0]: homes[peers[0]]}
    led = {chains.home_of(name, people) for name in titled}
    key = led.pop() if len(led) == 1 else None
    return {key: homes[key]} if key is not None else {}


def _is_peer_of(name: Name, places: set[int]) -> bool:
    """Say whether somebody is called a peer of what stands at one of these places: "Ada Moll, Countess of Brenn"."""
    seats = (of_noun(title) for title in descriptions_of(name.carrier, name.start, _is_peerage))
    return any(seat is not None and seat.i in places for seat in seats)


def _is_of_peerage(name: Name) -> bool:
    return name.titled in words("people", "peerage")


def _is_peerage(noun: Token) -> bool:
    return noun.lemma_.lower() in words("people", "peerage")


def _type_of(form: tuple[str, ...], names: list[Name]) -> EntityType:
    """Vote: what the model says at each place, and what stands beside the name; a type that was given stays."""
    if names[0].given:
        return Counter(name.type for name in names).most_common(1)[0][0]
    votes: Counter[str] = Counter()
    votes["organisation"] += 2 * any(" & " in name.bare for name in names)
    votes["organisation"] += _OF_FORM * any(_has_form(name) for name in names)
    for name in names:
        _vote_by_place(votes, name)
    votes["organisation"] += POINTED * sum(runs_something(name.carrier) for name in names)
    votes["place"] += any(name.type == "place" and is_town(name) for name in names)  # "to quit Arle", "in Arle"
    votes["place"] += POINTED * any(is_called_town(name.carrier) for name in names)
    _vote_by_words(votes, form)
    places = any(name.type == "place" and is_travelled_to(name.carrier) for name in names)
    for name in names:
        for pointed in _pointed_at(name) if form[0] not in ("the",) else ():
            if pointed == "person" and places:
                continue  # "her visit to Arle": the ranker errs
            if pointed == "person" or (len(form) == 1 and votes["person"]):
                votes[pointed] += POINTED
    if len(form) == 1 and votes["person"] and not _is_person_by_name(form[0], names):
        for name in names:
            _vote_on_lone_word(votes, name, form[0])
    best = max(votes.values())
    kind: EntityType = next(k for k in (names[0].type, *votes) if votes[k] == best)  # type: ignore[misc]
    return kind


def _vote_by_place(votes: Counter[str], name: Name) -> None:
    """Add what the model, titles and nouns beside a name make of it at one place."""
    votes[name.type] += 1
    votes["vehicle"] += 3 * _is_craft(name)
    if name.titled:
        votes["person"] += 3
    for noun in beside(name):
        kind, weight = _told_by_noun(noun, name)
        if kind is not None:
            votes[kind] += weight
    votes["person"] += 2 * (_is_of_office(name) if name.type == "place" else _holds_office_alone(name))


def _told_by_noun(noun: str, name: Name) -> tuple[EntityType | None, int]:
    """Return what a noun beside a name makes of it, and how many votes that is worth."""
    if noun in words("descriptions", "organisation"):
        if noun in words("descriptions", "trades_too") and name.type == "person" and " " in name.bare:
            return "person", 1  # "miner Gus Orr", beside "miner Brandt"
        return "organisation", 2
    if noun in words("people", "kin") and stands_beside(name.carrier):
        return "person", 3  # "his wife, Carla"
    if noun not in words("descriptions", "person"):
        return None, 0
    if belongs_to_noun(name.carrier):
        return "organisation", 1  # "a Northwind spokesman", "Northwind's chairman"
    return "person", 1


def _vote_by_words(votes: Counter[str], form: tuple[str, ...]) -> None:
    """Add what the first and the last word of a name make of it: a given name, an ending of bodies."""
    first, last = form[0], form[-1]
    if len(form) > 1 and (first in _given_names() or (first in words("people", "surname_first") and votes["person"])):
        votes["person"] += 2
    if last in words("descriptions", "organisation") or last in words("descriptions", "organisation_suffix"):
        votes["organisation"] += 3
    endings = words_of("descriptions", "media_names", "organisation_endings")
    if len(form) > 1 and votes["person"] < 2 and last in endings:
        votes["organisation"] += 2


def _given_names() -> frozenset[str]:
    return words_of("people", "female_names", "male_names")


def _is_person_by_name(word: str, names: list[Name]) -> bool:
    """Say whether a name of one word is a person's by itself: a given name, or one with a title."""
    return word in _given_names() or any(name.titled for name in names)


def _vote_on_lone_word(votes: Counter[str], name: Name, word: str) -> None:
    """Weigh one word alone that the votes make a person: reports give people two names at first, so it is a weak
    sign."""
    tail = [t for t in name.carrier.doc[name.at + 1 : name.at + 4] if t.lower_ not in ("'s", "’s", "’", "s")]
    followed = bool(tail and tail[0].lower_ in words("descriptions", "organisation_followers"))
    votes["organisation"] += 2 * is_modifier(name.carrier) + 2 * followed
    if name.type == "person" and word not in words("people", "surname_first"):
        votes["person"] -= 1
        votes["organisation"] += 1


def _called_by_ending(word: str) -> set[str]:
    """Return the nouns by which a body is called whose name ends on a word: "the airline" of Tarn Airways."""
    table = load("descriptions")["called_by_ending"]
    return {noun for nouns, endings in table.items() if word in endings.split() for noun in nouns.split()}


def _is_of_office(name: Name) -> bool:
    """Say whether a name of several words stands behind the comma of an office: "the mayor of Gart, Lothar Pries"."""
    noun = noun_before_comma(name.carrier)
    return noun is not None and is_office(noun)


def _holds_office_alone(name: Name) -> bool:
    """Say whether a name of several words stands behind the comma of an office that no firm holds: "the head of Osk
    Rail, Piet Brand"."""
    noun = noun_before_comma(name.carrier) or lone_name_behind(name.carrier, name.start, is_office)
    lemma = noun.lemma_.lower() if noun is not None else ""
    return lemma in words("tellers", "one_holder") and lemma not in words("descriptions", "held_by_firms")


def _pointed_at(name: Name) -> list[EntityType]:
    """Return what the words that point at a name make of it, in its clause and in its chain of coreference."""
    found, doc = _pointed_by_clause(name), name.carrier.doc
    for cluster in doc.clusters:
        if any([_heads_mention(name.carrier, a, b) for a, b in cluster if a <= name.start and name.end <= b]):
            told = {doc.text[a:b].lower() for a, b in cluster}
            if told & words("function_words", "of_one_person"):
                found.append("person")
            elif told & {"it", "its"}:
                found.append("organisation")
    return found


def _pointed_by_clause(name: Name) -> list[EntityType]:
    """Return what a name is by its own clause: "Ostra, which owns it", "Brede said he", "Ostra said it"."""
    found: list[EntityType] = []
    for first in subjects_of_descriptions(name.carrier):
        found += ["organisation"] if "which" in first else ["person"] if "who" in first else []
    for subjects in subjects_of_told(name.carrier):
        found += ["organisation"] if "it" in subjects else ["person"] if subjects & {"he", "she"} else []
    return found


def _is_craft(name: Name) -> bool:
    """Say whether the noun before a name makes it a ship's, a plane's or a train's: "the ferry Aurelia", not "a
    Boeing jet"."""
    if name.word_before in words("descriptions", "vehicle"):
        return True
    nouns = nouns_before_name(name.carrier, name.start)
    return any(noun.lemma_.lower() in words("descriptions", "vehicle") for noun in nouns)


def _heads_mention(carrier: Token, start: int, end: int) -> bool:
    """Say whether a mention is of the name itself, not of somebody who is "president of" it."""
    span = carrier.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and span.root == carrier


def describe(cluster: Cluster) -> None:
    """Note by which nouns and nationalities a report calls an entity, and whether it is a woman or a man."""
    _, people, _, _ = countries()
    known = countries()[0]
    for name in cluster.names:
        nouns = beside(name)
        if cluster.type == "person":
            described = {plain_noun(noun) for noun in descriptions_of(name.carrier, name.start, is_office)}
            nouns = {noun for noun in nouns if not is_deputy(described, noun)} | described
        cluster.nouns |= {written_out(noun) for noun in nouns}
        cluster.female += 2 * (gender_of_words({name.titled}) or gender_of_words(nouns))
        if cluster.type == "person":
            for texts, is_part in words_around(name.carrier):
                nations = (people.get(fold(t)) or (known.get(fold(t)) if is_part else None) for t in texts)
                if (nation := next(filter(None, nations), None)) is not None:
                    cluster.countries.add(nation)
    form = name_words(cluster.name)
    if cluster.type == "person" and not cluster.female:
        cluster.female += gender_of_name(cluster.name)
    if cluster.type in ("organisation", "facility", "event", "law", "place") and len(form) > 1:
        cluster.nouns.add(form[-1])
        # "Ministry of the Interior" is a ministry, and no company
        cluster.nouns |= {word for word, after in itertools.pairwise(form) if after in ("of", "for")}
    if cluster.type == "event":
        cluster.nouns |= {"storm", *storms} if (storms := words("descriptions", "storms") & set(form)) else set()
    if cluster.type == "organisation" and len(form) > 1:
        cluster.nouns |= _called_by_ending(form[-1])
