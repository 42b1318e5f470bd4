"""Which two tellers of a story are one line, each link with its evidence; and which could be one though nothing
shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import Levenshtein

from crossread.compare.entities import fold_name, given_name
from crossread.compare.origins.identity import (
    Identity,
    content_words,
    head_words,
    kinds_of_noun,
    lands_in,
    lands_meet,
    same_land,
)
from crossread.ids import make_id
from crossread.languages.person_names import generation_apart, spelled_alike
from crossread.languages.tables import load, words
from crossread.model import Description, Entity, Evidence, OriginLink, OriginRule, Party

SPELLINGS = 2  # letters by which two spellings of one family name may differ
LONG_NAME = 5  # letters that such a name has at least
Rule = Callable[["Scene", Identity, Identity], "Shown | None"]


@dataclass(frozen=True, slots=True)
class Scene:
    """The tellers of one story, and all entities."""

    tellers: Mapping[str, Identity]
    entities: Mapping[str, Entity]


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows that two tellers are one: words on either side, and a sentence."""

    evidence: tuple[Evidence, ...]
    explanation: str


def links_of(scene: Scene) -> list[OriginLink]:
    """Return the links between the tellers of one story that its reports show, in order of the tellers."""
    found = []
    for a, b in _pairs(scene):
        for rule, shows in _RULES:
            shown = shows(scene, a, b) or shows(scene, b, a)
            if shown is not None:
                found.append(made_link((a.origin.id, b.origin.id), rule, shown))
                break
    return found


def made_link(origins: tuple[str, str], rule: OriginRule, shown: Shown) -> OriginLink:
    """Return the record of a link."""
    return OriginLink(
        id=make_id("k", *origins, rule),
        origins=origins,
        rule=rule,
        evidence=shown.evidence,
        explanation=shown.explanation,
    )


def _pairs(scene: Scene) -> Iterator[tuple[Identity, Identity]]:
    """Yield the pairs of tellers that share a name, a body, a noun or a word, each once."""
    by_key: dict[str, list[str]] = {}
    order = {origin: at for at, origin in enumerate(scene.tellers)}
    for origin, teller in scene.tellers.items():
        keys = {
            *teller.name_words,
            *teller.bodies,
            *_known_as(teller),
            *({teller.entity.id} if teller.entity is not None else set()),
        }
        for description in teller.described:
            keys |= {description.noun, *description.modifiers, *_held(description)}
            keys |= {word for party in description.whose for word in content_words(party.name)}
        for key in keys:
            by_key.setdefault(key, []).append(origin)
    pairs = {(a, b) for listed in by_key.values() for at, a in enumerate(listed) for b in listed[at + 1 :]}
    for a, b in sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]])):
        yield scene.tellers[a], scene.tellers[b]


def _known_as(teller: Identity) -> frozenset[str]:
    """Return the letters under which all the world knows a body, by its full name or by what it is: the UN refugee
    agency."""
    if teller.origin.role != "organisation" or teller.named == "person":
        return frozenset()
    plain = (
        " ".join(fold_name(teller.origin.name))
        .replace("united nations", "un")
        .replace("'s", "s")
        .replace("u s ", "us ")
    )
    table = load("tellers")["known_as"]
    return frozenset(code for code, names in table.items() if plain == code or plain in names.split("|"))


def _one_known_body(scene: Scene, a: Identity, b: Identity) -> Shown | None:
    """Find a body under its letters and under what it is: UNHCR, "the UN refugee agency"."""
    if not _known_as(a) & _known_as(b):
        return None
    return Shown((*a.places[:1], *b.places[:1]), f"{a.origin.name} and {b.origin.name} are one body, named otherwise.")


def _words_of(description: Description) -> Evidence:
    return Evidence(report=description.report, start=description.start, end=description.end, text=description.text)


