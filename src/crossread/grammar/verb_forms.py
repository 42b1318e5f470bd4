"""The forms of a clause's verb as rules ask for them: past, progressive, told in the past, under a condition."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.clause_links import first_of_list, link_of, mark_of
from crossread.grammar.clauses import tense_of
from crossread.grammar.doc import Token
from crossread.languages.tables import load, words, words_of

HEADLINE_WITHIN = 300  # code points from the top of a report within which a line without a stop is a heading
HEADLINE_WORDS = 4  # a heading has at least this many words
DUE_WITHIN = 6  # words before a verb within which "is due to have been" stands
_HAVE = frozenset({"has", "have", "'ve", "’ve"})
_COMPLETING = frozenset({"xcomp", "ccomp", "advcl", "csubj", "csubj:pass"})


def helpers_of(head: Token) -> frozenset[str]:
    """Return the auxiliaries and the copula of a clause as they are written, in lower case."""
    return frozenset(a.lower_ for a in syntax.auxiliaries(head))


def is_past(head: Token) -> bool:
    """Say whether a clause tells of something past by its helpers or its verb's form."""
    helpers = helpers_of(head)
    if helpers & words("function_words", "past"):
        return True
    if helpers & words("function_words", "present_or_able") or head.pos_ != "VERB" or helpers:
        return False
    form, lemma = head.lower_, head.lemma_.lower()
    changed = form != lemma and not form.endswith(("s", "ing"))
    return changed or (form in words("function_words", "same_in_the_past") and _has_singular_subject(head))


def _has_singular_subject(head: Token) -> bool:
    subject = syntax.subject(head)
    return subject is not None and subject.pos_ in ("PROPN", "NOUN") and not subject.lower_.endswith("s")


def is_progressive(head: Token) -> bool:
    """Say whether a clause tells of something under way: "is rising", "were fleeing"."""
    return head.lower_.endswith("ing") and bool(helpers_of(head) & (words("function_words", "finite_be") | {"been"}))


def is_future(head: Token) -> bool:
    """Say whether a clause looks ahead: "will", or the "would" that stands for it in what was told."""
    helpers = helpers_of(head)
    future = helpers & words_of("function_words", "future", "future_before_not")
    return bool(future) or ("would" in helpers and is_backshifted(head))


def is_to_come(head: Token) -> bool:
    """Say whether a clause tells of what is still to come, or may or must be: "will reopen", "nobody may enter"."""
    return is_future(head) or bool(helpers_of(head) & words("function_words", "still_to_come"))


def is_told_as_done(verb: Token) -> bool:
    """Say whether a verb tells that something is done or was: no modal, no "to", no "if" or "whether" before it."""
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "aux")}
    open_ = words_of("function_words", "modals", "conditional", "future")
    return marks.isdisjoint(open_ | {"to"}) and not verb.lower_.endswith("ing")


def is_backshifted(head: Token) -> bool:
    """Say whether "would" is the "will" of words told in the past: "said it would build", without a condition."""
    first = first_of_list(head)
    above = first.head
    told = link_of(first) == "content" and above.lemma_.lower() in words("speech", "say")
    return told and not has_condition(head) and tense_of(above, syntax.auxiliaries(above)) == "past"


def has_circumstance(head: Token) -> bool:
    """Say whether a clause of circumstance hangs on this one."""
    return any(c.dep_ == "advcl" for c in head.children)


def has_condition(head: Token) -> bool:
    """Say whether a condition hangs on this clause: "if it rains", "provided that it rains", "should it rain".

    A reason, a time or what goes with it is none: "since it rains", "once it has rained", "killing two".
    """
    return any(_is_condition(c) for c in head.children if c.dep_ == "advcl")


def _is_condition(clause: Token) -> bool:
    marks = {form for m in clause.children if m.dep_ == "mark" for form in _forms_of_mark(m)}
    provided = clause.lower_ in words("function_words", "provided") and any(c.dep_ == "ccomp" for c in clause.children)
    begun = not marks and next(iter(clause.subtree)).lower_ == "were"  # "were the state to pay"
    return provided or begun or bool(marks & words("function_words", "if")) or is_inverted_condition(clause)


def _forms_of_mark(mark: Token) -> set[str]:
    """Return a mark as one word and by its words: "in case", "if and when"."""
    own = [t.lower_ for t in mark.subtree]
    return {"_".join(own), *own}


def is_inverted_condition(head: Token) -> bool:
    """Say whether "should", "had" or "were" stands before the subject: "should the talks fail", "had it worked"."""
    subject = syntax.subject(head)
    before = {c.lower_ for c in syntax.auxiliaries(head) if c.i < (subject or head).i}
    hung = subject is not None and head.dep_ == "advcl" and mark_of(head) in ("", "to")  # "were the state to pay"
    return "should" in before or (hung and bool(before & {"had", "were"}))


def is_to_be_done(head: Token) -> bool:
    """Say whether a clause is "is to do", "was to do", "was to have done"; "is due to do" may be read as one with it.

    "The plan was to sell" and "his answer was to leave" say what something was, with the "was" of a noun.
    """
    if _is_led_by_due(head):
        return True
    to = any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in head.children)
    return to and (not helpers_of(head).isdisjoint(("is", "are")) or _has_own_was(head))


def _is_led_by_due(head: Token) -> bool:
    """Say whether "is due to" stands right before a verb, wherever trees hang its words: they take "due to" now for a
    preposition, now for a joint."""
    before = [t.lower_ for t in head.doc[max(head.sent.start, head.i - DUE_WITHIN) : head.i]]
    while before and before[-1] in ("be", "have", "been"):
        before.pop()
    be, due, to = ["", "", "", *before][-3:]
    return to == "to" and due in words("certainty", "ahead") and be in words("function_words", "finite_be") | {"been"}


