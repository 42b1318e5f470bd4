"""Who stands as the source of a verb of saying, wherever the parser hung him, and which verbs bring words at all."""

from __future__ import annotations

import re

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token
from crossread.languages.tables import load, words

DATELINE = re.compile(r"[“\"]?[A-Z][^\n()]{1,60}\((\w[\w&.' ]{1,30})\)\s*[-–—]+\s*")  # "KYIV, March 3 (Reuters) - "


def dateline_end(doc: Doc, start: int) -> int:
    """Return where the text of a paragraph begins behind its dateline, the paragraph being that of the place
    `start`."""
    match = DATELINE.match(doc.text, doc.text.rfind("\n", 0, start) + 1)
    return match.end() if match else 0


def source_of(verb: Token) -> tuple[Token | None, tuple[int, int] | None]:
    """Return the head of who says what a verb brings, and the (start, end) code points of its words."""
    subjects = [
        c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
    ]
    head = syntax.agent(verb)
    if len(subjects) > 1 and head in subjects:
        # "Brandt, 24 hours from his deadline, told reporters": no hour speaks
        subjects = [c for c in subjects if c.lemma_.lower() not in load("calendar")["units"]] or subjects
        head = min(subjects, key=lambda t: abs(t.i - verb.i))
    if says_as_quoted(verb):
        # "the agency quoted a resident as saying": the agency is the nearer teller
        quoted = _quoted(verb.head)
        if quoted is not None:
            return quoted, syntax.phrase(quoted)
        head = syntax.agent(verb.head) if head is None else head
    if head is None and not subjects:
        return _before_verb(verb)
    if head is None or (head.pos_ == "PRON" and head.dep_ == "expl"):
        return None, None
    start, end = syntax.phrase(head)
    opened = dateline_end(verb.doc, start)
    if opened > head.idx:
        return _behind_dateline(verb, head, opened)
    start = max(start, opened) if opened < end else start
    if head in subjects:
        for other in subjects:  # "Lumenor chief executive Odile Marchand", torn in two
            low, high = syntax.phrase(other)
            if other != head and not verb.doc.text[min(end, high) : max(start, low)].strip():
                start, end = min(start, low), max(end, high)
                head = other if other.i > head.i else head
    return head, (start, end)


def _behind_dateline(verb: Token, place: Token, opened: int) -> tuple[Token | None, tuple[int, int] | None]:
    """Return who speaks behind a dateline: "OSLO (Reuters) - Odd Nilsen said", where the parser took the place for
    the speaker."""
    nouns = ("NOUN", "PROPN", "PRON")
    behind = [t for t in verb.doc if opened <= t.idx < verb.idx and t.sent.start == verb.sent.start and t.pos_ in nouns]
    own = [
        t for t in behind if t.head.i <= place.i or t.head == verb or t.head.idx < opened or t.dep_ in syntax.SUBJECTS
    ]
    if not own:
        return None, None
    head = own[0]
    while (
        upper := next((c for c in head.children if c.dep_ in ("flat", "appos") and c.i == head.i + 1), None)
    ) is not None:
        head = upper
    low, high = syntax.phrase(own[0])
    return head, (max(low, opened), max(high, head.idx + len(head.text)))


def says_as_quoted(verb: Token) -> bool:
    """Say whether a verb is the "saying" of "quoted a resident as saying", or of "recalled a resident saying"."""
    if verb.dep_ != "advcl":
        return False
    as_ = any(c.lower_ == "as" for c in verb.children)
    return (as_ and verb.head.lemma_.lower() in words("speech", "cite")) or _is_overheard(verb)


def _is_overheard(verb: Token) -> bool:
    """Say whether the gerund right behind an object tells what that one said: "One aide recalled Holt saying that"."""
    heard = syntax.direct_object(verb.head) if _is_gerund_of_hearing(verb) else None
    return heard is not None and heard.i < verb.i and not verb.doc.text[syntax.phrase(heard)[1] : verb.idx].strip()