def _spoken_for(scene: Scene, a: Identity, b: Identity) -> Shown | None:
    """Find "a spokeswoman for B", "B's chief executive", "the chairman of B": A speaks for the body or person B."""
    for description in a.described:
        if not _speaks(description.noun, b):
            continue
        for party in description.whose:
            same = b.entity is not None and party.entity == b.entity.id
            alike = party.entity is None and _names(party.name, b)
            if same or alike:
                told = (_words_of(description), *b.places[:1])
                return Shown(told, f"{a.origin.name} speaks for {b.origin.name}: “{description.text}”.")
    return None


def _speaks(noun: str, body: Identity) -> bool:
    """Say whether one of this office speaks for a body; for a person only a spokesman, a lawyer, an agent does."""
    if noun in words("tellers", "speaks_for"):
        return True
    offices = words("tellers", "one_holder") | words("tellers", "works_for")
    return body.named != "person" and noun in offices


def _names(written: str, teller: Identity) -> bool:
    """Say whether words name a body or a person: the same words, or the family name alone."""
    own, general = content_words(written), words("tellers", "general")
    if teller.named == "person" or teller.entity is not None and len(own) == 1:
        return own == {fold_name(teller.origin.name)[-1]}
    return bool(own - general) and own - general == teller.name_words - general


def _one_body(scene: Scene, a: Identity, b: Identity) -> Shown | None:
    """Find a shared body of two tellers who each speak for it: the spokesman here and the chief there."""
    for mine in a.described:
        for theirs in b.described:
            shared = next((p for p in mine.whose for q in theirs.whose if _one_party(scene, p, q)), None)
            if shared is not None and _both_speak(scene, shared, mine, theirs):
                told = f"{a.origin.name} and {b.origin.name} both speak for {shared.name}."
                return Shown((_words_of(mine), _words_of(theirs)), told)
    return None


def _one_party(scene: Scene, one: Party, other: Party) -> bool:
    """Say whether two phrases name one body or person: one entity, or a name that is the other's last."""
    if not (_is_body(scene, one.entity) and _is_body(scene, other.entity)):
        return False
    if one.entity and other.entity:
        return one.entity == other.entity
    mine, theirs = fold_name(one.name), fold_name(other.name)
    return content_words(one.name) == content_words(other.name) or (
        1 in (len(mine), len(theirs)) and mine[-1:] == theirs[-1:]
    )


def _both_speak(scene: Scene, party: Party, one: Description, other: Description) -> bool:
    person = party.entity in scene.entities and scene.entities[party.entity or ""].type == "person"
    offices = words("tellers", "speaks_for") | (frozenset() if person else words("tellers", "one_holder"))
    return {one.noun, other.noun} <= offices


def _same_office(scene: Scene, a: Identity, b: Identity) -> Shown | None:
    """Find "the mayor" here and "Uta Brenn, the mayor" there: one office, held by one person in this story."""
    if a.named == "person" and b.named == "person":
        return None
    for mine in a.described:
        if mine.noun not in words("tellers", "one_holder") or not _singular(mine):
            continue
        for theirs in b.described:
            if not _singular(theirs) or not _offices_meet(scene, mine, theirs):
                continue
            holders = {
                t.origin.entity
                for t in scene.tellers.values()
                if t.named == "person" and any(_offices_meet(scene, mine, d) for d in t.described)
            }
            if len(holders) <= 1:
                return Shown((_words_of(mine), _words_of(theirs)), f"“{mine.text}” and “{theirs.text}” are one office.")
    return None


def _singular(description: Description) -> bool:
    return description.noun in description.text.casefold().replace("-", " ").replace("’", " ").replace("'", " ").split()


