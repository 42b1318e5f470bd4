"""Which words of a sentence are told, and which tell: the clauses of a verb of saying, what "according to" leads."""

from __future__ import annotations

from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token
from crossread.grammar.noun_classes import noun_class
from crossread.grammar.sources import says_as_quoted
from crossread.languages.tables import load, words

Place = tuple[int, int]
_BEHIND_CUE = frozenset({"obl", "pobj", "nmod", "nsubj"})  # how a noun behind "according to" hangs on it


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A verb of saying, the clauses that it brings, and who says them, with the place of his words.

    `cited` says that the clauses hang on whom the verb cites: "reported, citing two officials, that …".
    """

    verb: Token
    clauses: list[Token]
    source: Token
    span: Place | None
    cited: bool


def told_clauses(verb: Token) -> tuple[list[Token], bool]:
    """Return the clauses that a verb of saying brings, and whether they hang on whom it cites."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and c.lower_ not in ("so",) and not _is_apart(verb, c)]
    if not clauses and verb.lemma_.lower() in words("speech", "telling_with_clause"):
        clauses = [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX", "NOUN", "ADJ")]
    if not clauses and says_as_quoted(verb):
        clauses = [c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.head.i]
    clauses = clauses or told_doings(verb)
    return (clauses, False) if clauses else (behind := _behind_citing(verb), bool(behind))


def told_doings(verb: Token) -> list[Token]:
    """Return what a verb of saying tells as a doing right behind it: "reported hearing two shots"."""
    if verb.lemma_.lower() not in words("speech", "tells_doings"):
        return []
    behind = [c for c in verb.children if c.dep_ in ("xcomp", "advcl", "ccomp") and c.left_edge.i == verb.i + 1]
    return [c for c in behind if c.pos_ == "VERB" and verb.doc[verb.i + 1].lower_.endswith("ing")]


def _is_apart(verb: Token, clause: Token) -> bool:
    """Say whether a clause begins behind a full stop: "Ada found the note. “The key is here.”", read as what was
    found."""
    if verb.lemma_.lower() not in words("speech", "needs_clause") or clause.i < verb.i:
        return False
    return any(t.text in (".", "!", "?") for t in verb.doc[verb.i : clause.left_edge.i + 1])


def told_around(verb: Token) -> list[Token]:
    """Return the words around a verb of saying that stands in what it tells: "The bridge, she said, was closed"."""
    if says_as_quoted(verb):
        return _told_before_quoting(verb)
    if not (verb.dep_ == "parataxis" or _is_run_on(verb)) or verb.lemma_.lower() in words("speech", "needs_clause"):
        return []
    own = {t.i for t in verb.subtree}
    return [t for t in verb.head.subtree if t.i not in own]


def _told_before_quoting(saying: Token) -> list[Token]:
    """Return the words before the comma of "The bridge was closed, the agency quoted a guard as saying".

    None where something else is said, "as saying little", or where the clause is joined by a word: "and", "with".
    """
    quotes = saying.head
    if quotes.dep_ not in ("advcl", "parataxis", "conj") or quotes.head.i > quotes.i:
        return []
    if any(c.i > saying.i and not c.is_punct and not syntax.is_time(c) for c in saying.children):
        return []
    own = [t for t in quotes.subtree if not t.is_punct]
    parted = own[0].i > 0 and quotes.doc[own[0].i - 1].text == ","
    return [t for t in quotes.head.subtree if t.i < own[0].i] if parted and own[0].dep_ not in _JOINING else []


_JOINING = frozenset({"cc", "case", "mark"})


def _is_run_on(verb: Token) -> bool:
    """Say whether a verb of saying stands behind a bare comma, as the second of a list: "It is shut, two men told Orr".

    Somebody else says it than the clause before speaks of.
    """
    own = next((c for c in verb.children if c.dep_ in syntax.SUBJECTS), None)
    joined = any(c.dep_ in ("cc", "ccomp", "obj", "xcomp") for c in verb.children)
    if verb.dep_ != "conj" or own is None or joined or own.pos_ == "PRON" or verb.head.i > own.i:
        return False
    return own.left_edge.i > 0 and verb.doc[own.left_edge.i - 1].text == "," and not syntax.says(verb.head)


def told_as(verb: Token) -> list[Token]:
    """Return the words of the clause that stands on the word of "…, as the Herald reported", "… as first told by X",
    "As the Herald reported, …"."""
    as_ = any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
    if not as_ or verb.dep_ != "advcl" or verb.lemma_.lower() not in words("speech", "as_told"):
        return []
    brings = any(c.dep_ in ("ccomp", "xcomp", "obj") and not _is_told_him(verb, c) for c in verb.children)
    before = any(c.lower_ == "had" for c in syntax.auxiliaries(verb))
    own = {t.i for t in verb.subtree}
    beside = verb.doc[max(own) : max(own) + 2]
    ahead = verb.i < verb.head.i and not any(t.text == "," for t in beside)
    if brings or before or ahead or syntax.is_negated(verb) or _tells_of_else(verb):
        return []
    return [t for t in verb.head.subtree if t.i not in own]


def _tells_of_else(verb: Token) -> bool:
    """Say whether a verb of saying behind "as" has matter of its own: "as the bank warned of a shortage", "as they put
    it off"."""
    parts = {c.lower_ for c in verb.children if c.dep_ in ("compound:prt", "prt")} - {"out"}
    return bool(parts) or any(
        prep in ("of", "at", "about", "against", "for") or prep == "to" and noun_class(noun.lemma_.lower()) != "person"
        for prep, noun in syntax.obliques(verb)
        if not syntax.is_time(noun) and noun.pos_ == "NOUN"
    )


def _is_told_him(verb: Token, thing: Token) -> bool:
    """Say whether what reads as the thing told is who is told it: "As she told reporters", not "As she told a tale"."""
    somebody = thing.pos_ in ("PROPN", "PRON") or noun_class(thing.lemma_.lower()) in ("person", "group")
    return verb.lemma_.lower() == "tell" and thing.dep_ == "obj" and thing.i > verb.i and somebody


def told_words(telling: Telling) -> list[list[Token]]:
    """Return the words of each clause that is told, with those ahead that belong to it and without the teller's."""
    verb, clauses = telling.verb, telling.clauses
    first = min(clause.i for clause in clauses)
    ahead = [c for c in verb.children if c.i < first < verb.i and _is_told_ahead(c, telling.source, telling.span)]
    outside = _words_of_teller(telling) | _words_beside_clauses(telling, ahead)
    outside |= {t.i for clause in clauses for t in clause.subtree for t in (t.subtree if is_citing(t) else ())}
    outside |= reasons_for_silence(verb, clauses) | _between_verb_and_that(verb, clauses)
    before = [t for c in ahead for t in c.subtree]
    return [[t for t in (*before, *clause.subtree) if t.i not in outside] for clause in clauses]


def _words_of_teller(telling: Telling) -> set[int]:
    verb, source, span = telling.verb, telling.source, telling.span
    said = {t.i for clause in telling.clauses for t in clause.subtree}
    named = {t.i for t in source.subtree}
    named -= said if verb.i in named else set()  # "Vetter, who denied taking bribes": the words stand in his own phrase
    spanned = {t.i for t in verb.doc[source.left_edge.i : verb.i] if span and span[0] <= t.idx < span[1]}
    return {verb.i} | named | spanned | {t.i for c in syntax.auxiliaries(verb) for t in c.subtree}


def _words_beside_clauses(telling: Telling, ahead: list[Token]) -> set[int]:
    """Return the words that hang on a verb of saying and are not told."""
    verb, clauses = telling.verb, telling.clauses
    within = {t.i for clause in clauses for t in clause.subtree}
    told = within - _between_verb_and_that(verb, clauses)
    found: set[int] = set()
    if telling.cited:  # the parser may hang the cited under the clause too: it begins at its "that"
        begin = min(c.i for clause in clauses for c in clause.children if c.dep_ == "mark")
        told = {i for i in told if i >= begin}
        found = within - told
    apart = (c for c in verb.children if c not in clauses and c not in ahead and c.dep_ not in ("punct", "cc", "conj"))
    return found | ({t.i for c in apart for t in c.subtree} - told)


def _is_told_ahead(noun: Token, source: Token, span: Place | None) -> bool:
    """Say whether a noun before the clause that is told belongs to that, and not to its source with its `span`."""
    of_source = noun == source or (source.head == noun and source.dep_ != "appos")
    inside = span is not None and span[0] <= noun.idx < span[1]
    return not of_source and not inside and noun.dep_ in syntax.SUBJECTS | syntax.OBLIQUES


def _between_verb_and_that(verb: Token, clauses: list[Token]) -> set[int]:
    """Return the words of "said on Monday that …" that tell when it was said: the parser may hang them on what is
    said."""
    found: set[int] = set()
    for clause in clauses:
        that = next(
            (c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that" and verb.i < c.i < clause.i),
            verb.i,
        )
        found.update(range(verb.i + 1, that))
    return found


def reasons_for_silence(verb: Token, clauses: list[Token]) -> set[int]:
    """Return the words of "…, an official said on condition of anonymity because the talks are private" that give
    the reason."""
    asked = next(
        (t for t in verb.doc[verb.i : verb.sent.end] if t.lower_ in words("speech", "unnamed_on_request")), None
    )
    if asked is None:
        return set()
    late = [c for clause in clauses for c in clause.children if c.dep_ == "advcl" and c.i > asked.i > verb.i > clause.i]
    return {t.i for c in late for t in c.subtree}


def _behind_citing(verb: Token) -> list[Token]:
    """Return the clause of "reported on Friday, citing two officials, that …", which the parser hangs on what is
    cited."""
    for citing in verb.children:
        if is_citing(citing):
            for clause in citing.subtree:
                if clause.dep_ in ("ccomp", "acl", "acl:relcl", "advcl") and any(
                    c.dep_ == "mark" and c.lower_ == "that" for c in clause.children
                ):
                    return [clause]
    return []


def is_citing(token: Token) -> bool:
    """Say whether a participle names on whose word the clause above stands: "citing X", "quoting X"."""
    return (
        token.lemma_.lower() in words("speech", "cite")
        and token.lower_.endswith("ing")
        and token.dep_ in ("advcl", "acl", "xcomp", "parataxis")
        and not is_in_phase(token)
    )


def is_in_phase(token: Token) -> bool:
    """Say whether a verb only tells what somebody began, stopped or kept doing: "stopped quoting the mayor"."""
    return token.head != token and token.head.lemma_.lower() in words("speech", "phases")


def phrase_cue(token: Token) -> tuple[Token | None, Place]:
    """Return whom a phrase names on whose word its clause stands, and the words that say so."""
    doc, head = token.doc, None
    cue = token.idx, token.idx + len(token.text)
    if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        head = token.head if token.dep_ in ("case", "acl") and token.head.i > token.i else None
        head = head or _noun_below(token)
        head = head or _begun_at(doc, token.i + 2, token.sent.end)
        head = None if head is not None and _is_yardstick(head) else head
        cue = (token.idx, doc[token.i + 1].idx + 2)
    elif token.lower_ == "per" and token.dep_ == "case" and _may_tell(token.head):
        head = token.head
    elif token.lower_ in ("words", "view", "opinion") and syntax.preposition(token) == "in":
        head = next((c for c in token.children if c.dep_ in ("nmod", "nmod:poss", "poss")), None)
        if head is not None and head.i > token.i:
            of = next((c for c in head.children if c.dep_ == "case"), token)
            cue = token.left_edge.idx, of.idx + len(of.text)
    elif token.lower_ in words("speech", "counts") and syntax.preposition(token) == "by" and not _is_kept_to(token):
        head = next((c for c in token.children if c.dep_ in syntax.OWNERS and not syntax.is_time(c)), None)
        cue = token.left_edge.idx, cue[1]
    return head, cue


def _noun_below(token: Token) -> Token | None:
    """Return the noun that hangs on "according"; of several that no comma parts the last: "a | CNN | poll"."""
    below = [c for c in token.subtree if c.i > token.i and c.dep_ in _BEHIND_CUE]
    if not below or below[0].pos_ != "DET":
        return next(iter(below), None)
    torn = [c for c in below if c.head == below[0].head and c.dep_ == below[0].dep_ and c.pos_ in ("NOUN", "PROPN")]
    return torn[-1] if torn and not any(t.text == "," for t in token.doc[token.i : torn[-1].i]) else None


def _begun_at(doc: Doc, first: int, end: int) -> Token | None:
    """Return the noun whose phrase begins at a word, wherever the parser hung it: "said, according to | the mayor"."""
    noun = next((t for t in doc[first:end] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    while noun is not None and noun.head.i > noun.i and noun.head.left_edge.i == first:
        noun = noun.head  # "the committee's | treasurer"
    return noun if noun is not None and noun.left_edge.i == first else None


def _is_kept_to(noun: Token) -> bool:
    """Say whether somebody holds on to what he told: "The paper stood by its account"; not "by the mayor's count, 400
    stood in the square"."""
    behind = noun.i > noun.head.i and noun.head.lemma_.lower() in words("speech", "keeping_to")
    return behind and syntax.is_owned_by_pronoun(noun)


def _is_yardstick(noun: Token) -> bool:
    """Say whether what stands behind "according to" tells nothing: "to plan", "to need", "to the size of the boat"."""
    if noun.pos_ == "PROPN":
        return False
    bare = not any(c.dep_ in ("det", "nummod", "nmod:poss", "poss") or syntax.is_clause(c) for c in noun.children)
    return (
        noun.lemma_.lower() in words("speech", "yardsticks")
        or bare
        and noun.lemma_.lower() in words("speech", "bare_yardsticks")
    )


def _may_tell(noun: Token) -> bool:
    """Say whether what stands behind "per" tells, and is no unit: "per the Courier", "per two officials", "per
    head"."""
    if noun.pos_ == "PROPN":
        return True
    article = any(c.dep_ in ("det", "nummod", "nmod:poss") for c in noun.children) or noun.lower_ != noun.lemma_.lower()
    return article and any(
        noun.lemma_.lower() in words("speech", key) for key in ("unnamed_nouns", "document_nouns", "speaking_groups")
    )


def told_with_phrase(token: Token, head: Token) -> tuple[list[Token], bool]:
    """Return the words that stand on the word of `head`, whom the phrase at `token` names; and whether they stand
    before it."""
    phrase = _words_of_phrase(token, head)
    last = max(i for i in phrase if not token.doc[i].is_punct)  # a comma behind may hang on it from afar
    phrase = {i for i in phrase if i <= last}
    clause = _clause_with_phrase(token, head, phrase)
    # "The mayor left; according to pupils, she was ill": it opens what follows
    before = token.i > clause.i and not any(t.text == ";" for t in token.doc[clause.i : token.i])
    own = [t for t in clause.subtree if t.sent == head.sent]
    if clause == token:
        own = list(head.sent)
    elif not before:
        stop = next((t.i for t in head.sent if t.text == ";" and t.i > last), head.sent.end)
        behind = [t for t in head.sent if last < t.i < stop]
        around = [*_opening(token, clause, own), *behind]
        if all(t.is_punct for t in around):
            around = own if token.i < clause.i else []
        own = around
    joined = (c for c in clause.children if c.dep_ in ("conj", "parataxis") and c.i > token.i and before)
    later = {t.i for c in joined if syntax.is_finite(c) for t in c.subtree}
    return [t for t in own if t.i not in phrase | later], before


def _opening(phrase: Token, clause: Token, own: list[Token]) -> list[Token]:
    """Return the words of a clause before a phrase in its midst: "The bridge, according to pupils, had been shut"."""
    if phrase.i > clause.i or any(c.dep_ == "ccomp" for c in clause.children):
        return []  # "Tests, according to the lab, showed that …": the verb brings what is told
    opened = [t for t in own if t.i < phrase.i]
    return opened if any(t.head == clause and t.dep_ in syntax.SUBJECTS for t in opened) else []


def _words_of_phrase(token: Token, head: Token) -> set[int]:
    if token.dep_ == "case" or token.lower_ == "according":
        top = head if token.head == head else token
        within = {t.i for t in top.subtree if t.i >= token.i or t.head == head and t.i > head.i} | {token.i}
        return within if head.i in within or head.i < token.i else within | {t.i for t in head.subtree}
    # "in the words of the engineer who built it": no more, wherever the parser hung the rest
    return {token.i} | {t.i for t in head.subtree} | {c.i for c in token.children if c.dep_ in ("case", "det")}


def _clause_with_phrase(token: Token, head: Token, phrase: set[int]) -> Token:
    clause = head.head if token.dep_ == "case" or token.head == head else token.head
    if clause.i in phrase or clause == head:  # the parser took the source for the head of the sentence
        clause = next((t for t in head.children if syntax.is_clause(t) and t.i < token.i), clause)
    return syntax.clause_of(clause)


def claimed_clause(noun: Token) -> Token | None:
    """Return the clause of "X's claim that …"."""
    clauses = (c for c in noun.children if c.dep_ in ("acl", "ccomp"))
    return next((c for c in clauses if any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)), None)


def is_before_verb(noun: Token, clause: Token) -> bool:
    """Say whether the verb of which a noun is the subject stands right behind the noun's clause, and so ends it."""
    if noun.dep_ not in syntax.SUBJECTS or noun.head.i < clause.i:
        return False
    verb = min([noun.head, *syntax.auxiliaries(noun.head)], key=lambda t: t.i)
    return verb.i == clause.right_edge.i + 1


def only_joins(token: Token) -> bool:
    """Say whether a word at the begin of what is told only joins it: "that", "and", a comma."""
    return token.lower_ in ("that", "and", "but", ",") and token.dep_ in ("mark", "cc", "punct")


def stretch(first: Token, last: Token) -> list[Token]:
    """Return the words from the first below one noun to the last below another."""
    return list(first.doc[first.left_edge.i : last.right_edge.i + 1])


def is_naming(verb: Token) -> bool:
    """Say whether a verb tells what something is called, or what somebody did: "hail" and "dismiss" do with an "as",
    "accuse" with what he is accused of doing."""
    lemma = verb.lemma_.lower()
    with_as = lemma in words("speech", "naming_as") and any(_is_called_as(c) for c in verb.children)
    return with_as or lemma in words("speech", "naming") or any(_is_charge(verb, c) for c in verb.children)


def name_given(verb: Token, thing: Token) -> Token | None:
    """Return what a thing is called: right behind it, or behind "as"."""
    behind = [c for c in (*verb.children, *thing.children) if c.i > thing.i]
    plain = verb.lemma_.lower() in words("speech", "naming")
    called = (c for c in behind if _is_called_as(c) or _is_charge(verb, c) or (plain and _is_plain_name(verb, c)))
    return next(called, None)


def _is_plain_name(verb: Token, word: Token) -> bool:
    """Say whether a word is what "call" and "label" give: a complement, a second object, what is behind "as"."""
    return word.dep_ == "xcomp" or (word.dep_ in syntax.OBJECTS and word.head == verb) or _is_led_by_as(word)


def _is_charge(verb: Token, deed: Token) -> bool:
    """Say whether a clause tells what somebody is accused of: "accused the club of hiding its debts"; not where the
    sentence goes on with its verb: "the man accused of hiding it fled"."""
    led = deed.pos_ in ("VERB", "AUX") and any(c.lower_ == "of" and c.i < deed.i for c in deed.children)
    goes_on = any(c.dep_ == "ccomp" and c.i > deed.i for c in verb.children)
    return led and not goes_on and verb.lemma_.lower() in words("speech", "charging")


def _is_led_by_as(word: Token) -> bool:
    return syntax.preposition(word) == "as" or any(c.lower_ == "as" for c in word.children)


def _is_called_as(word: Token) -> bool:
    """Say whether words behind "as" are a name, not a clause of when or why: "denounced it as anger grew"."""
    return _is_led_by_as(word) and word.pos_ in ("NOUN", "PROPN", "ADJ") and syntax.subject(word) is None


def named_by(verb: Token) -> tuple[list[Token], list[Token], Token] | None:
    """Return the thing that a passive clause says was called something, what it was called, and by whom.

    "The offer was called an insult by Lund", "the offer, dismissed by Lund as a joke"; who gives a name proper only
    names: "was dubbed Ana by the crew".
    """
    thing = syntax.subject(verb) or (verb.head if verb.dep_ == "acl" else None)
    name = name_given(verb, thing) if thing is not None and thing.i < verb.i else None
    if thing is None or name is None or name.pos_ == "PROPN":
        return None
    namer = next((t for t in verb.subtree if t.i > verb.i and syntax.preposition(t) == "by" and _may_call(t)), None)
    by = next((c.i for c in namer.children if c.lower_ == "by" and c.i > verb.i), None) if namer is not None else None
    if namer is None or by is None:
        return None
    said = verb.doc[verb.i + 1 : by] if by > name.i else verb.doc[name.left_edge.i : name.right_edge.i + 1]
    return stretch(thing, thing) if thing != verb.head else [], list(said), namer


def _may_call(noun: Token) -> bool:
    return not syntax.is_time(noun) and (
        noun.pos_ in ("PROPN", "PRON") or noun_class(noun.lemma_.lower()) in ("person", "group")
    )


def estimated(verb: Token) -> tuple[Token, Token] | None:
    """Return what somebody estimates and the number that he gives."""
    thing, lemma = syntax.direct_object(verb), verb.lemma_.lower()
    if thing is None or not _is_estimated(thing, lemma):
        return None
    leads = [
        key for key, verbs in (("at", "estimate_verbs"), ("as", "giving_verbs")) if lemma in words("speech", verbs)
    ]
    behind = (n for n in verb.subtree if n.i > thing.i and syntax.preposition(n) in leads)
    number = next((n for n in behind if any(t.like_num for t in n.subtree)), None)
    return None if number is None else (thing, number)


def estimated_by(verb: Token) -> tuple[list[Token], list[Token], Token] | None:
    """Return the thing that a passive clause puts at a number, that number, and by whom: "was put at 57 by police".

    Also of a participle that describes the thing: "the crowd, estimated at 4,000 by police". Who sets a price at so
    much decides, and estimates nothing.
    """
    described = [verb.head] if verb.dep_ == "acl" else []
    thing, lemma = next(iter([*syntax.children(verb, syntax.SUBJECTS), *described]), None), verb.lemma_.lower()
    if lemma not in words("speech", "passive_estimate_verbs") or thing is None or not _is_estimated(thing, lemma):
        return None
    behind = [t for t in verb.subtree if t.i > verb.i]
    number = next((t for t in behind if syntax.preposition(t) == "at" and any(n.like_num for n in t.subtree)), None)
    judge = next((t for t in behind if syntax.preposition(t) == "by" and _may_call(t)), None)
    if number is None or judge is None:
        return None
    # what a participle describes is the subject of another clause, which is not told by whoever puts the number so
    before = list(verb.doc[verb.i : number.left_edge.i]) if described else stretch(thing, thing)
    return before, stretch(number, number), judge


def _is_estimated(thing: Token, verb: str) -> bool:
    """Say whether a thing is what one estimates: a toll, a cost, or "it" of "has it at 63"."""
    if thing.lower_ == "it":
        return verb in words("speech", "estimate_verbs")
    return verb != "have" and thing.lemma_.lower() in words("speech", "estimated_nouns")


def listed_by_number(verb: Token, source: Token | None) -> tuple[Token, Token] | None:
    """Return what a document lists by number, or a body or a group of people counts: "a register lists 43 missing
    sailors", "police counted 1,200 marchers"."""
    thing, lemma = syntax.direct_object(verb), verb.lemma_.lower()
    if source is None or thing is None or lemma not in words("speech", "listing_verbs"):
        return None
    if source.pos_ == "NOUN" and source.lemma_.lower() in words("speech", "document_nouns"):
        return (thing, thing) if any(c.like_num for c in thing.children) else None
    counts = lemma in words("speech", "counting_verbs") and _may_count(source)
    if not counts or not is_number_of_people(thing):
        return None
    return (thing, thing.nbor(1)) if thing.like_num else (thing, thing)  # "60 dead"


def is_number_of_people(noun: Token) -> bool:
    """Say whether a noun phrase gives a number of people: "1,200 marchers", "45 dead"."""
    if noun.like_num:
        return noun.doc[noun.i + 1 : noun.i + 2].text.lower() in words("speech", "counted_nouns")
    lemma, table = noun.lemma_.lower(), load("comparison")
    listed = noun.lower_ in table["people"] or noun.lower_ in table["kinds of people"]
    people = listed or noun_class(lemma) in ("person", "group") or lemma in words("speech", "counted_nouns")
    return people and any(c.like_num for c in noun.children)


def _may_count(source: Token) -> bool:
    """Say whether a noun is a body, or people who count together: "the union", "monitors"."""
    if source.ent_type_ in ("organisation", "ORG"):
        return True
    lemma = source.lemma_.lower()
    kind = "group" if lemma in words("speech", "speaking_groups") else noun_class(lemma)
    people = kind == "person" and source.lower_ != lemma
    return source.pos_ == "NOUN" and (kind == "group" or people)