def _is_gerund_of_hearing(verb: Token) -> bool:
    return verb.lower_.endswith("ing") and verb.head.lemma_.lower() in words("speech", "overhear")


def _before_verb(verb: Token) -> tuple[Token | None, tuple[int, int] | None]:
    """Return the noun phrase right before a verb whose subject the parser hung in the phrase before it.

    "In an interview with the Courier, the chief economist of Lirica, Tea Fabbri, predicted that …"
    """
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].dep_ in ("aux", "advmod") or verb.doc[at].is_space):
        at -= 1
    if (
        at <= verb.sent.start
        or verb.doc[at].text != ","
        or not any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    ):
        return None, None
    token = verb.doc[at - 1]
    if token.pos_ not in ("NOUN", "PROPN"):
        return None, None
    head, found = token, token
    while (
        head.head.i < head.i
        and head.dep_ in ("flat", "appos", "nmod", "compound", "conj")
        and head.head.pos_ in ("NOUN", "PROPN")
    ):
        begins = syntax.phrase(head)[0]
        if head.dep_ == "appos" and verb.doc.text[begins : begins + 4].lower() == "the ":
            break  # it stands behind the comma that ends the phrase before
        head = head.head
    while found.dep_ == "flat" and found.head.i < found.i:
        found = found.head
    if head.dep_ == "obl" or any(c.dep_ == "case" and c.i < head.i for c in head.children if head.dep_ != "appos"):
        return None, None
    start = syntax.phrase(head)[0]
    return found, (start, token.idx + len(token.text))


def is_saying(verb: Token) -> bool:
    """Say whether a verb brings somebody's words."""
    return verb.lemma_.lower() in words("speech", "say") and is_told(verb)


def is_told(verb: Token) -> bool:
    """Say whether a verb is said to have happened: finite or a participle, not denied, wished or asked."""
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("amod", "compound", "aux", "case", "fixed"):
        return False
    unreal = any(a.lower_ in words("function_words", "open_or_able") for a in syntax.auxiliaries(verb))
    if unreal or syntax.is_negated(verb) or is_heard(verb):
        return False
    return not any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "to") for c in verb.children)


def is_heard(verb: Token) -> bool:
    """Say whether the subject above only hears what a participle brings: "Asked whether he lied, the governor walked
    off"."""
    if ends_as_heard(verb):
        return True
    opens = verb.dep_ == "advcl" and verb.i < verb.head.i and verb.lemma_.lower() in words("speech", "heard")
    return opens and not verb.lower_.endswith("ing") and not any(c.dep_ in syntax.SUBJECTS for c in verb.children)


def ends_as_heard(verb: Token) -> bool:
    """Say whether a headline ends in who is told what it tells: "Ship sinks off Varn, families told"."""
    if verb.lower_ not in ("told", "hears") or any(c.dep_ in syntax.OBJECTS for c in verb.children):
        return False
    behind, line = verb.doc.text[verb.idx + len(verb.text) :], verb.doc.text[: verb.idx].rpartition("\n")[2]
    return not behind.partition("\n")[0].strip() and "," in line


def quoting_verb(verb: Token) -> Token | None:
    """Return the verb that quotes somebody as saying something, by its "saying": "quoted a resident as saying"."""
    if says_as_quoted(verb):
        return verb.head if _quoted(verb.head) is not None else None
    if not _is_gerund_of_hearing(verb) or syntax.auxiliaries(verb):
        return None
    return verb.head if any(c.dep_ in syntax.SUBJECTS and verb.head.i < c.i < verb.i for c in verb.children) else None


def _quoted(verb: Token) -> Token | None:
    """Return who is quoted: "the agency quoted a resident", "a resident was quoted by the agency"."""
    return syntax.subject(verb) if syntax.is_passive(verb) else syntax.direct_object(verb)