def _offices_meet(scene: Scene, one: Description, other: Description) -> bool:
    """Say whether two descriptions name one office: one noun, nothing that narrows them apart, bodies and places
    that meet."""
    if one.noun != other.noun:
        return False
    mine, theirs = head_words(one), head_words(other)
    lands = lands_in(one.whose, scene.entities), lands_in(other.whose, scene.entities)
    mine, theirs = mine - _words(lands[0] | lands[1]), theirs - _words(lands[0] | lands[1])
    if not (mine <= theirs or theirs <= mine) or not lands_meet(*lands):
        return False
    bodies = [{p.entity or p.name.casefold() for p in d.whose if _is_body(scene, p.entity)} for d in (one, other)]
    if one.noun in words("tellers", "speaks_for") and not bodies[0] & bodies[1]:
        return False  # every house has its spokesman
    return not bodies[0] or not bodies[1] or bool(bodies[0] & bodies[1])


def _words(lands: frozenset[str]) -> frozenset[str]:
    return frozenset(word for land in lands for word in land.split())


def _is_body(scene: Scene, entity: str | None) -> bool:
    return (
        entity is None
        or entity in scene.entities
        and scene.entities[entity].type in ("organisation", "person", "facility")
    )


def _office_of_body(scene: Scene, a: Identity, b: Identity) -> Shown | None:
    """Find "the police chief" and "the Harwick Police Department": an office named by what the body is."""
    if b.named == "person":
        return None
    offices = words("tellers", "one_holder") | words("tellers", "works_for") | words("tellers", "speaks_for")
    for description in a.described:
        told = {*description.modifiers, *(kinds if len(kinds := kinds_of_noun(description.noun)) == 1 else ())}
        shared = told & words("tellers", "body_words") & b.name_words
        if not shared or description.noun not in offices or not _singular(description):
            continue
        lands = lands_in(description.whose, scene.entities)
        rivals = [
            t
            for t in scene.tellers.values()
            if t.named == "body" and shared & t.name_words and t.origin.id != b.origin.id
        ]
        if lands_meet(lands, b.lands) and not rivals:
            return Shown((_words_of(description), *b.places[:1]), f"“{description.text}” heads {b.origin.name}.")
    return None


def _office_of_holder(scene: Scene, a: Identity, b: Identity) -> Shown | None:
    """Find "Sheriff Toll" and "the sheriff's office": who holds an office, or works in it, and what bears its name.

    Of a mayor there is one in each place; of the prosecutors of a place each is of their office.
    """
    if b.named == "person":
        return None
    for office, description in product(b.described, a.described):
        if office.noun in words("tellers", "bodies") and _is_held_by(office, description):
            lands = lands_in(description.whose, scene.entities)
            one = description.noun not in words("tellers", "one_holder") or _holders(scene, description.noun) <= 1
            if one and _singular(description) and _is_held_now(description) and lands_meet(lands, b.lands):
                told = f"“{description.text}” is of {b.origin.name}."
                return Shown((_words_of(description), *b.places[:1]), told)
    return None


def _held(office: Description) -> frozenset[str]:
    """Return the nouns of those whose an office is: "the city prosecutors' office", "Marl County Sheriff's Office"."""
    said = {word for party in office.whose if party.entity is None for word in fold_name(party.name)[-1:]}
    said |= {word.removesuffix("'s") for word in fold_name(office.text) if word.endswith("'s")}
    return frozenset(said | {word.removesuffix("s") for word in said})


def _is_held_by(office: Description, holder: Description) -> bool:
    """Say whether an office bears the name of what somebody is, told apart by no word: not "the transport minister" for
    "the prime minister's office". Whose attorney one is, "district" must tell."""
    if holder.noun not in _held(office):
        return False
    own = head_words(holder) - {holder.noun}
    names = (party.name for party in office.whose if party.entity is None)
    narrow = {word for name in names for word in name.split()[:-1] if word.islower()} - words("tellers", "general")
    return bool(own & narrow) or not narrow and holder.noun not in words("tellers", "speaks_for")


def _holders(scene: Scene, noun: str) -> int:
    """Return how many named tellers of a story are of one office: "mayor"."""
    return sum(t.named == "person" and any(d.noun == noun for d in t.described) for t in scene.tellers.values())


