"""How surely a proposition is put, and with which words: the model's reading and the words of probability together."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span, Token

from crossread.grammar import syntax
from crossread.grammar.clause_links import first_of_list, link_of
from crossread.grammar.clauses import tense_of
from crossread.languages.tables import load, words
from crossread.model import Certainty, Status, TextSpan, certainty_label

MODEL_FLOOR = 1.0  # the model alone (no hedging word) lowers a clause to "probable", never further
MODEL_BAR = 0.5  # above this the model sees no doubt: of 44 clauses of our stories between .5 and 1.6 without a hedging word, 3 were in doubt
_PASSIVE_HEDGES = frozenset(["think", "believe", "suspect", "expect", "estimate", "report", "allege", "say", "assume", "consider", "rumour", "rumor", "fear", "understand", "suppose", "claim"])
HEARSAY = 1.2  # "reportedly": probable
HEADLINE_WITHIN = 300  # code points from the top of a report within which a line without a stop is a heading
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], float], ...]:
    table = {term: entry["value"] for term, entry in load("probability")["terms"].items()} | load("certainty")["adverbs"]
    return tuple((re.compile(rf"\b{re.escape(p)}\b", re.I), float(v)) for p, v in sorted(table.items(), key=lambda i: -len(i[0])))


@cache
def _any_phrase() -> re.Pattern[str]:
    """Return what finds whether a text has any of the phrases at all: most have none."""
    return re.compile("|".join(pattern.pattern for pattern, _ in _phrases()), re.I)


@cache
def _unknown() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load('certainty')['unknown']})\b", re.I)


def read_certainty(doc: Doc, head: Token, span: tuple[int, int], cue: Token | None, *, denied: bool, question: bool) -> Certainty:
    """Return how surely the teller puts the clause headed by `head`, whose words are `span`.

    `cue` is the verb of saying, whose own doubt ("suspects", "doubts") is the teller's; `denied` says that somebody
    denies the content, `question` that it is asked or left open. Plain negation is part of the proposition and
    leaves it as sure as it is: "did not fire" is asserted.
    """
    found: list[tuple[float, tuple[int, int]]] = []
    table = load("certainty")
    taken: list[tuple[int, int]] = []
    own = _own_tokens(head)
    above = _frame(head)
    for tokens, (start, end) in ((own, span), (above, _reach(above))):
        if not _any_phrase().search(doc.text, start, end):
            continue
        places = {t.idx for t in tokens}
        for pattern, value in _phrases():
            for match in pattern.finditer(doc.text, start, end):
                if any(a < match.end() and b > match.start() for a, b in taken) or match.start() not in places:
                    continue
                if _is_literal(doc.char_span(*match.span(), alignment_mode="expand")):
                    continue
                taken.append(match.span())
                found.append((value, match.span()))
    for token in own:
        lemma = token.lemma_.lower()
        place = (token.idx, token.idx + len(token.text))
        if any(a < place[1] and b > place[0] for a, b in taken) or _is_literal(token):
            continue
        if token.lower_ == "would" and token.head == head and _is_backshifted(head):
            continue
        if token.dep_ in ("aux", "aux:pass") and token.head == head and token.lower_ in table["modals"] and token.lower_ not in ("can",):
            if token.lower_ == "would" and any(c.dep_ == "advcl" for c in head.children):
                found.append((0.8, place))
            else:
                found.append((float(table["modals"][token.lower_]), place))
        elif token == head and ((lemma in ("seem", "appear", "tend") and any(c.dep_ in ("xcomp", "ccomp") for c in head.children)) or (syntax.is_passive(head) and lemma in _PASSIVE_HEDGES and any(c.dep_ in ("xcomp", "ccomp", "csubj") for c in head.children))):
            found.append((float(table["verbs"].get(lemma, 1.2)), place))
        elif token == head and lemma in words("certainty", "false") and not _brings_content(head):
            continue  # "his answer was wrong" is as sure as any other clause
        elif token.dep_ in ("amod", "cop") and token.pos_ in ("ADJ", "VERB") and lemma in table["adjectives"] and _near_head(token, head) or token == head and token.pos_ == "ADJ" and lemma in table["adjectives"]:
            found.append((float(table["adjectives"][lemma]), place))
    for governor in _governors(head):
        lemma = governor.lemma_.lower()
        place = (governor.idx, governor.idx + len(governor.text))
        if any(a < place[1] and b > place[0] for a, b in taken):
            continue
        if lemma in table["verbs"] and (lemma in ("seem", "appear") or syntax.is_passive(governor)):
            found.append((float(table["verbs"][lemma]), place))
        elif lemma in table["adjectives"] and governor.pos_ == "ADJ" and lemma not in words("certainty", "false"):
            found.append((float(table["adjectives"][lemma]), place))
        elif lemma in table["nouns"] and governor.pos_ == "NOUN":
            found.append((float(table["nouns"][lemma]), place))
    for said in (c for c in head.children if c.dep_ == "parataxis" and _is_hearsay(c)):  # "…, it has been claimed"
        found.append((HEARSAY, (said.idx, said.idx + len(said.text))))
    if cue is not None and cue.lemma_.lower() in table["verbs"]:
        value = float(table["verbs"][cue.lemma_.lower()])
        if value < 2.5:
            found.append((value, (cue.idx, cue.idx + len(cue.text))))
    value = 3.0
    if found:
        value = min(item[0] for item in found)
    elif head.has_extension("certainty"):
        seen = abs(float(head._.certainty))
        if seen < MODEL_BAR and not syntax.is_negated(head):
            value = max(seen, MODEL_FLOOR)
    if question:
        value = 0.0
        open_ = _unknown().search(doc.text, head.sent.start_char, head.sent.end_char)
        if open_ and not found:
            found.append((0.0, open_.span()))
    if denied:
        value = -3.0
    cues = [TextSpan(text=doc.text[a:b], start=a, end=b) for _, (a, b) in sorted(found, key=lambda i: i[1])]
    if denied and cue is not None:
        cues.append(TextSpan(text=cue.text, start=cue.idx, end=cue.idx + len(cue.text)))
    return Certainty(value=round(value, 2), label=certainty_label(value, denied=denied), cues=tuple(dict.fromkeys(cues)))


def _is_literal(found: Token | Span | None) -> bool:
    """Say whether a word that can weigh describes a thing instead: "a remote island", "false invoices", "the wrong door"."""
    token = found if isinstance(found, Token) else found[0] if found is not None and len(found) == 1 else None
    if token is None or token.lemma_.lower() not in words("certainty", "literal_too"):
        return False
    return token.dep_ == "amod" and token.head.lemma_.lower() not in words("certainty", "chances") | words("certainty", "told_nouns")


def _brings_content(head: Token) -> bool:
    """Say whether a clause has what it calls false in its own words: "the claim that the ferry sank is false"."""
    return any(t != head and link_of(t) in ("content", "attributive", "subject") and syntax.is_clause(t) for t in head.subtree)


def _is_backshifted(head: Token) -> bool:
    """Say whether "would" is the "will" of somebody's words told in the past: "said it would build", without a condition."""
    first = first_of_list(head)
    above = first.head
    conditions = any(c.dep_ == "advcl" for c in head.children)
    told = link_of(first) == "content" and above.lemma_.lower() in words("speech", "say")
    return told and not conditions and tense_of(above, syntax.auxiliaries(above)) == "past"


