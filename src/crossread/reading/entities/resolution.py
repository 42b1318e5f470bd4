"""Names of one report -> entities: short forms, countries and their seats, descriptions and pronouns."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from crossread.grammar import syntax
from crossread.grammar.descriptions import descriptions_of
from crossread.ids import make_id
from crossread.languages.tables import countries, fold, words
from crossread.model import Entity, EntityType, Mention, Report
from crossread.reading.entities.names import Name, find_names, stands_for_government
from crossread.reading.entities.office_nouns import is_office

POINTED = 2  # votes of a word that points at a name ("which", "he") for what it is: more than the model's own guess
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
ACRONYM = 2  # letters that an acronym has at least


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
        return sorted([(n.start, n.end, n.head) for n in self.names] + self.extra, key=lambda m: (m[0], m[1]))


def resolve_entities(report: Report, doc: Doc) -> tuple[Entity, ...]:
    """Return the entities of one report with all their mentions; ids are local to the report.

    Names that share enough words are one entity, two people of one surname stay apart; a capital or a seat of
    government that acts stands for its country; descriptions and pronouns are resolved where the text allows.
    """
    from crossread.reading.entities.references import resolve_anaphora

    clusters = cluster_names(doc, find_names(doc))
    for cluster in clusters:
        describe(cluster)
    own = fold(report.outlet) if report.outlet else None
    resolve_anaphora(doc, [c for c in clusters if not own or fold(c.name) not in (own, own.removeprefix("daily "))])
    ids = {cluster.key: make_id("e", report.id, cluster.key) for cluster in clusters}
    made = []
    for cluster in clusters:
        stands = f"country {cluster.seat_of}" if cluster.seat_of else None
        names = Counter(name.bare for name in cluster.names)
        written = {report.text[n.start : n.end] for n in cluster.names} | set(names)
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


def cluster_names(doc: Doc, names: list[Name]) -> list[Cluster]:
    """Put names that mean one thing together, in order of first mention."""
    clusters: dict[str, Cluster] = {}
    known, people, capitals, seats = countries()
    rest: list[Name] = []
    for name in names:
        key = fold(name.bare)
        place_like = name.type in ("place", "organisation", "group", "person", "facility")
        if key in known and place_like:
            _add(clusters, f"country {known[key]}", name, "place", country=known[key])
        elif key in people and place_like and name.head.dep_ != "flat":
            _add(clusters, f"people {people[key]}", name, "group", origin=people[key])
        elif key in seats and place_like:
            _add(clusters, f"seat {key}", name, "organisation", seat=seats[key])
        elif key in capitals and place_like:
            if stands_for_government(name):
                _add(clusters, f"seat {key}", name, "place", seat=capitals[key])
            else:
                _add(clusters, f"city {key}", name, "place")
        else:
            rest.append(name)
    _cluster_rest(clusters, rest)
    for cluster in list(clusters.values()):
        country = cluster.seat_of
        if country and f"country {country}" not in clusters:
            # the country itself is not named: the seat's link would lead to nothing that can be shown
            cluster.seat_of = None
    return sorted(clusters.values(), key=lambda c: min((n.start for n in c.names), default=0))


def _add(
    clusters: dict[str, Cluster], key: str, name: Name, kind: EntityType, *,
    country: str | None = None, seat: str | None = None, origin: str | None = None,
) -> None:  # fmt: skip
    cluster = clusters.get(key)
    if cluster is None:
        cluster = clusters[key] = Cluster(key, name.bare, kind, country=country, seat_of=seat)
        if origin:
            cluster.countries.add(origin)
    cluster.names.append(name)
    if country and fold(name.bare) == fold(country):
        cluster.name = name.bare


def _tokens(name: str) -> tuple[str, ...]:
    parts = tuple(fold(name.replace("&", " ")).split())
    suffixes = words("descriptions", "organisation_suffix")
    while len(parts) > 1 and parts[-1] in suffixes:
        parts = parts[:-1]
    return parts


def _cluster_rest(clusters: dict[str, Cluster], names: list[Name]) -> None:
    forms: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        forms[_tokens(name.bare)].append(name)
    types = {form: _type_of(form, found) for form, found in forms.items()}
    order = sorted(forms, key=lambda form: (-len(form), -sum(map(len, form)), forms[form][0].start))
    homes: list[tuple[tuple[str, ...], str, str]] = []  # (tokens, key, type) of every full form
    for form in order:
        targets = [home for home in homes if _is_short_form(form, types[form], home[0], home[2])]
        if not targets:
            kind = types[form]
            key = f"{kind} {' '.join(form)}"
            homes.append((form, key, kind))
            for name in forms[form]:
                _add(clusters, key, name, kind)
            clusters[key].name = max((n.bare for n in forms[form]), key=lambda text: (len(text), text))
            continue
        longest = max(len(home[0]) for home in targets)
        if targets[0][2] != "person":
            targets = [home for home in targets if len(home[0]) == longest or home[2] == "person"]
        for name in forms[form]:
            keys = [home[1] for home in targets]
            if targets[0][2] == "person" and (apart := _other_sex(name, keys, clusters)):
                _add(clusters, f"person {apart} {' '.join(form)}", name, "person")
                clusters[f"person {apart} {' '.join(form)}"].name = f"{apart.capitalize()} {name.bare}"
            else:
                clusters[_nearest(name, keys, clusters)].names.append(name)


def _other_sex(name: Name, keys: list[str], clusters: dict[str, Cluster]) -> str:
    """Return the title of a name that fits none of its namesakes: "Baroness Pym" beside Sir Alan Pym; "" where one fits."""
    own = _sex({name.titled}, "")
    if not own or len(_tokens(name.bare)) > 1:
        return ""
    sexes = [_sex({n.titled for n in clusters[key].names} | {d for n in clusters[key].names for d in beside(n)}, clusters[key].name) for key in keys]
    return name.titled.rstrip(".") if all(sex * own < 0 for sex in sexes) else ""


def _sex(called: set[str], name: str) -> int:
    """Return 1 for a woman, -1 for a man, 0 where neither a title nor a noun nor a given name tells."""
    told = bool(called & words("people", "female")) - bool(called & words("people", "male"))
    given = name.split()[0].casefold() if name else ""
    return told or (given in words("people", "female_names")) - (given in words("people", "male_names"))


def _without_kin(keys: list[str], clusters: dict[str, Cluster]) -> list[str]:
    """Return the namesakes that are nobody's wife, son or father: the bare family name is the one the report is about."""
    kin = words("people", "kin")
    own = [key for key in keys if not any(noun.lemma_.lower() in kin for n in clusters[key].names for noun in descriptions_of(n.head, n.start, is_office))]
    return own or keys