def _is_held_now(description: Description) -> bool:
    return words("people", "former").isdisjoint(description.modifiers)


def _same_body(scene: Scene, a: Identity, b: Identity) -> Shown | None:
    """Find one body under two names: "Norland's Ministry of the Interior", "the Norlandic interior ministry"."""
    if (
        "person" in (a.named, b.named)
        or "outlet" in (a.named, b.named)
        or a.origin.role != "organisation"
        or b.origin.role != "organisation"
    ):
        return None
    lands = a.lands | b.lands
    general = words("tellers", "general") - words("tellers", "bodies") | words("tellers", "empty_in_bodies")
    mine, theirs = (_own_words(t, lands) - general for t in (a, b))
    if not mine or mine != theirs or not lands_meet(a.lands, b.lands):
        return None
    if len(mine) == 1 and not (_placed(a, lands) and _placed(b, lands)):
        return None  # "the ministry", "police": which one?
    return Shown((*a.places[:1], *b.places[:1]), f"{a.origin.name} and {b.origin.name} are one body, named otherwise.")


def _placed(teller: Identity, lands: frozenset[str]) -> bool:
    """Say whether it is told of which place or country a teller is: by its owner, or by a word of its name."""
    told = {*teller.name_words, *(word for d in teller.described[:1] for word in d.modifiers)}
    return bool(teller.lands) or any(same_land(word, land) for word in told for land in lands)


def one_under_two_names(scene: Scene) -> list[tuple[str, str]]:
    """Return the pairs of origins that are one body, or one person's office or spokesman, called in two ways.

    Where the country of one alone is told, they stay two that are linked.
    """
    found = []
    for a, b in _pairs(scene):
        lands = a.lands | b.lands
        body = _placed(a, lands) == _placed(b, lands) and _same_body(scene, a, b) is not None
        if body or _of_one_person(a, b):
            found.append((a.origin.id, b.origin.id))
    return found


def _of_one_person(a: Identity, b: Identity) -> bool:
    """Say whether two who are not named go by one noun and are of one person: "her office", "the senator's office"."""
    if a.entity is not None or b.entity is not None:
        return False
    speaks = words("tellers", "speaks_for") | words("tellers", "bodies")
    for mine, theirs in product(a.described, b.described):
        if mine.noun == theirs.noun and mine.noun in speaks and mine.modifiers == theirs.modifiers:
            if {p.entity for p in mine.whose} & {p.entity for p in theirs.whose} - {None}:
                return True
    return False


def _own_words(teller: Identity, lands: frozenset[str]) -> frozenset[str]:
    narrow = {
        word
        for d in teller.described[:1]
        for word in (d.noun, *d.modifiers, *(w for p in d.whose for w in content_words(p.name)))
    }
    return frozenset(
        word
        for word in teller.name_words | narrow
        if not any(lands_meet(frozenset({word}), frozenset({land})) for land in lands)
    )


def _own_account(scene: Scene, a: Identity, b: Identity) -> Shown | None:
    """Find "a post on Uta Brenn's account", "a letter of the board": the writing is its writer's."""
    if b.entity is None:
        return None
    for description in a.described:
        written = description.noun in words("tellers", "account") | words("speech", "document_nouns")
        if written and a.origin.role == "document" and any(p.entity == b.entity.id for p in description.whose):
            return Shown((_words_of(description), *b.places[:1]), f"“{description.text}” is of {b.origin.name}.")
    return None


def _same_name(scene: Scene, a: Identity, b: Identity) -> Shown | None:
    """Find a name that holds the body's: "Northwind spokesman"."""
    if b.named != "body" or b.entity is None:
        return None
    if a.named == "person" and fold_name(a.origin.name, "person")[-1:] == fold_name(b.origin.name):
        return Shown((*a.places[:1], *b.places[:1]), f"{b.origin.name} is the family name of {a.origin.name}.")
    if a.named == "person" or a.origin.entity:
        return None
    name = fold_name(b.origin.name, "organisation")
    own = fold_name(a.origin.name)
    if len("".join(name)) > 2 and any(own[i : i + len(name)] == name for i in range(len(own))):
        return Shown((*a.places[:1], *b.places[:1]), f"{a.origin.name} is of {b.origin.name}.")
    return None


