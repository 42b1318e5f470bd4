"""Whether what a clause tells comes about, by the words that it hangs on: undone, hoped for, or left as it is.

"Was unwilling to let the army send tanks" leaves the sending undone; "refused to stop sending them" does not, since two
words that undo cancel each other out. "Wants to become mayor" says nothing of who is mayor.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossread.grammar import syntax
from crossread.grammar.clause_links import first_of_list, is_set_off
from crossread.grammar.doc import Token, once
from crossread.languages.tables import words, words_of

MAX_CLIMB = 4  # words that lead to one another: "was unwilling to let it begin to sell"
_HUNG = frozenset({"xcomp", "advcl", "acl", "ccomp"})
_NO = frozenset({"no", "neither", "little", "zero"})


@once
def is_undone(verb: Token) -> bool:
    """Say whether the words above a deed leave it undone: "unable to pay", "ruled out selling", "no plans to send"."""
    return (sum(_undoes(above, below) for above, below in _above(verb)) + _is_yet_to(verb, verb)) % 2 == 1


def is_unreal(verb: Token) -> bool:
    """Say whether a clause tells what did not come about: "would have paid", "could have sold", "nearly sold"."""
    if any(c.dep_ == "advmod" and c.i < verb.i and c.lower_ in words("factuality", "nearly") for c in verb.children):
        return True
    helpers = {a.lower_ for a in syntax.auxiliaries(verb)}
    return not helpers.isdisjoint(words("factuality", "unreal")) and not helpers.isdisjoint(("have", "'ve", "’ve"))


def is_not_quite(verb: Token) -> bool:
    """Say whether a deed did not come about for a little: "nearly sank", "almost killed"; not "nearly doubled"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() in words_of("factuality", "scaling", "filling"):
        return False
    helpers = {a.i for a in syntax.auxiliaries(verb)}
    first = next((t.i for t in verb.doc[verb.left_edge.i : verb.i] if t.i in helpers), verb.i)
    near = [c for c in verb.children if c.dep_ == "advmod" and c.lower_ in words("factuality", "nearly")]
    return any(c.i + 1 in (first, verb.i) or c.i - 1 in helpers for c in near if c.i < verb.i)


def is_of_no_plan(deed: Token) -> bool:
    """Say whether there is no plan to do what a noun plans: "has no plans to sell", "no intention of selling"."""
    noun = first_of_list(deed).head
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in words("certainty", "planned_nouns"):
        return False
    held = noun.dep_ in ("obj", "nsubj") and noun.head.lemma_.lower() in ("have", "be")
    return any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children) or (held and syntax.is_negated(noun.head))


def is_left_open(verb: Token) -> bool:
    """Say whether a deed is only not left: "has not ruled out sending tanks"."""
    over = [above for above, below in _above(verb) if _is_phrase_of_leaving(above, below)]
    return any(syntax.is_negated(above) for above in over)


def is_only_hoped(predicate: Token) -> bool:
    """Say whether a state is only sought or possible: what somebody "wants to be", "could become", "failed to be"."""
    if predicate.pos_ in ("NOUN", "PROPN") and not _has_copula(predicate):
        predicate = predicate.head
    if predicate.lemma_.lower() in words("factuality", "staying"):
        return False  # "wants to remain mayor": he is
    if {a.lower_ for a in syntax.auxiliaries(predicate)} & words("function_words", "open_modals"):
        return True
    above = {lemma for word, _ in _above(predicate) for lemma in _with_object(word)}
    if above & words("factuality", "winning"):
        return False  # "won the race to lead the party"
    return bool(above & words("factuality", "hoping")) or is_undone(predicate)


def _with_object(word: Token) -> set[str]:
    """Return the lemma of a word and of its object before the clause: "quit" and "race" of "quit the race to lead"."""
    return {word.lemma_.lower(), *(c.lemma_.lower() for c in word.children if c.dep_ == "obj" and c.pos_ == "NOUN")}


