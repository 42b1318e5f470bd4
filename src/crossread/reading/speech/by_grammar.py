"""Acts of speech that the words and the tree show: a verb of saying with its clause, "according to", "X's claim
that"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token
from crossread.languages.tables import words
from crossread.text.spans import trimmed

NOT_QUOTED = frozenset({"i", "we", "you"})  # the writer or the reader, who are quoted by nobody
DATELINE = re.compile(r"[“\"]?[A-Z][^\n()]{1,60}\((\w[\w&.' ]{1,30})\)\s*[-–—]+\s*")  # "KYIV, March 3 (Reuters) - "
Place = tuple[int, int]
_UNREAL = frozenset({"could", "would", "should", "might", "may", "must", "can"})


@dataclass(slots=True)
class Act:
    """One act: content spans, the cue's token and span, the source's head token and span; `said` where it brings words.

    `exact` says that the words leave no doubt how far the content reaches.
    """

    content: list[tuple[int, int]]
    cue: Token | None = None
    cue_span: tuple[int, int] | None = None
    source: Token | None = None
    source_span: tuple[int, int] | None = None
    outer: list[Act] = field(default_factory=list)
    said: bool = True
    exact: bool = False
    rule: str = ""
    open: bool = False  # somebody's words, and the text does not say whose


def find_by_tree(doc: Doc) -> list[Act]:
    """Return what the tree shows, verbs first; contents may overlap where one act stands in another."""
    return _by_verb(doc) + _by_phrase(doc) + _by_noun(doc) + _by_estimate(doc) + _by_naming(doc)


def _runs(doc: Doc, tokens: list[Token], without: set[int]) -> list[tuple[int, int]]:
    """Return the spans of runs of neighbouring tokens, trimmed; a run without a letter falls away."""
    keep = sorted({t.i for t in tokens if not t.is_space} - without)
    runs: list[list[int]] = []
    for i in keep:
        if runs and all(doc[j].is_space for j in range(runs[-1][1] + 1, i)):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    found = []
    for low, high in runs:
        while (
            low < high and doc[low].lower_ in ("that", "and", "but", ",") and doc[low].dep_ in ("mark", "cc", "punct")
        ):
            low += 1
        while low <= high and doc[low].is_space:
            low += 1
        start, end = trimmed(doc.text, doc[low].idx, doc[high].idx + len(doc[high].text)) if low <= high else (0, 0)
        while end > start and doc.text[end - 1] in ".":
            end -= 1
        if end - start > 2 and any(c.isalpha() for c in doc.text[start:end]):
            found.append((start, end))
    return found


def _dateline_end(doc: Doc, start: int) -> int:
    """Return where the text of a paragraph begins behind its dateline, the paragraph being that of the place
    `start`."""
    match = DATELINE.match(doc.text, doc.text.rfind("\n", 0, start) + 1)
    return match.end() if match else 0


def source_of(verb: Token) -> tuple[Token | None, tuple[int, int] | None]:
    subjects = [
        c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
    ]
    head = syntax.agent(verb)
    if _says_as_quoted(verb):
        # "the agency quoted a resident as saying": the agency is the nearer teller
        quoted = syntax.direct_object(verb.head)
        if quoted is not None:
            return quoted, syntax.phrase(quoted)
        head = syntax.agent(verb.head) if head is None else head
    if (late := _behind_clause(verb, head)) is not None:
        start, end = syntax.phrase(late)
        named = next((c for c in late.children if c.dep_ == "appos" and c.i < verb.i), None)
        return late, (start, syntax.phrase(named)[1] if named is not None else end)
    if head is None and not subjects:
        return _before_verb(verb)
    if len(subjects) > 1 and head in subjects:
        head = min(subjects, key=lambda t: abs(t.i - verb.i))
    if head is None or (head.pos_ == "PRON" and head.dep_ == "expl"):
        return None, None
    start, end = syntax.phrase(head)
    opened = _dateline_end(verb.doc, start)
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


def _says_as_quoted(verb: Token) -> bool:
    """Say whether a verb is the "saying" of "quoted a resident as saying"."""
    as_ = any(c.lower_ == "as" for c in verb.children)
    return as_ and verb.dep_ == "advcl" and verb.head.lemma_.lower() in words("speech", "cite")


def _quoting(verb: Token, content: list[Place]) -> list[Act]:
    """Return the act of whoever quotes somebody as saying something: he is the nearer teller."""
    if not _says_as_quoted(verb) or syntax.direct_object(verb.head) is None:
        return []
    quoter = syntax.agent(verb.head)
    return [Act(content, verb.head, cue_span(verb.head), quoter, syntax.phrase(quoter))] if quoter is not None else []


def _behind_clause(verb: Token, subject: Token | None) -> Token | None:
    """Return who says it in "Orvel “plans to bid”, a person close to it said", where the parser took the wrong subject.

    It stands between the clause and the verb, hung on the clause or on the subject of the clause.
    """
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i), None)
    if clause is None:
        return None
    if subject is None:
        return next(
            (
                c
                for c in clause.children
                if c.dep_ in syntax.SUBJECTS and clause.i < c.i < verb.i and c.pos_ in ("NOUN", "PROPN", "PRON")
            ),
            None,
        )
    return next((c for c in subject.children if c.dep_ == "appos" and subject.i < clause.i < c.i < verb.i), None)


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


def cue_span(verb: Token) -> tuple[int, int]:
    return verb.idx, verb.idx + len(verb.text)


def is_saying(verb: Token) -> bool:
    """Say whether a verb brings somebody's words."""
    return verb.lemma_.lower() in words("speech", "say") and is_told(verb)