_RULES: tuple[tuple[OriginRule, Rule], ...] = (
    ("speaks_for", _spoken_for),
    ("same_body", _one_body),
    ("same_office", _same_office),
    ("office_of_body", _office_of_body),
    ("office_of_body", _office_of_holder),
    ("same_body", _same_body),
    ("same_body", _one_known_body),
    ("own_account", _own_account),
    ("same_name", _same_name),
)


def may_be_one(a: Identity, b: Identity) -> str:
    """Return why two tellers that nothing links could yet be one, or "" where nothing could make them one."""
    one, other = a.origin.name, b.origin.name
    for why in _DOUBTS:
        reason = why(a, b) or why(b, a)
        if reason:
            return reason.format(a=one, b=other)
    return ""


def _not_named(a: Identity, b: Identity) -> str:
    if not a.generic:
        return ""
    if a.anyone or not a.kinds or not b.kinds:
        return "nothing says who {a} and {b} are beside one another"
    return "{a} and {b} may be of one kind" if a.kinds & b.kinds else ""


def _an_outlet(a: Identity, b: Identity) -> str:
    return "it is not said from whom an outlet has its words ({a}, {b})" if a.named == b.named == "outlet" else ""


def _one_surname(a: Identity, b: Identity) -> str:
    if not (a.named == b.named == "person"):
        return ""
    (mine, one), (theirs, other) = (generation_apart(fold_name(t.origin.name, "person")) for t in (a, b))
    if one and other and one != other:
        return ""
    if not mine or not theirs or not _alike(mine[-1], theirs[-1]):
        return ""
    names = given_name(a.origin.name), given_name(b.origin.name)
    given = len(mine) > 1 and len(theirs) > 1 and names[0][0] != names[1][0] and not spelled_alike(*names)
    return "" if given else "{a} and {b} may be two spellings of one name"


def _alike(one: str, other: str) -> bool:
    return spelled_alike(one, other) or (
        min(len(one), len(other)) >= LONG_NAME and one[0] == other[0] and Levenshtein.distance(one, other) <= SPELLINGS
    )


def _shared_body(a: Identity, b: Identity) -> str:
    return "{a} and {b} are of one body" if a.bodies.keys() & b.bodies.keys() else ""


def _of_the_body(a: Identity, b: Identity) -> str:
    if a.named != "person" or b.named != "body":
        return ""
    if b.entity is not None and b.entity.id in a.bodies:
        return "{a} is of {b}, or {b} of {a}"
    if a.bodies:
        return ""
    if not a.kinds:
        return "nothing says for whom the person of {a} and {b} speaks"
    return "{a} and {b} may be of one house" if a.kinds & b.kinds or not b.kinds else ""


def _is_of_members(one: Identity, other: Identity) -> bool:
    """Say whether a body is that of another's people: the Lunde Line Crew Association beside the Lunde Line."""
    last = fold_name(one.origin.name)[-1]
    return last in words("descriptions", "of_members") and last not in other.name_words


def _one_house(a: Identity, b: Identity) -> str:
    if not (a.named == b.named == "body"):
        return ""
    if _is_of_members(a, b) or _is_of_members(b, a):
        return ""
    near = a.name_words & b.name_words and (a.name_words <= b.name_words or b.name_words <= a.name_words)
    return "{a} and {b} may be one house" if near and lands_meet(a.lands, b.lands) else ""


_DOUBTS: Sequence[Callable[[Identity, Identity], str]] = (
    _not_named, _an_outlet, _one_surname, _shared_body, _of_the_body, _one_house,
)  # fmt: skip