def _is_hearsay(verb: Token) -> bool:
    """Say whether a clause is "it is claimed", "it has been alleged": somebody says so, and nobody is named."""
    subject = syntax.subject(verb)
    return verb.lemma_.lower() in _PASSIVE_HEDGES and syntax.is_passive(verb) and subject is not None and subject.lower_ == "it"


def is_left_open(head: Token) -> bool:
    """Say whether a clause is a question or hangs on "it is unclear whether"."""
    marks = {c.lower_ for c in head.children if c.dep_ == "mark"}
    sentence = head.sent.text.strip()
    if "whether" in marks or _unknown().search(" ".join(t.text for t in sorted(_own_tokens(head), key=lambda t: t.i))):
        return True
    if head.dep_ in ("ROOT", "root") and sentence.endswith("?"):
        return True
    governor = head.head
    return head.dep_ in ("ccomp", "csubj", "advcl") and governor.pos_ == "ADJ" and governor.lemma_.lower() in ("unclear", "uncertain", "unknown") or (
        bool(_unknown().search(sentence)) and head.dep_ in ("ccomp", "csubj", "advcl")
    )


def _own_tokens(head: Token) -> list[Token]:
    """Return the tokens of a clause without those of clauses below it."""
    found, queue = [head], [head]
    while queue:
        for child in queue.pop().children:
            if child.dep_ in ("ccomp", "advcl", "acl:relcl", "relcl", "parataxis") or (child.dep_ == "conj" and syntax.is_clause(child)):
                continue
            found.append(child)
            queue.append(child)
    return found


