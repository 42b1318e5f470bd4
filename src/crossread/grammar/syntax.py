"""What a dependency tree says about clauses and noun phrases; Universal Dependencies and spaCy's own labels alike."""

from __future__ import annotations

from collections.abc import Iterator

from crossread.grammar.doc import Token, once
from crossread.languages.tables import words

LONGEST_WORD = 24  # letters of a word that is looked at before a name

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "nsubjpass", "csubjpass"})
PASSIVE = frozenset({"nsubj:pass", "csubj:pass", "nsubjpass", "csubjpass", "aux:pass", "auxpass"})
OBJECTS = frozenset({"obj", "dobj"})
RECIPIENTS = frozenset({"iobj", "dative"})
OBLIQUES = frozenset({"obl", "obl:agent", "obl:unmarked", "obl:tmod", "obl:npmod", "npadvmod"})
RELATIVE = frozenset({"acl:relcl", "relcl"})
_NOBODY = frozenset({"nothing", "nobody", "none", "neither"})
_EXCEPT = frozenset({"except", "excepting", "save"})  # "no guest except the singer": the singer
_APART = frozenset({"acl:relcl", "relcl", "appos", "parataxis", "conj", "cc", "punct", "advcl", "list"})
_DAYS = frozenset({"today", "yesterday", "tomorrow"})
PLACES = frozenset({"place", "GPE", "LOC"})
OWNERS = frozenset({"nmod:poss", "poss"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})  # marks behind an owner
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LISTED = _NOMINAL | {"ADJ", "VERB", "X", "SYM"}
_ARGUMENTS = SUBJECTS | OBJECTS
_DENYING = frozenset({"advmod", "neg", "det", "cc:preconj", "aux"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_NOT = frozenset({"not", "n't", "n’t"})
_NO = frozenset({"no", "none", "neither"})
_JOINTS = ("cc:preconj", "cc")
_ONE = frozenset({"one", "man", "woman", "person"})
_OR = frozenset({"or", "nor"})
_LISTED_BY = _OR | {"and"}
_BEHIND_PREPOSITION = frozenset({"which", "whom"})


def words_beside(token: Token) -> frozenset[str]:
    """Return the words that hang on a word, in lower case."""
    return frozenset(child.lower_ for child in token.children)


def is_owned_by_pronoun(noun: Token) -> bool:
    """Say whether "his", "its" or the like hangs on a noun."""
    return not words_beside(noun).isdisjoint(words("function_words", "possessives"))


def word_before(token: Token, start: int) -> str:
    """Return the last word of a token's text before a place in it, in lower case; "" where there is none."""
    before = token.doc.text[max(0, start - LONGEST_WORD) : start].lower().split()
    return before[-1] if before else ""


def words_of(tokens: Iterator[Token] | list[Token]) -> list[Token]:
    """Return tokens that are not white space, in order of place."""
    return sorted((token for token in tokens if not token.is_space), key=lambda token: token.i)


def children(token: Token, deps: frozenset[str]) -> list[Token]:
    """Return the children of a token that hang on it by one of `deps`."""
    return [child for child in token.children if child.dep_ in deps]


@once
def is_clause(token: Token) -> bool:
    """Say whether a token heads a clause: a verb, or a noun or adjective with a copula or a subject."""
    if token.pos_ == "VERB":
        return token.dep_ not in ("amod", "case", "fixed", "compound", "det")
    if token.pos_ == "AUX" and token.dep_ not in ("aux", "aux:pass", "auxpass", "cop"):
        return True
    return any([child.dep_ == "cop" or child.dep_ in SUBJECTS for child in token.children])


@once
def auxiliaries(token: Token) -> tuple[Token, ...]:
    """Return the auxiliaries and the copula of a clause; a conjoined verb without its own has those of the first."""
    own = tuple([child for child in token.children if child.dep_ in ("aux", "aux:pass", "auxpass", "cop")])
    if not own and token.dep_ == "conj" and token.head.pos_ == token.pos_ and not children(token, SUBJECTS):
        shared = auxiliaries(token.head)
        return () if _is_finite_beside(token, shared) else shared
    return own


def _is_finite_beside(verb: Token, shared: tuple[Token, ...]) -> bool:
    """Say whether a verb of a list tells by its form that the modal of the first is not its own: "could not pay and
    left"."""
    modals = bool(shared) and all(a.lower_ in words("function_words", "modals") for a in shared)
    return modals and verb.pos_ == "VERB" and verb.lower_ != verb.lemma_.lower()


@once
def is_passive(token: Token) -> bool:
    """Say whether the clause is passive."""
    own = [c for c in token.children if c.dep_ in PASSIVE]
    if own:
        return True
    if any(c.dep_ == "obl:agent" for c in token.children):
        return True  # "Vietnam, asked by Manila for rice, …"
    if token.dep_ == "acl" and token.pos_ == "VERB" and not token.lower_.endswith("ing"):
        if is_main(token):
            return False
        return not any(c.dep_ == "mark" or c.lower_ == "to" for c in token.children)  # "a letter seen by": a participle
    alike = (
        token.tag_ == token.head.tag_
        and token.lower_ != token.lemma_.lower()
        and not token.lower_.endswith(("s", "ing"))
        and direct_object(token) is None
    )
    return (
        token.dep_ == "conj"
        and token.head.pos_ == "VERB"
        and not children(token, SUBJECTS)
        and alike
        and is_passive(token.head)
    )


@once
def is_main(token: Token) -> bool:
    """Say whether a participle is really the sentence's verb: "Rebels in the hills handed in 1,300 rifles", hung on
    "Rebels"."""
    head = token.head
    if (
        token.dep_ != "acl"
        or head.head != head
        or head.pos_ not in _NOMINAL
        or not children(token, OBJECTS)
        or is_clause(head)
    ):
        return False
    return not any(c.dep_ in ("mark", "aux:pass") or c.lower_ == "to" for c in token.children)


@once
def raised_argument(token: Token) -> Token | None:
    """Return a noun that the parser hung on an infinitive or a gerund though it stands before its "to" or "from".

    It is whom the verb above asks, forces or keeps from it: "asked Niger to lend it boats", "forbid Damstra from
    selling".
    """
    if token.dep_ not in ("xcomp", "ccomp", "advcl") or token.head.i > token.i:
        return None
    mark = next(
        (c for c in token.children if c.dep_ in ("mark", "aux") and c.lower_ in ("to", "from") and c.i < token.i), None
    )
    if mark is None:
        return None
    placed = [
        c
        for c in token.children
        if token.head.i < c.i < mark.i and c.dep_ in SUBJECTS | OBJECTS | RECIPIENTS and c.pos_ in _NOMINAL
    ]
    return placed[0] if placed and not any(c.dep_ == "mark" and c.i < placed[0].i for c in token.children) else None


def is_part_of_name(token: Token, first: int) -> bool:
    """Say whether a noun right behind a name, whose words begin at `first`, hangs on it with nothing between."""
    hung = token.dep_ in ("flat", "appos", "compound") and first <= token.head.i < token.i
    return hung and token.pos_ in ("NOUN", "PROPN") and not any(c.dep_ in ("det", "case") for c in token.children)


def is_subject(token: Token) -> bool:
    """Say whether a token is the subject of a clause."""
    return token.dep_ in SUBJECTS


def says(noun: Token) -> bool:
    """Say whether a noun is the subject of a verb of saying."""
    return noun.dep_ in SUBJECTS and noun.head.lemma_.lower() in words("speech", "say")


@once
def subject(token: Token) -> Token | None:
    """Return the head noun of who or what the clause speaks of, also where another clause names it."""
    return _subject(token, 0)


def _subject(token: Token, depth: int) -> Token | None:
    if (own := _own_subject(token)) is not None:
        return own
    if depth > 6 or token.dep_ in ("root", "ROOT"):
        return None
    if (hung := raised_argument(token)) is not None:
        return hung
    if token.dep_ == "ccomp" and token.head.i > token.i:
        # "Hale on Friday made a bid, it said": a subject of "said" that stands before "made" is that of "made"
        return next(
            (c for c in token.head.children if c.dep_ in SUBJECTS and c.i < token.i and c.pos_ in _NOMINAL), None
        )
    if (charged := _charged(token)) is not None:
        return charged
    if token.dep_ in ("conj", "xcomp", "advcl", "parataxis"):
        return _subject_above(token, depth)
    if depth and token.pos_ == "ADV" and token.dep_ == "advmod" and token.head.pos_ == "VERB":
        return _subject(token.head, depth + 1)  # "tested it not long after invading"
    return _subject_of_participle(token, depth) if token.dep_ == "acl" else None


@once
def _own_subject(token: Token) -> Token | None:
    """Return the subject that hangs on the clause, or the noun that it stands for ("which")."""
    relatives = words("function_words", "relative_pronouns")
    for child in token.children:
        if child.dep_ in SUBJECTS and child.pos_ != "SCONJ" and not child.is_punct:
            described = relative_subject(token) if child.lower_ in relatives else None
            if described is not None and child.lower_ == "who":
                described = _no_place(described)
            return described if described is not None else child
    return None


def _no_place(noun: Token) -> Token:
    """Return whom "who" stands for, which is no place: Orr of "Ann Orr, Republican of Arle, who left"."""
    while noun.ent_type_ in PLACES and noun.dep_ == "nmod" and noun.head.pos_ in _NOMINAL:
        noun = noun.head
    named = noun.dep_ == "appos" and noun.pos_ == "PROPN" and noun.head.pos_ == "PROPN" and noun.head.i < noun.i
    return noun.head if named else noun


def _charged(token: Token) -> Token | None:
    """Return who is charged with a deed: "accused Ostria of selling"; without an object it may be the head's own
    subject."""
    if token.dep_ not in ("advcl", "acl", "xcomp") or not token.lower_.endswith("ing"):
        return None
    head = token.head
    if head.pos_ != "VERB" or head.lemma_.lower() not in words("factuality", "charging") or is_passive(head):
        return None
    charged = children(head, OBJECTS)
    marked = any(c.dep_ in ("mark", "case") and c.lower_ in ("of", "for", "from", "with") for c in token.children)
    return charged[0] if charged and marked else None


def _subject_above(token: Token, depth: int) -> Token | None:
    """Return the subject that a listed, open or adverbial clause shares with the clause above it."""
    if token.dep_ == "xcomp":
        raised = children(token.head, OBJECTS) + children(token.head, RECIPIENTS)
        if raised and token.head.lemma_ not in ("promise", "threaten", "vow", "have"):
            return raised[0]
    open_marks = words("function_words", "marks_without_subject")
    if is_passive(token.head):
        open_marks |= {"of", "for", "from", "with"}  # "was accused of selling", "charged with selling"
    if token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ not in open_marks for c in token.children):
        return None
    return _subject(token.head, depth + 1)


def _subject_of_participle(token: Token, depth: int) -> Token | None:
    """Return whom a participle on a noun speaks of: that noun, its owner, or who acts in the clause around it."""
    if token.text.lower().endswith("ing") or is_passive(token) or is_main(token):
        return token.head if token.head.pos_ in _NOMINAL else None
    owner = next((c for c in token.head.children if c.dep_ in OWNERS), None) or _maker(token.head, token)
    if owner is not None:
        return owner
    around = clause_of(token.head)
    met = token.head.dep_ in OBJECTS | RECIPIENTS and around.lemma_.lower() in words("exchange", "meets_offer")
    return None if met else _subject(around, depth + 1)  # who gets or rejects an offer to sell does not sell


def _maker(noun: Token, infinitive: Token) -> Token | None:
    """Return whose an offer is, wherever the parser hung him: "an offer by Tarkia to sell", "a bid from Orm to buy"."""
    between = noun.doc[noun.i + 1 : infinitive.i]
    if not len(between) or between[0].lower_ not in ("by", "from"):
        return None
    named = [
        t
        for t in between
        if t.pos_ in ("PROPN", "NOUN") and not any(c.i > t.i for c in t.children if c.dep_ in ("flat", "compound"))
    ]
    return next((t for t in named if t.head not in named), None)


@once
def relative_subject(token: Token) -> Token | None:
    """Return the noun that a relative clause describes, where it is the clause's subject or no subject stands there."""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ == "advcl:relcl" and token.left_edge.i:
        before = [
            t for t in token.doc[max(token.sent.start, token.left_edge.i - 3) : token.left_edge.i] if not t.is_punct
        ]
        return before[-1] if before and before[-1].pos_ in ("NOUN", "PROPN") else None  # "…, which took a stake"
    return token.head if token.dep_ in RELATIVE and token.head.pos_ in _NOMINAL else None


def relative_noun(token: Token) -> Token | None:
    """Return the noun that a relative clause describes; None where the token heads no relative clause."""
    return relative_subject(token) if token.dep_ in RELATIVE else None


@once
def relative_preposition(token: Token) -> Token | None:
    """Return the preposition behind which a relative clause has the noun that it describes: "to" of "the fund to which
    Arle gives"."""
    noun = relative_noun(token)
    if noun is None:
        return None
    pronoun = next((t for t in token.doc[noun.i + 1 : token.i] if t.lower_ in _BEHIND_PREPOSITION), None)
    before = token.doc[pronoun.i - 1] if pronoun is not None else noun
    return before if before.i > noun.i and before.pos_ in ("ADP", "SCONJ") else None


@once
def clause_of(token: Token) -> Token:
    """Return the head of the clause that a token belongs to (itself, where it heads one)."""
    while not is_clause(token) and token.head != token:
        token = token.head
    return token


@once
def direct_object(token: Token) -> Token | None:
    """Return the head noun of the object."""
    found = children(token, OBJECTS)
    return found[0] if found else None


def recipient(token: Token) -> Token | None:
    """Return the head noun of the indirect object."""
    found = children(token, RECIPIENTS)
    return found[0] if found else None


@once
def preposition(token: Token) -> str:
    """Return the preposition that a noun stands behind, in lower case ("according to" as one), or nothing."""
    cases = [
        c
        for c in token.children
        if c.dep_ == "case" and c.i < token.i and c.lower_ not in POSSESSIVES and not _in_compound(c)
    ]
    if cases:
        # two that are apart: the first belongs to a noun that the parser passed over ("in its rival … from the family")
        first = cases[0] if all(b.i - a.i == 1 for a, b in zip(cases, cases[1:], strict=False)) else cases[-1]
        return " ".join([first.lower_, *(c.lower_ for c in first.children if c.dep_ == "fixed")])
    if token.dep_ == "pobj":
        return str(token.head.lower_)
    first = token.left_edge
    if (
        first.dep_ == "case"
        and first.pos_ == "ADP"
        and first.head.head == token
        and first.head.i > token.i
        and first.head.dep_ in ("appos", "flat")
    ):
        return str(first.lower_)  # "to the Swiss diplomat Reto Amsler", hung on the name
    before = first.i - 1
    if (
        before >= 0
        and token.doc[before].dep_ == "case"
        and token.doc[before].head.i < before
        and token.doc[before].lower_ not in POSSESSIVES
    ):
        return str(token.doc[before].lower_)  # hung on the noun before it: "from the family for £410 million"
    return ""


def _in_compound(token: Token) -> bool:
    """Say whether a word is part of one written with a hyphen: the "off" of "one-off"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-1).idx + 1 == token.idx


@once
def obliques(token: Token) -> tuple[tuple[str, Token], ...]:
    """Return (preposition, noun) of every prepositional phrase of a clause, those of its object and of the infinitive
    that completes it included, where that is not denied: "decided not to turn against Osk"."""
    found = []
    for child in token.children:
        if child.dep_ in OBLIQUES:
            found.append((preposition(child), child))
        elif child.dep_ in ("prep", "agent"):
            found += [(str(child.lower_), noun) for noun in child.children if noun.dep_ == "pobj"]
        elif child.dep_ in OBJECTS or (child.dep_ == "xcomp" and not is_negated(child)):
            found += [
                (preposition(noun), noun)
                for noun in child.children
                if noun.dep_ in ("nmod", "obl") and preposition(noun)
            ]
            for prep in child.children:
                if prep.dep_ == "prep":
                    found += [(str(prep.lower_), noun) for noun in prep.children if noun.dep_ == "pobj"]
    return tuple(found)


@once
def agent(token: Token) -> Token | None:
    """Return who acts: the subject, or in a passive clause the noun behind "by"."""
    if is_passive(token):
        for prep, noun in obliques(token):
            if prep == "by" and not is_time(noun):
                return noun
        return None
    return subject(token)


@once
def is_time(noun: Token) -> bool:
    """Say whether a noun tells when: "will be cut by 2027", "done by Friday", "by the end of May"."""
    return (
        noun.ent_type_ in ("time", "DATE", "TIME")
        or noun.lower_ in _DAYS
        or (noun.pos_ == "NUM" and noun.text.isdigit() and len(noun.text) == 4)
        or noun.lemma_.lower() in words("calendar", "when")
    )


@once
def patient(token: Token) -> Token | None:
    """Return what is acted on: the object, or in a passive clause the subject."""
    if is_passive(token):
        return subject(token)
    found = direct_object(token)
    if found is None and token.dep_ in RELATIVE and relative_preposition(token) is None:
        head = relative_subject(token)
        if head is not None and subject(token) is not None and subject(token) != head:
            return head
    return found


def conjuncts(token: Token) -> list[Token]:
    """Return the token and the nouns that are listed with it."""
    found, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child.pos_ in _LISTED and not is_finite(child):
                found.append(child)
                queue.append(child)
    named = [c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > token.i]
    found += [c for c in named[1:] if any(g.dep_ == "cc" for g in c.children)]  # "the miner Andora and carmaker Voltis"
    if len(found) > 1:
        found += [c for c in token.children if c not in found and _is_listed_between(c, found[1])]
    return sorted(found, key=lambda t: t.i) if len(found) > 1 else found


def _is_listed_between(token: Token, later: Token) -> bool:
    """Say whether a name between commas is one of a list: the France of "Germany, France and Italy", hung on Germany
    as its name."""
    bare = (
        token.dep_ in ("nmod:unmarked", "appos", "nmod")
        and token.pos_ == "PROPN" == token.head.pos_
        and not preposition(token)
    )
    first = token.left_edge
    return (
        bare
        and token.head.i < token.i < later.i
        and (first.text == "," or (first.i > 0 and first.nbor(-1).text == ","))
    )


@once
def named_beside(token: Token) -> Token | None:
    """Return the name right behind a noun that the parser read as a noun of its own or hung behind the verb."""
    if token.pos_ != "NOUN" or token.i + 1 >= len(token.doc) or token.head == token:
        return None
    after = token.nbor(1)
    if after.pos_ != "PROPN" or preposition(after):
        return None
    twice = after.head == token.head and after.dep_ == token.dep_  # "to the shipbuilder Hallmark", read as two
    crossing = (
        token.dep_ in SUBJECTS and after.dep_ in ("appos", "flat", "nmod") and after.head.i > token.head.i > after.i
    )
    return after if twice or crossing else None


@once
def is_finite(token: Token) -> bool:
    """Say whether a clause has a subject or an auxiliary of its own."""
    return any(c.dep_ in SUBJECTS or c.dep_ in ("aux", "aux:pass", "auxpass", "cop") for c in token.children)


def phrases_of(verb: Token) -> frozenset[str]:
    """Return the lemma of a verb, and with each of its particles: "turn" and "turn-down"."""
    lemma = verb.lemma_.lower()
    particles = (c.lower_ for c in verb.children if c.dep_ == "compound:prt")
    return frozenset((lemma, *(f"{lemma}-{particle}" for particle in particles)))


@once
def is_negated(token: Token) -> bool:
    """Say whether the clause is denied by a word of its own ("not", "never", "no one"), or by one of the verb that it
    is listed with: "nobody was killed or injured"."""
    if _has_not(token) or any(_is_of_none(child) for child in token.children if child.dep_ in _ARGUMENTS):
        return True
    if _denies_existence(token) or _is_anything_but(token) or _is_of_what_is_not_done(token):
        return True
    return token.dep_ == "conj" and _shares_denial(token)


def _has_not(token: Token) -> bool:
    """Say whether a word that denies hangs on a predicate, the "nor" before it too, or "not" on one of its helpers."""
    for child in token.children:
        if (child.dep_ in _DENYING or child.lower_ == "nor") and _denies_all(child):
            return True
        if child.dep_ in _HELPERS and any([g.lower_ in _NOT and _denies_all(g) for g in child.children]):
            return True
    return False


def _denies_existence(verb: Token) -> bool:
    """Say whether the "not" right behind "there is" hangs on what there is: "there was not much to go on"."""
    behind = verb.doc[verb.i + 1 : verb.i + 2]
    if behind.text.lower() not in _NOT or not any(child.dep_ == "expl" for child in verb.children):
        return False
    thing = behind[0].head
    told = thing.dep_ in SUBJECTS and thing.head == verb and _denies_all(behind[0])
    return told and not any(c.lower_ == "but" for c in thing.subtree)  # "not one boat but two"


def _is_anything_but(head: Token) -> bool:
    """Say whether a clause says that something is or does all else: "was anything but easy", "did anything but
    rest"."""
    told = [head] if any(c.dep_ == "cop" for c in head.children) else []
    told += [c for c in head.children if c.dep_ in OBJECTS] if head.lemma_.lower() == "do" else []
    return any(t.lower_ == "anything" and t.doc[t.i + 1 : t.i + 2].text.lower() == "but" for t in told)


def _is_of_what_is_not_done(deed: Token) -> bool:
    """Say whether a deed is told as the one that is not done: "the one thing you don't do is wait"."""
    if deed.pos_ != "VERB" or not any(c.dep_ == "cop" for c in deed.children):
        return False
    things = [c for c in deed.children if c.dep_ == "nsubj:outer" or c.dep_ in SUBJECTS]
    clauses = [c for thing in things for c in thing.children if c.dep_ == "acl:relcl"]
    return any(c.lemma_.lower() == "do" and _has_not(c) and not _has_manner(c) for c in clauses)


def _has_manner(verb: Token) -> bool:
    """Say whether an adverb that does not deny hangs on a verb: "did not do well"."""
    return any(c.dep_ == "advmod" and not _denies_all(c) for c in verb.children)


def _is_of_none(noun: Token) -> bool:
    """Say whether a subject or an object stands for nobody: "knew nothing of it", "no men", "not one of the men"."""
    behind = noun.doc[noun.i + 1 : noun.i + 2].text.lower()
    if noun.lower_ in _NOBODY:
        return behind not in words("function_words", "behind_nothing") | _EXCEPT
    if behind in _EXCEPT or (behind == "but" and noun.lower_ in _ONE):
        return False  # "no guest except the singer", "no one but the driver"
    for child in noun.children:
        if child.lower_ == "neither" and child.dep_ in _JOINTS:
            return True  # "Neither the ministry nor the army"
        if child.lower_ in _NO and child.dep_ in ("det", "neg", "nummod"):
            return noun.doc[child.i + 2 : child.i + 3].text.lower() != "than"  # "no fewer than five"
    first = noun.left_edge
    if first.lower_ != "not" or any(c.lower_ == "but" for c in noun.subtree):
        return False  # "not one but two boats"
    before = [token.lower_ for token in noun.doc[first.i + 1 : noun.i + 1]]
    return before[:1] == ["one"] or before[:2] == ["a", "single"]


def _shares_denial(verb: Token) -> bool:
    """Say whether a verb of a list has no subject of its own, and nobody is the subject of the first.

    Behind "or" the "not" of the first is its own too: "was not hurt or arrested".
    """
    first, joints = verb.head, [verb]
    while True:
        joints += children(first, frozenset({"conj"}))
        if first.dep_ != "conj" or children(first, SUBJECTS):
            break
        first = first.head
    joined = {c.lower_ for one in joints for c in one.children if c.dep_ == "cc"}
    if children(verb, SUBJECTS) or not joined or not joined <= _LISTED_BY:
        return False
    if any(_is_of_none(child) for child in children(first, SUBJECTS)):
        return True
    return joined <= _OR and _has_not(first) and not children(verb, _HELPERS)


def _denies_all(word: Token) -> bool:
    """Say whether a word denies, but for "not only", which says more than the clause, and not less."""
    if word.lower_ not in words("function_words", "negations"):
        return False
    return word.doc[word.i + 1 : word.i + 2].text.lower() not in words("function_words", "behind_not")


def is_over(token: Token) -> bool:
    """Say whether a clause is no longer so: "no longer flies", "flies there no more"."""
    behind = ("longer", "more")
    return any(
        [any(g.lower_ == "no" for g in c.children) for c in token.children if c.dep_ == "advmod" and c.lower_ in behind]
    )


def is_only_later(token: Token) -> bool:
    """Say whether a denied clause says that it was so, but later: "did not open until noon"."""
    until = ("until", "till")
    if any(
        c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ in until for g in c.children) for c in token.children
    ):
        return True
    return any(preposition in until for preposition, _ in obliques(token))


