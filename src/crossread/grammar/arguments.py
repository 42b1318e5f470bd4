"""Who does what to whom with what: the arguments of a predicate, whatever the voice or the clause it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from crossread.grammar import syntax
from crossread.grammar.doc import Token, once
from crossread.grammar.factuality import is_undone
from crossread.grammar.noun_classes import noun_class
from crossread.languages.tables import words
from crossread.model.mention_index import MentionIndex

_RELATIVES = frozenset({"that", "which", "who", "whom"})
_IN_PLACE_OF = frozenset({"rather", "instead", "without"})
_PARTIES = frozenset({"person", "organisation", "place", "group"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "SYM"})


@dataclass(slots=True)
class Arguments:
    """The arguments of a verb. `preps` maps a preposition to its nouns, in order; `split` is where an item begins
    whose front words are really the one to whom ("offered Dravia a discount", read as one phrase)."""

    verb: Token
    subject: Token | None = None
    object: Token | None = None
    indirect: Token | None = None
    preps: dict[str, list[Token]] = field(default_factory=dict)
    passive: bool = False
    negated: bool = False
    split: int | None = None

    def take(self, spec: str) -> Token | None:
        """Return the first argument of a specification ("indirect to for") that is there."""
        for name in spec.split():
            if name in ("subject", "object", "indirect"):
                found: Token | None = getattr(self, name)
            else:
                found = next(iter(self.preps.get(name, ())), None)
            if found is not None:
                return found
        return None


def arguments_of(verb: Token, index: MentionIndex, *, splits: bool = False) -> Arguments:
    """Read the arguments of a verb; `splits` allows a recipient right before a bare plural ("offered BlueJet
    crews")."""
    made = Arguments(verb, passive=syntax.is_passive(verb), negated=denies(verb))
    raised = syntax.raised_argument(verb)
    _take_obliques(made)
    _take_objects(made, raised, index)
    _mend_pair(made)
    described = _described(verb)
    subject = _subject(verb, described, expletive=made.object is not None)
    _take_described(made, described, subject)
    _take_agent(made, raised, described, subject)
    if made.indirect is None and made.object is not None and not made.passive:
        _split(made, index, bare=splits)
    return made


def _take_obliques(made: Arguments) -> None:
    """Take the nouns behind prepositions: the verb's own, those hung on them, and those of an adverb behind the
    verb."""
    verb = made.verb
    for prep, noun in syntax.obliques(verb):
        if noun.lower_ in _RELATIVES:
            noun = syntax.relative_subject(verb) or noun
        made.preps.setdefault(prep, []).append(noun)
    for noun in [n for nouns in list(made.preps.values()) for n in nouns]:
        for below in noun.children if noun.lower_ not in ("return", "exchange") else ():
            if below.dep_ == "nmod" and (prep := syntax.preposition(below)) in ("for", "from") and noun.i < below.i:
                made.preps.setdefault(prep, []).append(below)  # "appealed to the ministry for help"
    for adverb in verb.children:
        if adverb.dep_ == "advmod" and adverb.i > verb.i:
            for prep, noun in syntax.obliques(adverb):
                made.preps.setdefault(prep, []).append(noun)  # "handed its stake back to the state"


def _take_objects(made: Arguments, raised: Token | None, index: MentionIndex) -> None:
    """Take the object and the one to whom, where they stand or where the parser hung them."""
    verb = made.verb
    made.indirect = next((c for c in syntax.children(verb, syntax.RECIPIENTS) if c != raised), None)
    objects = [o for o in syntax.children(verb, syntax.OBJECTS) if o != raised]
    for noun in [o for o in objects if syntax.preposition(o) and o.i > verb.i and not _behind_particle(o)]:
        made.preps.setdefault(syntax.preposition(noun), []).append(noun)
        objects.remove(noun)  # "handed the files to prosecutors"
    if len(objects) > 1 and made.indirect is None and not made.passive and _may_get(objects[0], objects[1], index):
        made.indirect = objects.pop(0)  # "pays it $400m"
    made.object = next(iter(objects), None) or _lost_object(made) or _sum_received(made)
    if made.object is None and not made.passive:
        made.object = _raised_below(verb)


def _sum_received(made: Arguments) -> Token | None:
    """Return the sum that a passive verb of giving has behind it: "was lent 9 million crowns", parsed as a measure
    of it."""
    if not made.passive or made.verb.lemma_.lower() not in words("exchange", "two_objects"):
        return None
    behind = (c for c in made.verb.children if c.dep_ == "obl:unmarked" and c.i > made.verb.i)
    return next((c for c in behind if c.pos_ in ("NOUN", "SYM", "NUM") and not syntax.is_time(c)), None)


def _take_described(made: Arguments, described: Token | None, subject: Token | None) -> None:
    """Let the noun that a relative clause describes be its object: for a "which", or for no word where another acts."""
    if made.object is not None:
        stands = made.object.lower_ in _RELATIVES
    else:
        behind = syntax.relative_preposition(made.verb) is not None
        stands = subject is not None and subject != described and not made.passive and not behind
    if stands and described is not None:
        made.object = described
    if made.indirect is not None and made.indirect.lower_ in _RELATIVES:
        made.indirect = described


def _take_agent(made: Arguments, raised: Token | None, described: Token | None, subject: Token | None) -> None:
    """Take who acts; in the passive the subject is what is given, or whom it is given to where an object stands too."""
    named = subject if subject is not None else described
    if not made.passive:
        made.subject = raised or named
        return
    if made.object is not None and made.object != subject:
        made.indirect = made.indirect or subject  # "Malawi was given 200,000 doses"
    else:
        made.object = named
    made.subject = next(iter(made.preps.get("by", ())), None) or _agent_of_object(made.object) or _agent_behind(made)


def _behind_particle(noun: Token) -> bool:
    """Say whether an object stands behind a particle of its verb that the parser took for a preposition: "handed in
    rifles"."""
    after = noun.head.i + 1
    particles = words("function_words", "particles_before_object")
    return syntax.preposition(noun) in particles and noun.doc[after].lower_ in particles and noun.left_edge.i == after


def _raised_below(verb: Token) -> Token | None:
    """Return whom a verb makes or keeps from doing what its clause says, where the parser hung him below that
    clause."""
    for below in verb.children:
        if (
            below.dep_ in ("xcomp", "ccomp", "advcl")
            and below.i > verb.i
            and (found := syntax.raised_argument(below)) is not None
        ):
            return found
    return None


def _agent_of_object(noun: Token | None) -> Token | None:
    """Return a "by X" that the parser hung on what is given: "were granted amnesty by the president"."""
    return (
        next((c for c in noun.children if c.dep_ == "nmod" and syntax.preposition(c) == "by"), None)
        if noun is not None
        else None
    )


def _agent_behind(made: Arguments) -> Token | None:
    """Return a "by X" that the parser hung in a phrase behind the verb: "delivered to the port of Kaza by the UN"."""
    for nouns in made.preps.values():
        for noun in nouns:
            if noun.i > made.verb.i:
                for token in noun.subtree:
                    if (
                        token.dep_ == "nmod"
                        and token.i > noun.i
                        and syntax.preposition(token) == "by"
                        and not any(t.pos_ == "VERB" for t in token.doc[made.verb.i + 1 : token.i])
                    ):
                        return token
    return None


def _mend_pair(made: Arguments) -> None:
    """Tell the item from the one to whom, where the parser took two bare nouns in a row for something else."""
    one, other = made.indirect, made.object
    if (
        one is not None
        and other is not None
        and one.pos_ == "NOUN"
        and other.pos_ == "PROPN"
        and other.i == one.i + 1
        and not any(c.dep_ == "det" for c in one.children)
    ):
        made.indirect = None  # "sent center Marcus Delacroix": a title, not the one to whom
    whom = other if one is None else one if other is None else None
    if whom is None or made.passive or whom.i <= made.verb.i:
        return
    if (sum_ := _sum_behind(whom)) is not None:
        made.indirect, made.object = whom, sum_  # "paid the strikers £3.5m in compensation"
    elif noun_class(whom.lemma_.lower()) in ("person", "group", "place"):
        for child in whom.children:
            bare = (
                child.pos_ in ("NOUN", "SYM")
                and child.i > whom.i
                and not syntax.preposition(child)
                and child.doc[child.i - 1].pos_ not in ("PUNCT", "CCONJ")
            )
            listed = any(c.dep_ == "cc" for c in child.children) or "," in child.doc[whom.i : child.i].text
            if (
                bare
                and child.dep_ in ("conj", "nmod", "nmod:unmarked")
                and not listed
                and any(c.dep_ in ("nummod", "det") for c in child.children)
            ):
                made.indirect, made.object = whom, child  # "lend the two countries 1.1 billion euros"
                return


def _sum_behind(noun: Token) -> Token | None:
    """Return a sum of money right behind the one it is paid to, wherever the parser hung it."""
    end = (
        max(
            [
                noun.i,
                *(t.i for c in noun.children if _goes_on_name(c, noun) for t in c.subtree),
            ]
        )
        + 1
    )
    if end >= noun.sent.end or not (
        noun.pos_ in ("PROPN", "PRON") or noun_class(noun.lemma_.lower()) in ("person", "group", "place")
    ):
        return None
    after = noun.doc[end]
    return (
        after if after.pos_ == "SYM" and after.text[-1:] in "$£€¥₩₹" and after.dep_ not in ("punct", "ROOT") else None
    )


def _goes_on_name(child: Token, noun: Token) -> bool:
    """Say whether a word right behind a noun is of the same name: no sign of a sum."""
    return child.dep_ in ("flat", "appos") and child.i == noun.i + 1 and child.pos_ != "SYM"


def _subject(verb: Token, described: Token | None, *, expletive: bool) -> Token | None:
    """Return who the verb speaks of; `expletive` takes an "it" that the parser calls empty, where there is an
    object."""
    subjects = syntax.children(verb, syntax.SUBJECTS)
    named = [c for c in subjects if c.pos_ == "PROPN"]
    if len(named) == 1 and len(subjects) > 1:
        return named[0]  # "the start-up Lexigen", read as two
    if described is not None and described != syntax.relative_subject(verb):
        return described
    found = syntax.subject(verb)
    if found is None and expletive:
        found = next((c for c in verb.children if c.dep_ == "expl" and c.lower_ == "it"), None)
    return found


def _described(verb: Token) -> Token | None:
    """Return the noun that a relative clause describes: with "who" people, not "a letter" (from the rebels, who …)."""
    found = syntax.relative_subject(verb)
    if (
        found is None
        or found.pos_ != "NOUN"
        or not any(c.lower_ == "who" for c in verb.children)
        or noun_class(found.lemma_.lower()) in ("person", "group")
        or found.lemma_.lower() in words("descriptions", "person")
    ):
        return found
    nearer = [
        t
        for t in found.subtree
        if found.i < t.i < verb.left_edge.i
        and t.dep_ == "nmod"
        and (t.pos_ == "PROPN" or noun_class(t.lemma_.lower()) in ("person", "group"))
    ]
    return nearer[-1] if nearer else found


def _may_get(one: Token, other: Token, index: MentionIndex) -> bool:
    """Say whether the first of two objects is the one to whom the second is given."""
    entity = index.at(one.idx, one.idx + len(one.text))
    if one.pos_ == "PRON" or (entity is not None and entity.type in _PARTIES):
        return True
    return other.pos_ != "PROPN" and noun_class(one.lemma_.lower()) in ("person", "group")


def _lost_object(made: Arguments) -> Token | None:
    """Return an object that the parser hung elsewhere: "has flown in 12 tonnes", "a cryostat worth 2 million", a
    sum."""
    verb = made.verb
    if made.indirect is not None:
        beside = next((c for c in made.indirect.children if c.dep_ == "appos" and c.pos_ in ("SYM", "NUM")), None)
        return beside or _sum_behind(made.indirect)  # "paid Ilse Varnholt €4m": the sum read as a part of her name
    after = next((t for t in verb.doc[verb.i + 1 : verb.i + 3] if t.pos_ not in ("ADV", "DET")), None)
    if after is not None and after.pos_ == "SYM" and after.text in "$£€¥₩₹" and after.sent == verb.sent:
        return after
    if made.passive:
        return None
    for child in verb.children:
        if child.i < verb.i:
            continue
        if (
            child.dep_ in ("obl", "obl:unmarked")
            and child.pos_ in ("NOUN", "SYM")
            and not syntax.preposition(child)
            and child.ent_type_ != "time"
        ):
            if any(c.dep_ == "nummod" for c in child.children):
                return child
        if child.lower_ == "worth":
            return next((c for c in child.children if c.dep_ in syntax.SUBJECTS), None)
    return _noun_right_behind(verb)


def _noun_right_behind(verb: Token) -> Token | None:
    """Return the noun phrase that begins right behind a verb but hangs on a word before it: its object by place.

    An object crosses no verb to get to its head, so such an arc is the parser's slip: in "Hale, which owns 9% of Orn,
    has …" the share cannot belong to Hale.
    """
    at = verb.i + 1
    while at < verb.sent.end and verb.doc[at].pos_ == "ADV":
        at += 1
    if at >= verb.sent.end:
        return None
    top = verb.doc[at]
    while top.head.i > verb.i and top.head != top:
        top = top.head
    if top.head.i >= verb.i or top.left_edge.i != at or top.pos_ not in _NOUNS or syntax.preposition(top):
        return None
    return (
        top
        if top.dep_.partition(":")[0] in ("nmod", "obl", "appos", "obj", "dep") and top.ent_type_ != "time"
        else None
    )


def _split(made: Arguments, index: MentionIndex, *, bare: bool) -> None:
    """Find one to whom something is given at the front of the item's phrase: "lent Dravia 200 million cubic metres"."""
    item = made.object
    assert item is not None
    denied = made.verb.lemma_.lower() in words("exchange", "denies")  # "denied Ostria access to the port"
    if ("to" in made.preps and not denied) or item.i <= made.verb.i:
        return
    doc, at = item.doc, made.verb.i + 1
    at += at < item.i and doc[at].lower_ in ("the", "its", "their")
    entity = index.at(doc[at].idx, doc[at].idx + len(doc[at].text)) if at < item.i else None
    described = _described_recipient(made.verb.i + 1, item) if bare else None
    if described is not None:
        made.indirect, made.split = described, doc[described.i + 1].idx
        return
    if (
        entity is None
        and doc[at].pos_ == "PROPN"
        and at + 1 < item.i
        and doc[at + 1].pos_ in ("NUM", "DET", "SYM")
        and bare
    ):
        made.indirect, made.split = doc[at], doc[at + 1].idx  # a name of which nobody knows what it names
        return
    if entity is None or entity.type not in _PARTIES - {"group"} or doc[at].pos_ == "PRON":
        return
    end = next((m.end for m in entity.mentions if m.start <= doc[at].idx < m.end), 0)
    after = at
    while after < item.i and doc[after].idx < end:
        after += 1
    if doc[after].lower_ in syntax.POSSESSIVES:
        if after == item.i or doc[after + 1].pos_ != "DET":
            return
        after += 1  # "offered St Brigid's a grant": the name ends in 's
    mass = at == made.verb.i + 1 and noun_class(item.lemma_.lower()) == "thing" or item.lower_ != item.lemma_.lower()
    bare = bare and after == item.i and (mass or denied)
    if doc[after].pos_ in ("DET", "NUM", "ADJ", "SYM") or bare:
        named = doc.char_span(doc[at].idx, end, alignment_mode="expand")
        made.indirect, made.split = (named.root if named is not None else doc[at]), doc[after].idx


def _described_recipient(at: int, item: Token) -> Token | None:
    """Return people or a body at the front of the item's phrase, before its article or number: "gave its rival two
    berths"."""
    doc = item.doc
    if doc[at].pos_ not in ("DET", "PRON", "NUM") or doc[at].lower_ in ("a", "an", "all", "both"):
        return None
    for token in doc[at + 1 : item.i]:
        after = doc[token.i + 1]
        if noun_class(token.lemma_.lower()) in ("person", "group") and (
            token.pos_ == "NOUN" or (token.pos_ == "ADJ" and after.pos_ == "NUM")
        ):
            return (
                token
                if after.i < item.i
                and after.pos_ in ("DET", "NUM", "SYM")
                and (after.pos_ != "DET" or after.lower_ in ("a", "an", "the", "some"))
                else None
            )
        if token.pos_ not in ("ADJ", "NUM", "NOUN", "PROPN", "PART") and token.text != "-":
            return None
    return None


@once
def denies(verb: Token) -> bool:
    """Say whether a clause is denied: by a negation, "no longer", or a verb above it that refuses."""
    if syntax.is_negated(verb):
        return True
    if syntax.is_over(verb):
        return True
    if _is_kept_from(verb) or is_undone(verb):
        return True
    return (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and not any(c.dep_ in syntax.SUBJECTS or c.dep_.startswith("aux") for c in verb.children)
        and syntax.is_negated(verb.head)
        and any(c.lower_ in ("or", "nor") for c in verb.children)
    )


def is_in_place_of(verb: Token) -> bool:
    """Say whether a deed is told as the one that something else was done for, or without: "rather than pay"."""
    return bool(_joined_by(verb) & _IN_PLACE_OF) and verb.dep_ in ("advcl", "xcomp", "conj", "acl")


def _joined_by(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.i < verb.i and c.dep_ in ("mark", "case", "advmod", "cc", "fixed")}


def _is_kept_from(verb: Token) -> bool:
    """Say whether a deed stays undone by the words around it: "stopped the ship from delivering", "instead of
    paying"."""
    if is_in_place_of(verb):
        return True
    above = verb.head
    if above == verb or verb.dep_ not in ("advcl", "xcomp", "ccomp", "acl") or above.pos_ not in ("VERB", "NOUN"):
        return False
    before = _joined_by(verb)
    if "from" in before:
        return above.lemma_.lower() in words("exchange", "keeping_from") and not syntax.is_negated(above)
    wrongly = {c.lower_ for c in above.children} & words("certainty", "wrongly")
    return "of" in before and bool(wrongly)  # "was wrongly accused of selling"


def undone_deed(verb: Token) -> Token | None:
    """Return what somebody did not do who failed, refused or forgot to do it, or has yet to: "pay" of "failed to
    pay"."""
    refuses = verb.pos_ == "VERB" and verb.lemma_.lower() in words("exchange", "refusing")
    if not refuses and verb.lemma_.lower() != "have":
        return None
    deed = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB" and c.i > verb.i), None)
    if deed is None or not any(c.lower_ == "to" for c in deed.children):
        return None
    return deed if refuses or _has_yet(verb, deed) else None


def _has_yet(verb: Token, deed: Token) -> bool:
    """Say whether "yet" stands before the "to" of a deed, hung on either verb: "has yet to pay"."""
    return any(c.lower_ == "yet" and verb.i < c.i < deed.i for one in (verb, deed) for c in one.children)


@once
def governor(verb: Token) -> Token | None:
    """Return the verb, noun or adjective whose infinitive or gerund a clause is ("has offered to lend")."""
    token = verb
    while token.dep_ == "conj" and token.head.pos_ == "VERB":
        token = token.head
    if token.dep_ in ("xcomp", "advcl", "acl", "ccomp") and token.head != token:
        infinitive = any(c.dep_ in ("mark", "aux") and c.lower_ == "to" for c in token.children)
        if token.dep_ == "xcomp" or infinitive or token.lower_.endswith("ing"):
            asked = (
                token.head.pos_ in _NOUNS
                and token.head.dep_ in ("obj", "iobj", "obl")
                and token.head.head.lemma_.lower() in words("exchange", "requesting")
            )
            return token.head.head if asked else token.head  # "called on states to donate", read as "states to donate"
    return None