def _frame(head: Token) -> list[Token]:
    """Return the words before a clause that say how likely it is: "it is highly likely that", "there is no chance that"."""
    governors = _governors(head)
    if not governors:
        return []
    top = governors[-1]
    while top.dep_ in syntax.SUBJECTS | {"obj", "attr", "obl"} and top.pos_ == "NOUN" and top.head != top:
        top = top.head
    below = {t.i for t in head.subtree}
    words_ = [t for governor in (*governors, top) for t in (governor, *governor.children) if t.i not in below and t.i < head.i]
    words_ += [c for t in list(words_) for c in t.children if c.i not in below and c.i < head.i]
    return sorted(set(words_), key=lambda t: t.i)


def _reach(tokens: list[Token]) -> tuple[int, int]:
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)) if tokens else (0, 0)


def _near_head(token: Token, head: Token) -> bool:
    noun = token.head
    return noun.dep_ in syntax.SUBJECTS | syntax.OBJECTS or noun == head or noun.dep_ in ("nmod:poss", "attr")


def _governors(head: Token) -> list[Token]:
    found = []
    token = head
    while token.dep_ in ("xcomp", "csubj", "acl") and token.head != token:
        token = token.head
        found.append(token)
    if head.dep_ == "ccomp":
        above = head.head
        told_of = next((c for c in above.children if c.dep_ in syntax.SUBJECTS), None)
        weighs = told_of is not None and told_of.lower_ == "it" and above.pos_ == "ADJ"  # "it is likely that"
        if syntax.subject(above) is None or syntax.is_passive(above) or weighs or any(c.dep_ == "expl" for c in above.children):
            found.append(above)
    return found