def _nearest(name: Name, keys: list[str], clusters: dict[str, Cluster]) -> str:
    """Return the namesake that was named last before this place, else the one that is named next."""
    if len(keys) == 1:
        return keys[0]

    keys = _of_title(name, keys, clusters)
    keys = _without_kin(keys, clusters) if len(_tokens(name.bare)) == 1 and not name.titled else keys

    def distance(key: str) -> tuple[int, int]:
        full = [n.start for n in clusters[key].names if n.start != name.start and len(_tokens(n.bare)) > 1]
        before = [name.start - start for start in full if start < name.start]
        after = [start - name.start for start in full if start > name.start]
        return (0, min(before)) if before else (1, min(after, default=10**9))

    return min(keys, key=distance)


def _of_title(name: Name, keys: list[str], clusters: dict[str, Cluster]) -> list[str]:
    """Return the namesakes that a title fits: "Judge Moss" is she who was called a judge, "Mrs Pell" no man."""
    own = beside(name) | {name.titled}
    female = bool(own & words("people", "female")) - bool(own & words("people", "male"))
    called = {key: {n for full in clusters[key].names for n in (*beside(full), full.titled)} - {""} for key in keys}
    same = [key for key in keys if called[key] & own - {""}]
    sex = {key: _sex(called[key], clusters[key].name) for key in keys}
    fitting = [key for key in same or keys if sex[key] * female >= 0]
    certain = [key for key in fitting if sex[key] * female > 0]
    return certain or fitting or keys