def is_told(verb: Token) -> bool:
    """Say whether a verb is said to have happened: finite or a participle, not denied, wished or asked."""
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("amod", "compound", "aux", "case", "fixed"):
        return False
    if syntax.is_negated(verb) or any(a.lower_ in _UNREAL for a in syntax.auxiliaries(verb)) or is_heard(verb):
        return False
    return not any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "to") for c in verb.children)


def is_heard(verb: Token) -> bool:
    """Say whether the subject above only hears what a participle brings: "Asked whether he lied, the governor walked
    off"."""
    opens = verb.dep_ == "advcl" and verb.i < verb.head.i and verb.lemma_.lower() in words("speech", "heard")
    return opens and not verb.lower_.endswith("ing") and not any(c.dep_ in syntax.SUBJECTS for c in verb.children)


def _is_told_ahead(noun: Token, source: Token, span: Place | None) -> bool:
    """Say whether a noun before the clause that is told belongs to that, and not to its source with its `span`."""
    of_source = noun == source or (source.head == noun and source.dep_ != "appos")
    inside = span is not None and span[0] <= noun.idx < span[1]
    return not of_source and not inside and noun.dep_ in syntax.SUBJECTS | syntax.OBLIQUES


def _by_verb(doc: Doc) -> list[Act]:
    found = []
    for verb in doc:
        if not is_saying(verb):
            continue
        clauses = [c for c in verb.children if c.dep_ == "ccomp" and c.lower_ not in ("so",)]
        if not clauses and verb.lemma_.lower() in (
            "deny", "claim", "admit", "promise", "pledge", "vow", "threaten", "report",
        ):
            clauses = [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX", "NOUN", "ADJ")]
        behind = [] if clauses else _behind_citing(verb)
        clauses = clauses or behind
        source, span = source_of(verb)
        if not clauses and verb.dep_ == "parataxis" and verb.lemma_.lower() not in words("speech", "needs_clause"):
            outer = verb.head
            own = {t.i for t in verb.subtree}
            content = _runs(doc, list(outer.subtree), own)
            if content and source is not None and source.lower_ not in NOT_QUOTED:
                found.append(Act(content, verb, cue_span(verb), source, span))
            continue
        if not clauses or source is None or source.lower_ in NOT_QUOTED:
            continue
        said = {t.i for clause in clauses for t in clause.subtree}
        named = {t.i for t in source.subtree}
        # "Vetter, who denied taking bribes": the words stand in his own phrase
        named -= said if verb.i in named else set()
        around = (
            {verb.i}
            | named
            | {t.i for t in doc[source.left_edge.i : verb.i] if span and span[0] <= t.idx < span[1]}
            | {t.i for c in syntax.auxiliaries(verb) for t in c.subtree}
        )
        first = min(clause.i for clause in clauses)
        ahead = [c for c in verb.children if c.i < first < verb.i and _is_told_ahead(c, source, span)]
        when = _between_verb_and_that(verb, clauses)
        told = {t.i for clause in clauses for t in clause.subtree} - when
        if behind:  # the parser may hang the cited under the clause too: it begins at its "that"
            told = {i for i in told if i >= min(c.i for clause in behind for c in clause.children if c.dep_ == "mark")}
            around |= {t.i for clause in behind for t in clause.subtree} - told
        around |= {
            t.i
            for c in verb.children
            if c not in clauses and c not in ahead and c.dep_ not in ("punct", "cc", "conj")
            for t in c.subtree
        } - told
        around |= {t.i for clause in clauses for t in clause.subtree for t in (t.subtree if is_citing(t) else ())}
        silence = _reasons_for_silence(verb, clauses)
        around |= silence | when
        content = [
            run
            for clause in clauses
            for run in _runs(doc, [t for c in ahead for t in c.subtree] + list(clause.subtree), around)
        ]
        # "… has reopened, Kone said on Thursday": the day is that of the saying
        if all(clause.i < verb.i for clause in clauses):
            content = [run for run in content if run[0] < verb.idx or _tells(doc, run)] or content
        if content:
            made = Act(sorted(content), verb, cue_span(verb), source, span, exact=bool(behind or silence))
            made.outer += _quoting(verb, made.content)
            found.append(made)
    return found


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


def _reasons_for_silence(verb: Token, clauses: list[Token]) -> set[int]:
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


def _tells(doc: Doc, run: tuple[int, int]) -> bool:
    """Say whether words behind the verb of saying go on with what is said: they have a verb, or marks around them."""
    words_ = doc.char_span(*run, alignment_mode="expand")
    return (
        words_ is None
        or any(t.pos_ in ("VERB", "AUX") for t in words_)
        or any(c in '“"«„‘' for c in doc.text[max(0, run[0] - 1) : run[1]])
    )


def is_citing(token: Token) -> bool:
    """Say whether a participle names on whose word the clause above stands: "citing X", "quoting X"."""
    return (
        token.lemma_.lower() in words("speech", "cite")
        and token.lower_.endswith("ing")
        and token.dep_ in ("advcl", "acl", "xcomp", "parataxis")
    )


def _by_phrase(doc: Doc) -> list[Act]:
    """Find "according to X", "per X", "in the words of X", "in X's view"."""
    found = []
    for token in doc:
        head, cue = _phrase_cue(token)
        if head is None or head == token:
            continue
        start, end = syntax.phrase(head)
        if token.dep_ == "case" or token.lower_ == "according":
            phrase = {
                t.i
                for t in (head if token.dep_ == "case" else token).subtree
                if t.i >= token.i or t.head == head and t.i > head.i
            } | {token.i}
        else:  # "in the words of the engineer who built it": no more, wherever the parser hung the rest
            phrase = (
                {token.i} | {t.i for t in head.subtree} | {c.i for c in token.children if c.dep_ in ("case", "det")}
            )
        clause = head.head if token.dep_ == "case" else token.head
        if clause.i in phrase or clause == head:  # the parser took the source for the head of the sentence
            clause = next((t for t in head.children if syntax.is_clause(t) and t.i < token.i), clause)
        clause = syntax.clause_of(clause)
        sentence = head.sent
        before = token.i > clause.i
        own = [t for t in clause.subtree if t.sent == sentence]
        later = {
            t.i
            for c in clause.children
            if c.dep_ in ("conj", "parataxis") and c.i > token.i and before and syntax.is_finite(c)
            for t in c.subtree
        }
        if clause == token:
            own = list(sentence)
        elif not before:
            own = [t for t in sentence if t.i > max(phrase)] or own
        content = _runs(doc, own, phrase | later)
        content = [(a, b) for a, b in content if b <= start or a >= end]
        if before:
            content = [(a, b) for a, b in content if a < start] or content
        if content:
            found.append(Act(content, token, cue, head, (start, end)))
    return found


def _phrase_cue(token: Token) -> tuple[Token | None, Place]:
    """Return whom a phrase names on whose word its clause stands, and the words that say so."""
    doc, head = token.doc, None
    cue = token.idx, token.idx + len(token.text)
    if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        head = token.head if token.dep_ == "case" and token.head.i > token.i else None
        head = head or next((c for c in token.subtree if c.i > token.i and c.dep_ in ("obl", "pobj", "nmod")), None)
        head = None if head is not None and _is_yardstick(head) else head
        cue = (token.idx, doc[token.i + 1].idx + 2)
    elif token.lower_ == "per" and token.dep_ == "case" and _may_tell(token.head):
        head = token.head
    elif token.lower_ in ("words", "view", "opinion") and syntax.preposition(token) == "in":
        head = next((c for c in token.children if c.dep_ in ("nmod", "nmod:poss", "poss")), None)
    return head, cue


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


def _by_noun(doc: Doc) -> list[Act]:
    """Find "X's claim that …", "a warning by X that …"."""
    found = []
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in words("speech", "claim_nouns"):
            continue
        clause = next(
            (
                c
                for c in token.children
                if c.dep_ in ("acl", "ccomp") and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
            ),
            None,
        )
        owner = next((c for c in token.children if c.dep_ in ("nmod:poss", "poss")), None) or next(
            (c for c in token.children if c.dep_ == "nmod" and syntax.preposition(c) in ("by", "from", "of")), None
        )
        if clause is None or owner is None:
            continue
        content = _runs(doc, list(clause.subtree), set())
        if content:
            found.append(Act(content, token, cue_span(token), owner, syntax.phrase(owner)))
    return found


def _by_naming(doc: Doc) -> list[Act]:
    """Find "X called the plan reckless", "X described the plan as reckless"."""
    found = []
    for verb in doc:
        if verb.lemma_.lower() not in words("speech", "naming") or not is_told(verb) or syntax.is_passive(verb):
            continue
        thing = syntax.direct_object(verb)
        source, span = source_of(verb)
        name = _name_given(verb, thing) if thing is not None else None
        if thing is None or name is None or source is None or source.lower_ in NOT_QUOTED:
            continue
        content = _runs(doc, list(doc[thing.left_edge.i : name.right_edge.i + 1]), set())
        if content:
            found.append(Act(content, verb, cue_span(verb), source, span))
    return found


def _name_given(verb: Token, thing: Token) -> Token | None:
    """Return what a thing is called: right behind it, or behind "as"."""
    behind = [c for c in (*verb.children, *thing.children) if c.i > thing.i]
    called = (
        c
        for c in behind
        if c.dep_ == "xcomp" or syntax.preposition(c) == "as" or any(g.lower_ == "as" for g in c.children)
    )
    return next(called, None)


def _by_estimate(doc: Doc) -> list[Act]:
    """Find "X put the toll at 57", "X estimates the damage at $3 million", "a notice gives the number as 320"."""
    found = []
    for verb in doc:
        if verb.pos_ != "VERB" or syntax.is_negated(verb):
            continue
        source, span = source_of(verb)
        content = _estimated(verb) or _listed(verb, source)
        if source is None or source.lower_ in NOT_QUOTED or content is None or content[0].i > content[1].i:
            continue
        runs = _runs(doc, list(doc[content[0].left_edge.i : content[1].right_edge.i + 1]), set())
        if runs:
            found.append(Act(runs, verb, cue_span(verb), source, span, exact=True))
    return found


def _estimated(verb: Token) -> tuple[Token, Token] | None:
    """Return what somebody estimates and the number that he gives."""
    thing, lemma = syntax.direct_object(verb), verb.lemma_.lower()
    if thing is None or thing.lemma_.lower() not in words("speech", "estimated_nouns"):
        return None
    leads = [
        key for key, verbs in (("at", "estimate_verbs"), ("as", "giving_verbs")) if lemma in words("speech", verbs)
    ]
    behind = (n for n in verb.subtree if n.i > thing.i and syntax.preposition(n) in leads)
    number = next((n for n in behind if any(t.like_num for t in n.subtree)), None)
    return None if number is None else (thing, number)


def _listed(verb: Token, source: Token | None) -> tuple[Token, Token] | None:
    """Return what a document lists by number: "a register lists 43 missing sailors"."""
    if source is None or verb.lemma_.lower() not in words("speech", "listing_verbs"):
        return None
    thing = syntax.direct_object(verb)
    if source.pos_ != "NOUN" or source.lemma_.lower() not in words("speech", "document_nouns") or thing is None:
        return None
    return (thing, thing) if any(c.like_num for c in thing.children) else None