def read_status(head: Token, certainty: Certainty) -> Status:
    """Return whether the clause tells of something done, going on, planned, foreseen, wished for, conditional or general."""
    marks = {c.lower_ for c in head.children if c.dep_ == "mark"}
    if marks & {"if", "unless"} or ("should" in {c.lower_ for c in head.children if c.dep_ == "aux" and c.i < (syntax.subject(head) or head).i}):
        return "conditional"
    helpers = {a.lower_ for a in syntax.auxiliaries(head)}
    lemma = head.lemma_.lower()
    conditions = any(c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in ("if", "unless") for m in c.children) for c in head.children)
    if conditions and helpers & (_FUTURE | {"would", "could", "might", "may"}):
        return "conditional"
    probable = any(value.text.lower() in ("probably", "likely", "unlikely", "possibly", "perhaps") for value in certainty.cues)
    if head.dep_ in ("acl", "xcomp") and head.head.pos_ in ("NOUN", "VERB", "ADJ"):
        above = head.head.lemma_.lower()
        if above in words("certainty", "planned_nouns") and head.head.pos_ == "NOUN":
            return "planned"
        if head.dep_ == "xcomp" and above in words("certainty", "wanted"):
            return "wanted"
        if head.dep_ == "xcomp" and above in words("certainty", "planned"):
            return "planned"
    if lemma in words("certainty", "planned") and any(c.dep_ in ("xcomp", "advcl", "ccomp") for c in head.children) and (
        helpers & {"is", "are", "'s", "’s", "am"} or not _is_past(head, helpers)
    ):
        return "predicted" if lemma in words("certainty", "predicted") else "planned"
    if helpers & _FUTURE or ("would" in helpers and _is_backshifted(head)):
        agent = syntax.agent(head)
        willing = agent is not None and (agent.pos_ == "PROPN" or agent.ent_type_ in ("person", "organisation", "group", "place") or agent.lemma_.lower() in words("descriptions", "person") | words("descriptions", "group") | words("descriptions", "organisation") or agent.pos_ == "PRON")
        stative = lemma in words("certainty", "stative") or head.pos_ != "VERB"
        if probable or stative or (agent is None and not syntax.is_passive(head)) or (agent is not None and not willing):
            return "predicted"
        return "planned"
    if {"is", "are"} & helpers and any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in head.children):
        return "planned"
    if helpers & {"would", "could", "may", "might"}:
        return "conditional" if "would" in helpers else "predicted"
    if helpers & {"should", "must"} or (lemma in words("certainty", "wanted") and (lemma != "call" or _calls_for(head))):
        return "wanted"
    progressive = head.lower_.endswith("ing") and helpers & {"is", "are", "am", "'s", "’s", "was", "were", "been", "'re", "’re"}
    if "being" in helpers:  # "are being treated"
        return "ongoing" if helpers & {"is", "are", "am", "'s", "’s", "'re", "’re"} else "happened"
    perfect = helpers & {"has", "have", "'ve", "’ve"}
    if progressive:
        return "happened" if helpers & {"was", "were", "had"} else "ongoing"
    if perfect:
        since = any(syntax.preposition(c) == "since" or c.lower_ == "since" for c in head.subtree)
        return "ongoing" if since and (lemma in words("certainty", "stative") or head.pos_ != "VERB" or "been" in helpers) else "happened"
    if any(m.lower_ == "to" and m.dep_ in ("mark", "aux") for m in head.children) and head.dep_ in ("advcl", "acl", "xcomp"):
        return "wanted" if head.dep_ != "xcomp" else read_status(syntax.clause_of(head.head), certainty) if head.head.i != head.i else "general"
    if _is_past(head, helpers):
        return "happened"
    return "happened" if not helpers and _is_headline(head) and lemma not in words("certainty", "stative") else "general"


def _is_headline(head: Token) -> bool:
    """Say whether a verb in the present stands in a heading, where it tells what has happened: a line without a stop."""
    if head.pos_ != "VERB" or head.lower_.endswith("ing"):
        return False
    text = head.doc.text
    start = text.rfind("\n", 0, head.idx) + 1
    end = text.find("\n", head.idx)
    line = text[start : end if end >= 0 else len(text)].strip()
    return start <= HEADLINE_WITHIN and end >= 0 and line[-1:] not in '.!?”"’…' and len(line.split()) >= 4


def _calls_for(head: Token) -> bool:
    """Say whether "call" asks for something: "called for talks", "called on both sides to talk", not "called off"."""
    return not syntax.is_passive(head) and any(prep in ("for", "on", "upon") for prep, _ in syntax.obliques(head))


def _is_past(head: Token, helpers: set[str]) -> bool:
    if helpers & {"was", "were", "had", "did"}:
        return True
    if helpers & {"is", "are", "do", "does", "can", "has", "have", "'s", "’s"}:
        return False
    if head.pos_ == "VERB" and not helpers:
        form, lemma = head.lower_, head.lemma_.lower()
        return form != lemma and not form.endswith(("s", "ing"))  or form in ("cut", "put", "hit", "shut", "set", "let", "cost", "hurt", "split", "spread", "quit", "bid") and _third_person(head)
    return False


def _third_person(head: Token) -> bool:
    subject = syntax.subject(head)
    return subject is not None and subject.pos_ in ("PROPN", "NOUN") and not subject.lower_.endswith("s")