def phrase(token: Token, *, whole: bool = False) -> tuple[int, int]:
    """Return the (start, end) code points of the noun phrase that a token heads.

    Relative clauses, appositions, listed nouns and what stands before a preposition stay out; `whole` keeps all but
    the preposition and listed nouns.
    """
    return _whole_phrase(token) if whole else _bare_phrase(token)


@once
def _whole_phrase(token: Token) -> tuple[int, int]:
    return _phrase(token, whole=True)


@once
def _bare_phrase(token: Token) -> tuple[int, int]:
    return _phrase(token, whole=False)


def _phrase(token: Token, *, whole: bool) -> tuple[int, int]:
    skip = frozenset({"conj", "cc", "punct", "parataxis"}) if whole else _APART
    kept = [token]
    for child in token.children:
        if child.dep_ in skip or (child.dep_ == "case" and child.i < token.i) or child.is_space:
            continue
        if child.dep_ in ("mark", "advmod", "cop", "aux", "nsubj", "expl") and is_clause(token):
            if child.dep_ != "advmod" or child.i < token.i - 1:
                continue
        if child.dep_ in ("obl", "obl:unmarked", "advmod:unmarked") and not whole:
            continue
        kept += list(child.subtree)
    kept = words_of(kept)
    low = high = next(i for i, t in enumerate(kept) if t.i == token.i)
    doc = token.doc
    while low > 0 and all(doc[i].is_space or doc[i].is_punct for i in range(kept[low - 1].i + 1, kept[low].i)):
        low -= 1
    while high + 1 < len(kept) and all(
        doc[i].is_space or doc[i].is_punct for i in range(kept[high].i + 1, kept[high + 1].i)
    ):
        high += 1
    while low < high and kept[low].is_punct and kept[low].text not in "“\"‘'([":
        low += 1
    while high > low and kept[high].is_punct and kept[high].text not in ")]":
        high -= 1
    while high > low and (
        kept[high].lower_ in POSSESSIVES
        or (kept[high].dep_ == "case" and kept[high].pos_ == "ADP" and kept[high].i > token.i)
    ):
        high -= 1
    return kept[low].idx, kept[high].idx + len(kept[high].text)