def _has_own_was(head: Token) -> bool:
    """Say whether "was" or "were" helps a verb before its "to", behind the subject."""
    if head.lemma_.lower() in words("certainty", "fulfilled") and "have" not in helpers_of(head):
        return False  # "she was to become the first to lead it", "he was to die there"
    subject = next((c.i for c in head.children if c.dep_ in syntax.SUBJECTS), head.i)
    return any(c.lower_ in ("was", "were") and c.dep_ in ("aux", "aux:pass") and c.i > subject for c in head.children)


def leads_to_past(head: Token) -> bool:
    """Say whether what completes a clause tells by its "have" of something past: "is thought to have begun"."""
    completed = (c for c in head.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > head.i)
    return any(a.lower_ in ("have", "having") and a.dep_ == "aux" for c in completed for a in c.children)


def leads_to_infinitive(head: Token) -> bool:
    """Say whether an infinitive hangs on a word: "due to open", "likely to have been sold"."""
    behind = (c for c in head.children if c.dep_ in _COMPLETING and c.i > head.i)
    return any(g.lower_ == "to" and g.dep_ in ("mark", "aux") for c in behind for g in c.children)


def tells_it_was(head: Token) -> bool:
    """Say whether a clause weighs by "it" what a clause behind it tells of the past: "it is likely that he fled"."""
    dummy = any(c.dep_ == "expl" or (c.dep_ in syntax.SUBJECTS and c.lower_ == "it") for c in head.children)
    told = (c for c in head.children if c.dep_ in ("ccomp", "csubj", "csubj:pass") and c.i > head.i)
    return dummy and any(mark_of(c) in ("", "that") and (is_past(c) or _has_done(c)) for c in told)


def _has_done(head: Token) -> bool:
    return any(a.lower_ in _HAVE and a.dep_ == "aux" for a in syntax.auxiliaries(head)) and not is_future(head)


def leads_to_clause(head: Token) -> bool:
    """Say whether a clause hangs on this one as what it plans, expects or tells."""
    return any(c.dep_ in ("xcomp", "advcl", "ccomp") for c in head.children)


def weighs_clause(head: Token) -> bool:
    """Say whether a clause hangs on this one as its content, its complement or its subject."""
    return any(c.dep_ in ("xcomp", "ccomp", "csubj", "csubj:pass") for c in head.children)


def is_charged_with_deed(head: Token) -> bool:
    """Say whether a preposition brings a deed of which somebody is suspected: "suspected of blowing up", "accused in
    court of lying", "charged with lying"."""
    brings = load("certainty")["deeds_behind"].get(head.lemma_.lower(), "of")
    return any(
        mark.lower_ == brings and mark.dep_ in ("mark", "case") and head.i < mark.i < mark.head.i
        for deed in _hung_within(head)
        for mark in deed.children
        if deed.pos_ in ("VERB", "AUX") and (deed.lower_.endswith("ing") or _has_gerund(deed))
    )


def _hung_within(head: Token) -> list[Token]:
    """Return what hangs on a predicate, on its object, and on its nouns behind prepositions."""
    own = [c for c in head.children if c.i > head.i]
    nouns = [c for c in own if c.dep_ == "obl" or c.dep_ in syntax.OBJECTS]
    return own + [c for noun in nouns for c in noun.children if c.i > noun.i]


def _has_gerund(deed: Token) -> bool:
    """Say whether a verb has "having" or "being" before it: "of having lied", "of being paid"."""
    return any(c.lower_ in ("having", "being") and c.i < deed.i for c in deed.children)


def goes_on_since(head: Token) -> bool:
    """Say whether a clause tells since when."""
    return any(syntax.preposition(c) == "since" or c.lower_ == "since" for c in head.subtree)


def is_heading(head: Token) -> bool:
    """Say whether a present-tense verb stands in a heading (no stop behind it), where it tells what has happened."""
    return head.pos_ == "VERB" and not head.lower_.endswith("ing") and not helpers_of(head) and _stands_in_heading(head)


def _stands_in_heading(head: Token) -> bool:
    text = head.doc.text
    start = text.rfind("\n", 0, head.idx) + 1
    end = text.find("\n", head.idx)
    line = text[start : end if end >= 0 else len(text)].strip()
    unstopped = end >= 0 and line[-1:] not in '.!?”"’…'
    return start <= HEADLINE_WITHIN and unstopped and len(line.split()) >= HEADLINE_WORDS


def is_toll(head: Token) -> bool:
    """Say whether a heading leaves out the "are" of how people are: "Three dead in Arle fire"."""
    counted = any(c.dep_ in syntax.SUBJECTS and (c.like_num or c.pos_ == "NOUN") for c in head.children)
    return head.pos_ == "ADJ" and counted and not helpers_of(head) and _stands_in_heading(head)


def is_headed_to(head: Token) -> bool:
    """Say whether a heading leaves out the "is" of a word with "to" right behind it: "Brask set to quit as leader"."""
    behind = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else head
    leads = behind.lower_ == "to" and any(c.dep_ == "xcomp" and c.i > behind.i for c in head.children)
    return leads and not helpers_of(head) and _stands_in_heading(head)


def can_will(token: Token) -> bool:
    """Say whether somebody who plans may be meant: a name, a person, a group, a body, a pronoun."""
    lemma = token.lemma_.lower()
    named = token.pos_ in ("PROPN", "PRON") or token.ent_type_ in ("person", "organisation", "group", "place")
    return named or any(lemma in words("descriptions", key) for key in ("person", "group", "organisation"))