def is_only_sought(noun: Token) -> bool:
    """Say whether what a noun names is wished, feared or lost: "seeks the support of X", "without the support of X"."""
    if syntax.preposition(noun) == "without":
        return True
    held = noun.dep_ in syntax.OBJECTS or (noun.dep_ == "obl" and syntax.preposition(noun) in ("for", "on"))
    return held and noun.head.lemma_.lower() in words("factuality", "seeking") and not syntax.is_negated(noun.head)


def is_turned_down(noun: Token) -> bool:
    """Say whether what a noun names is refused or dropped by its verb: "rejected a pact", "voted against a merger"."""
    noun = noun.head if noun.dep_ == "compound" else noun  # "a cooperation agreement"
    if noun.dep_ == "obl" and syntax.preposition(noun) == "against":
        return not syntax.is_negated(noun.head)
    verb = noun.head
    held = noun.dep_ in ("obj", "nsubj:pass") and verb.lemma_.lower() in words("factuality", "dropping")
    return held and not syntax.is_negated(verb)


def is_dropped(noun: Token) -> bool:
    """Say whether what a noun names was turned down or ended by its verb: "lifted the ban", "voted against a ban".

    One that somebody is to lift, may lift or refuses to lift is in force.
    """
    if is_turned_down(noun) and not _is_opposed(noun):
        return not _is_only_ahead(noun.head)
    verb = noun.head
    ended = noun.dep_ in ("obj", "nsubj:pass") and verb.lemma_.lower() in words("factuality", "ending")
    return ended and not syntax.is_negated(verb) and not _is_only_ahead(verb)


def is_given_up(noun: Token) -> bool:
    """Say whether a stance that a noun names is ended, or somebody has made up his mind to end it: "ended its
    support", "decided to withdraw its support".

    Whoever only may or threatens to end it, or refuses to, keeps it.
    """
    verb = noun.head
    if not _is_parted_with(noun, verb) or syntax.is_negated(verb) or is_undone(verb):
        return False
    open_ = {a.lower_ for a in syntax.auxiliaries(verb)} & words("function_words", "open_modals")
    decided = any(above.lemma_.lower() in words("factuality", "deciding") for above, _ in _above(verb))
    return not open_ and (decided or not any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children))


def _is_parted_with(noun: Token, verb: Token) -> bool:
    """Say whether a verb ends a stance or a tie, or somebody leaves it: "dropped it", "cut ties", "withdrew from the
    pact"; "cut a deal" makes one."""
    if noun.dep_ == "obl":
        left = syntax.preposition(noun).split(" ")[-1] in ("from", "of")
        return left and verb.lemma_.lower() in words("factuality", "parting_from")
    if noun.dep_ not in ("obj", "nsubj:pass"):
        return False
    if verb.lemma_.lower() in words_of("factuality", "dropping", "ending"):
        return True
    new = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in noun.children)
    return not new and not syntax.phrases_of(verb).isdisjoint(words("factuality", "parting"))


def _is_only_ahead(verb: Token) -> bool:
    """Say whether a deed is only to be done, possible or refused: "may lift", "was urged to lift", "refused to
    lift"."""
    to_be_done = any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)
    ahead = {a.lower_ for a in syntax.auxiliaries(verb)} & words_of("function_words", "open_modals", "future")
    return bool(to_be_done or ahead) or is_undone(verb)


def is_only_proposed(noun: Token) -> bool:
    """Say whether what a noun names is weighed, wished or fought, and not there yet: "weighs a ban", "calls for a
    ban".

    "The ban" or "its ban" is one that is known of: who discusses it has it.
    """
    known = any(c.dep_ == "nmod:poss" or (c.dep_ == "det" and c.lower_ not in ("a", "an")) for c in noun.children)
    if known:
        return False
    if any(c.dep_ == "amod" and c.lower_ in words("factuality", "proposed") for c in noun.children):
        return True
    above = noun.head
    if noun.dep_ in ("obl", "nmod"):
        return syntax.preposition(noun) == "for" and above.lemma_.lower() in words("factuality", "calling")
    return noun.dep_ in ("obj", "nsubj:pass") and above.lemma_.lower() in words("factuality", "proposing")