def _is_short_form(short: tuple[str, ...], kind: str, full: tuple[str, ...], full_kind: str) -> bool:
    if len(short) > len(full):
        return False
    if short == full:
        return kind == full_kind or "misc" in (kind, full_kind)
    if full_kind == "person":
        if kind not in ("person", "misc", "organisation", "place", "group"):
            return False
        if len(short) == 1:
            if kind != "person" and short[0] not in (full[-1], *([full[0]] if full[0] in words("people", "surname_first") else [])):
                return False
            family_first = full[0] in words("people", "surname_first") and len(full) >= 2
            return short[0] == full[-1] or (family_first and short[0] == full[0]) or (kind == "person" and short[0] == full[0] and full[0] not in words("people", "titles"))
        return set(short) < set(full) and short[-1] == full[-1] or short == tuple(p for p in full if len(p) > 1)
    if full_kind in ("organisation", "facility", "product", "event", "vehicle", "weapon", "misc", "law", "place"):
        if full_kind == "place" and kind not in ("place", "misc"):
            return False
        if len(short) == 1 and len(short[0]) >= ACRONYM and short[0] == "".join(p[0] for p in full if p not in ("of", "the", "and", "for", "on", "in")):
            return True
        if len(short) == 1 and kind == "place" and full[-1] in words("descriptions", "institution"):
            return False  # the town is not its fire brigade
        if short == full[: len(short)] and (len(short) > 1 or len(short[0]) > 3) and full_kind != "place":
            return full_kind == "organisation" or kind == full_kind
        return len(short) > 1 and short == full[-len(short) :] and full_kind == "organisation"
    return False


def _type_of(form: tuple[str, ...], names: list[Name]) -> EntityType:
    """Vote: what the model says at each place, and what stands beside the name; a type that was given stays."""
    votes: Counter[str] = Counter()
    if names[0].given:
        return Counter(name.type for name in names).most_common(1)[0][0]
    organisations, persons = words("descriptions", "organisation"), words("descriptions", "person")
    for name in names:
        votes[name.type] += 1
        votes["vehicle"] += 3 * _is_craft(name)
        if name.titled:
            votes["person"] += 3
        for noun in beside(name):
            if noun in organisations:
                votes["organisation"] += 2
            elif noun in persons and name.head.dep_ in ("compound", "nmod", "nmod:poss"):
                votes["organisation"] += 1  # "a Northwind spokesman", "Northwind's chairman"
            elif noun in persons:
                votes["person"] += 1
    first, last = form[0], form[-1]
    given = words("people", "female_names") | words("people", "male_names")
    if len(form) > 1 and (first in given or (first in words("people", "surname_first") and votes["person"])):
        votes["person"] += 2
    if last in organisations or last in words("descriptions", "organisation_suffix"):
        votes["organisation"] += 3
    if len(form) > 1 and votes["person"] < 2 and last in words("descriptions", "media_names") | words("descriptions", "organisation_endings"):
        votes["organisation"] += 2
    for name in names:
        for pointed in _pointed_at(name) if form[0] not in ("the",) else ():
            if pointed == "person" or (len(form) == 1 and votes["person"]):
                votes[pointed] += POINTED
    if len(form) == 1 and votes["person"] and first not in given and not any(n.titled for n in names):
        followers = words("descriptions", "organisation_followers")
        for name in names:
            tail = [t for t in name.head.doc[name.head.i + 1 : name.head.i + 4] if t.lower_ not in ("'s", "’s", "’", "s")]
            votes["organisation"] += 2 * (name.head.dep_ == "compound") + 2 * bool(tail and tail[0].lower_ in followers)
            if name.type == "person" and first not in words("people", "surname_first"):
                votes["person"] -= 1  # reports give people two names at first: one word alone is a weak sign
                votes["organisation"] += 1
    best = max(votes.values())
    kind: EntityType = next(k for k in (names[0].type, *votes) if votes[k] == best)  # type: ignore[misc]
    return kind


def _pointed_at(name: Name) -> list[EntityType]:
    """Return what the words that point at a name make of it: "Ostra, which owns it", "Brede said he", "Ostra said it"."""
    found: list[EntityType] = []
    head = name.head
    for child in head.children:
        if child.dep_ in syntax.RELATIVE:
            first = {t.lower_ for t in child.children if t.dep_ in syntax.SUBJECTS}
            found += ["organisation"] if "which" in first else ["person"] if "who" in first else []
    if head.dep_ in syntax.SUBJECTS and head.head.lemma_.lower() in words("speech", "say"):
        for clause in head.head.children:
            if clause.dep_ in ("ccomp", "xcomp"):
                subjects = {t.lower_ for t in clause.children if t.dep_ in syntax.SUBJECTS}
                found += ["organisation"] if "it" in subjects else ["person"] if subjects & {"he", "she"} else []
    for cluster in head.doc._.clusters if head.doc.has_extension("clusters") else ():
        if any(a <= name.start and name.end <= b and _heads_mention(head, a, b) for a, b in cluster):
            told = {head.doc.text[a:b].lower() for a, b in cluster}
            found += ["person"] if told & _PERSONAL else ["organisation"] if told & {"it", "its"} else []
    return found