def _is_opposed(noun: Token) -> bool:
    """Say whether a noun is only opposed, which leaves it as it is: "opposes the ban"."""
    return noun.dep_ == "obj" and noun.head.lemma_.lower() in words("factuality", "proposing")


def is_refused(verb: Token) -> bool:
    """Say whether somebody is not willing to do a deed, and not only unable to: "refused to support"."""
    return any(above.lemma_.lower() in words("factuality", "refusing") for above, _ in _above(verb)) and is_undone(verb)


def _above(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Yield the words that a clause completes, the nearest first, each with the clause that hangs on it."""
    token = verb
    for _ in range(MAX_CLIMB):
        hung = first_of_list(token)
        if hung.dep_ not in _HUNG or hung.head == hung or (hung.dep_ == "advcl" and _is_aside(hung)):
            return
        yield hung.head, hung
        token = hung.head
        if token.pos_ == "NOUN" and token.dep_ in ("obj", "obl", "nsubj:pass") and token.head != token:
            yield token.head, token
            token = token.head


def _is_aside(clause: Token) -> bool:
    """Say whether a clause tells a circumstance of its own: "he refused, selling the car", "left when it was sold"."""
    infinitive = any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in clause.children)
    if is_set_off(clause) or not (infinitive or clause.lower_.endswith("ing")):
        return True
    return clause.head.pos_ == "VERB" and not infinitive and _mark(clause) not in ("", "against", "of")


def _undoes(above: Token, below: Token) -> bool:
    """Say whether a word leaves undone what hangs on it.

    A denied word that lets or wants does ("would not let"), a denied one that undoes does not ("did not refuse").
    """
    denied = syntax.is_negated(above) or any(_is_none(c) for c in above.children)
    lemma = above.lemma_.lower()
    if below.pos_ == "NOUN" and below.dep_ not in _HUNG:
        planned = below.lemma_.lower() in words("factuality", "planned")
        return planned and lemma in words("factuality", "dropping") and not denied
    if below.dep_ == "ccomp" and not _reaches_content(lemma, below):
        return False
    if _mark(below) == "against" or _is_phrase_of_leaving(above, below):
        return not denied
    if _is_yet_to(above, below):
        return not denied
    gainsaid = lemma in words("speech", "deny") and below.dep_ in ("xcomp", "ccomp")
    if gainsaid or lemma in words("factuality", "undoing"):
        return not denied
    return denied and lemma in words_of("factuality", "letting", "planned")


def _is_yet_to(above: Token, below: Token) -> bool:
    """Say whether a deed was not done so far: "has yet to pay", "is yet to pay"."""
    yet = any(c.lower_ == "yet" and c.dep_ == "advmod" for c in above.children)
    return yet and any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in below.children)


def _is_none(word: Token) -> bool:
    return word.lower_ in _NO and word.dep_ in ("det", "amod", "advmod")


def _reaches_content(lemma: str, content: Token) -> bool:
    """Say whether a word says of a whole clause whether it is so: "denied that", "did not let it sink"."""
    that = any(c.lower_ == "that" for c in content.children)
    return lemma in words("factuality", "letting") or (that and lemma in words("speech", "deny"))


def _is_phrase_of_leaving(above: Token, below: Token) -> bool:
    """Say whether a verb leaves a deed with its particle: "ruled out selling", "held off paying", "stopped short"."""
    if _mark(below) == "of" and (above.lower_ == "short" or _is_short(above, below)):
        return True
    return not syntax.phrases_of(above).isdisjoint(words("factuality", "leaving"))


def _is_short(above: Token, below: Token) -> bool:
    """Say whether "short" stands before the "of" of a deed and hangs beside it: "stopped short of paying"."""
    before = below.doc[below.left_edge.i - 1] if below.left_edge.i else below
    return before.lower_ == "short" and before.head == above


def _mark(clause: Token) -> str:
    return next((c.lower_ for c in clause.children if c.dep_ in ("mark", "case") and c.i < clause.i), "")


def _has_copula(noun: Token) -> bool:
    return any(c.dep_ == "cop" for c in noun.children)