def _is_craft(name: Name) -> bool:
    """Say whether the noun before a name makes it a ship's, a plane's or a train's: "the ferry Aurelia", not "a Boeing jet"."""
    head = name.head
    nouns = [c for c in head.children if c.dep_ in ("appos", "nmod:desc", "compound") and c.pos_ == "NOUN" and c.idx < name.start]
    if head.dep_ in ("appos", "flat", "nmod:desc", "nmod") and head.head.pos_ == "NOUN" and head.head.i < head.i:
        if not head.doc.text[head.head.idx + len(head.head) : name.start].strip():
            nouns.append(head.head)
    return any(noun.lemma_.lower() in words("descriptions", "vehicle") for noun in nouns)


def _heads_mention(head: Token, start: int, end: int) -> bool:
    """Say whether a mention is of the name itself, not of somebody who is "president of" it."""
    span = head.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and span.root == head


def beside(name: Name) -> set[str]:
    """Return the nouns that stand by a name and say what it is: "the firm X", "X, a firm", "X chief", "X is a firm"."""
    head = name.head
    found: set[str] = set()
    for child in head.children:
        if child.dep_ in ("appos", "nmod:desc", "compound") and child.pos_ in ("NOUN", "ADJ"):
            found.add(child.lemma_.lower())
            if child.dep_ == "appos":
                found.update(t.lemma_.lower() for t in child.children if t.dep_ == "compound" and t.pos_ == "NOUN")
    if head.dep_ in ("appos", "compound", "flat", "nmod:desc", "nmod") and head.head.pos_ in ("NOUN", "PROPN"):
        bare_appositive = head.dep_ == "appos" and head.head.i < head.i and "," not in head.doc.text[head.head.idx : name.start]
        if head.head.i > head.i or head.dep_ == "flat" or bare_appositive:
            found.add(head.head.lemma_.lower())
    if head.dep_ in syntax.SUBJECTS and any(c.dep_ == "cop" for c in head.head.children) and head.head.pos_ == "NOUN":
        found.add(head.head.lemma_.lower())
    return found


def describe(cluster: Cluster) -> None:
    """Note by which nouns and nationalities a report calls an entity, and whether it is a woman or a man."""
    _, people, _, _ = countries()
    known = countries()[0]
    female, male = words("people", "female"), words("people", "male")
    for name in cluster.names:
        nouns = beside(name)
        if cluster.type == "person":
            nouns |= {noun.lemma_.lower() for noun in descriptions_of(name.head, name.start, is_office)}
        cluster.nouns |= nouns
        if name.titled in female or nouns & female:
            cluster.female += 2
        elif name.titled in male or nouns & male:
            cluster.female -= 2
        around = list(name.head.children) + ([name.head.head] if name.head.dep_ in ("appos", "flat", "nmod:desc") else [])
        around += [g for child in around for g in child.children if child.dep_ in ("appos", "nmod:desc", "compound")]
        for token in around:
            wide = " ".join(t.text for t in token.subtree if t.dep_ in ("compound", "flat") or t.i == token.i) if token.pos_ in ("PROPN", "ADJ") else token.text
            for text in (wide, token.text):
                country = people.get(fold(text)) or (known.get(fold(text)) if token.dep_ in ("compound", "flat", "nmod:poss", "nmod:desc") else None)
                if country and cluster.type == "person":
                    cluster.countries.add(country)
                    break
    form = _tokens(cluster.name)
    if cluster.type == "person" and not cluster.female and len(form) > 1:
        first = form[0]
        cluster.female += (first in words("people", "female_names")) - (first in words("people", "male_names"))
    if cluster.type in ("organisation", "facility", "event", "law", "place") and len(form) > 1:
        cluster.nouns.add(form[-1])
