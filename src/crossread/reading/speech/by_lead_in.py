"""Quotations that words without a verb and a colon bring: "Hale on the injury: “…”", "“…”: Hale at the trial"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.clause_words import outside_relatives
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.noun_classes import noun_class
from crossread.grammar.sources import is_told, source_of
from crossread.languages.tables import words, words_of
from crossread.reading.speech.by_grammar import NOT_QUOTED, Act, cue_span
from crossread.text.spans import overlap, trimmed

Place = tuple[int, int]
Named = tuple[Token, Place]
MIN_WORDS = 3  # a shorter quoted stretch is a scare quote or a title
MAX_LEAD = 200  # code points; what is longer is a sentence, and brings nothing by its colon alone
_BULLETS = " \t*•·–—-"
_COLON = re.compile(r"(?<=\w):[ \t]+(?=[\w$£€])")
_END = re.compile(r"[.!?](?=\s|$)|\n|$")
_POINTED = r"(?:That|This|Those|These) (?:is|was|are|were) (?:how|what|the)"
_SUM = re.compile(rf"[ \t]+(?P<says>(?:{_POINTED}|So|Thus) [^\n.!?]+)")
MIN_PLAIN = 2  # words of what a colon brings without marks
_PRONOUNS = frozenset({"he", "she", "they"})
_HEADLINE_MARK = re.compile(r"\s*:\s+|,?\s+[–—-]+\s+")
PERSON = frozenset({"person", "PERSON"})
BODY = frozenset({"organisation", "ORG"})
_SENTENCE_END = ".!?…"
_MARKS = "”\"’'»"


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before a colon: whom it names, and whether it says only of what the speaker before speaks on."""

    named: Named | None
    topic: bool


def find_in_headlines(doc: Doc, stretches: Sequence[Place]) -> list[Act]:
    """Return the quotations that open a headline, each with whom the words behind it name, if anybody."""
    whole = [stretch for stretch in stretches if _is_whole(doc, stretch)]
    return [made for stretch in whole if (made := _heads_line(doc, stretch)) is not None]


def find_by_lead_in(doc: Doc, stretches: Sequence[Place], known: Sequence[Act]) -> list[Act]:
    """Return the quotations behind a colon whose lead-in has no verb, each with who is named.

    "On the fans: “…”" goes on with the speaker of the paragraph before. What names no person and no body ("A note on
    the door: “…”") is somebody's words, open whose.
    """
    found: list[Act] = []
    taken = [span for act in known for span in act.content]
    for stretch in stretches:
        if stretch in taken or not _is_whole(doc, stretch):
            continue
        made = _led(doc, stretch, stretches, found) or _summed_up(doc, stretch)
        found += [made] if made is not None else []
    return found + [act for act in _behind_colons(doc, stretches) if not overlap(act.content[0], taken)]


def _behind_colons(doc: Doc, stretches: Sequence[Place]) -> Iterator[Act]:
    """Read what a colon brings without marks: "The coroner was blunt: the boy was left alone", "Her advice: sell"."""
    text = doc.text
    for match in _COLON.finditer(text):
        lead = _lead_of(doc, match.end())
        end = _END.search(text, match.end())
        content = trimmed(text, match.end(), end.start() if end is not None else len(text))
        if lead is None or len(text[slice(*content)].split()) < MIN_PLAIN or overlap((lead[0], content[1]), stretches):
            continue
        span = doc.char_span(lead[0], lead[1] - 1, alignment_mode="contract")
        named = _blunt(span) if span is not None else None
        if span is not None and named is not None:
            yield _act(content, _cue_behind(span, named, match.end()), named)


def _cue_behind(span: Span, named: Named, end: int) -> Place:
    """Return the words between who speaks and what is said: "was blunt:"."""
    return trimmed(span.doc.text, named[1][1], end) if named[1][1] < end else (end - 1, end)


def _blunt(span: Span) -> Named | None:
    """Return who speaks in a lead-in that says how he does, or whose answer it is."""
    tokens = [t for t in span if not t.is_space]
    verb = next((i for i, t in enumerate(tokens) if t.pos_ in ("AUX", "VERB")), None)
    if verb is not None and tokens[verb].lemma_.lower() in words("speech", "arriving"):
        return _answer_from(_parts(span.doc[span.start : tokens[verb].i]))
    if verb is not None and tokens[verb].lemma_.lower() != "be":
        return None
    manner = verb is not None and any(t.lemma_.lower() in words("speech", "manners") for t in tokens[verb:])
    parts = _parts(span.doc[span.start : tokens[verb].i]) if verb is not None else _parts(span)
    if not parts or _is_circumstance(parts[0]):
        return None
    if manner:
        first = parts[0][0]
        pronoun = (first, (first.idx, first.idx + len(first.text))) if first.lower_ in _PRONOUNS else None
        return pronoun or _person_in(parts[0]) or _speaker_in(parts[0])
    owned = parts[0][0].lower_ in _OWNERS or any(t.text in syntax.POSSESSIVES for t in parts[0])
    return _speaker_in(parts[0]) if owned else None


def _answer_from(parts: list[list[Token]]) -> Named | None:
    """Return whose answer it is that comes: "The answer from Varn came at noon", "The mayor's reply followed"."""
    if not parts or not _brings(parts[0]):
        return None
    behind = next((part for part in parts[1:] if part[0].lower_ in ("from", "by") and len(part) > 1), None)
    if behind is None:
        return _speaker_in(parts[0])
    first = next((t for t in behind[1:] if t.ent_type_), None)
    place = (behind[1].idx, behind[-1].idx + len(behind[-1].text))
    return _person_in(behind) or _speaker_in(behind) or ((behind[-1], place) if first is not None else None)


def _summed_up(doc: Doc, stretch: Place) -> Act | None:
    """Read who speaks off the sentence behind: "“…” That was how Hal Varnest put it", "“…” So said Dana Prout"."""
    match = _SUM.match(doc.text, stretch[1])
    span = doc.char_span(*match.span("says"), alignment_mode="expand") if match is not None else None
    if span is None:
        return None
    for verb in span:
        if verb.lemma_.lower() in words_of("speech", "say", "describe") | {"put"} and is_told(verb):
            source, place = source_of(verb)
            if source is not None and place is not None and source.lower_ not in NOT_QUOTED and source.i > span.start:
                return Act([stretch], verb, cue_span(verb), source, place, exact=True, rule="lead-in")
    parts = [part for part in _parts(span) if any(t.ent_type_ in PERSON for t in part)]
    of = next((i for i, t in enumerate(parts[0]) if t.lower_ in ("of", "from", "by")), -1) if len(parts) == 1 else -1
    named = _person_in(parts[0][of + 1 :]) if _brings(span) and len(parts) == 1 else None
    return _act(stretch, (span[0].idx, span[0].idx + len(span[0].text)), named) if named is not None else None


def _led(doc: Doc, stretch: Place, stretches: Sequence[Place], before: Sequence[Act]) -> Act | None:
    lead = _lead_of(doc, stretch[0])
    if lead is None or any(a < lead[1] and b > lead[0] for a, b in stretches):
        return None
    colon = doc.text.rfind(":", *lead)
    read = _read_lead(doc, lead)
    if read is None:
        span = doc.char_span(lead[0], lead[1] - 1, alignment_mode="contract")
        blunt = _blunt(span) if span is not None else None
        return _act(stretch, (colon, colon + 1), blunt) if blunt is not None else None
    if read.named is None and read.topic and (writing := _writing_in(doc, lead)) is not None:
        return _act(stretch, (lead[0], writing[1][0]), writing)
    named = read.named or (_speaker_before(doc, lead[0], before) if read.topic else None)
    if named is None and read.topic:
        return None
    return _act(stretch, (colon, colon + 1), named)


def _act(stretch: Place, mark: Place, named: Named | None) -> Act:
    if named is None:
        return Act([stretch], exact=True, rule="lead-in", open=True)
    cue = mark if mark[0] < mark[1] else None
    return Act([stretch], None, cue, *named, exact=True, rule="lead-in")


def _is_whole(doc: Doc, stretch: Place) -> bool:
    """Say whether a stretch is a sentence by its end, or ends its line: no title within a sentence."""
    text = doc.text
    inner = doc.char_span(*stretch, alignment_mode="expand")
    if inner is None or sum(t.is_alpha for t in inner) < MIN_WORDS:
        return False
    end = text.find("\n", stretch[1])
    rest = text[stretch[1] : end if end >= 0 else len(text)].strip()
    return text[slice(*stretch)].rstrip(_MARKS + " ")[-1:] in tuple(_SENTENCE_END) or not rest or rest[0] in ":–—-"


def _lead_of(doc: Doc, start: int) -> Place | None:
    """Return the words of the sentence before a quotation where a colon ends them; else of the paragraph above."""
    text = doc.text
    line = text.rfind("\n", 0, start) + 1
    end = len(text[line:start].rstrip()) + line
    if end <= line:
        end = len(text[:line].rstrip())
        line = text.rfind("\n", 0, end) + 1
    colon = doc.char_span(end - 1, end, alignment_mode="expand") if end > line and text[end - 1] == ":" else None
    if colon is None:
        return None
    low = max(line, colon[0].sent.start_char)
    low += len(text[low:end]) - len(text[low:end].lstrip(_BULLETS))
    return (low, end) if 1 < end - low <= MAX_LEAD else None


def _read_lead(doc: Doc, place: Place) -> _Lead | None:
    """Return whom a lead-in names, or None where it has a verb that says it all or is no phrase."""
    span = doc.char_span(place[0], place[1] - 1, alignment_mode="contract")
    own = outside_relatives(span) if span is not None else []
    if any(_tells(token) for token in own):
        return None
    parts = _parts(own)
    if not parts:
        return None
    speaking = [part for part in parts if not _is_circumstance(part)]
    named = next((made for part in speaking if (made := _person_in(part)) is not None), None)
    named = named or next((made for part in speaking if (made := _speaker_in(part)) is not None), None)
    if named is None and speaking and _writing_of(parts[0]) is not None:
        named = _whoever(speaking[0])
    return _Lead(named, topic=named is None and not speaking)


def _whoever(part: Sequence[Token]) -> Named | None:
    """Return whom a phrase names beside a writing, whatever he is called: "In a statement, the Korr mine: “…”"."""
    nouns = [t for t in part if t.pos_ in ("NOUN", "PROPN")]
    return (nouns[-1], (part[0].idx, nouns[-1].idx + len(nouns[-1].text))) if nouns else None


def _writing_in(doc: Doc, place: Place) -> Named | None:
    """Return the writing in which a quotation stands: "In the letter, dated April 2: “…”", "On a banner: “…”"."""
    span = doc.char_span(place[0], place[1] - 1, alignment_mode="contract")
    noun = _writing_of(_parts(span)[0], "printed_on") if span is not None else None
    return (noun, syntax.phrase(noun)) if noun is not None else None


def _writing_of(first: Sequence[Token], listed: str = "printed_nouns") -> Token | None:
    """Return the writing that a phrase with "in" or "on" names: "In a statement"."""
    nouns = [t for t in first if t.pos_ == "NOUN" and t.lemma_.lower() in words("speech", listed)]
    return nouns[0] if first[0].lower_ in ("in", "on") and nouns else None


def _tells(token: Token) -> bool:
    aside = token.i > token.sent.start and token.nbor(-1).text in (",", "(", "–", "—")  # "Another, taped to a pillar:"
    finite = token.pos_ == "AUX" or (token.pos_ == "VERB" and syntax.is_finite(token) and not aside)
    return finite or token.lower_ in NOT_QUOTED


def _parts(span: Iterable[Token]) -> list[list[Token]]:
    """Return the phrases of a lead-in: commas and prepositions part them, "of" and "for" do not."""
    parts: list[list[Token]] = [[]]
    for token in span:
        if token.is_space:
            continue
        if token.text in (",", "(", ")", ";", "–", "—"):
            parts.append([])
        elif token.pos_ in ("ADP", "SCONJ") and token.lower_ not in ("of", "for", "'s", "’s") or _is_participle(token):
            parts.append([token])
        elif parts[-1] or token.pos_ not in ("CCONJ", "ADV", "PUNCT", "INTJ"):
            parts[-1].append(token)
    return [part for part in parts if part]


def _is_participle(token: Token) -> bool:
    return token.pos_ == "VERB" and token.i > token.sent.start and token.nbor(-1).pos_ != "DET"


def _is_circumstance(part: Sequence[Token]) -> bool:
    """Say whether a phrase tells of what, where or when: "on the crowd"; "from the mayor" names who speaks."""
    first = part[0]
    return (first.pos_ in ("ADP", "SCONJ") or _is_participle(first)) and first.lower_ not in ("from", "by")


def _person_in(part: Sequence[Token]) -> Named | None:
    """Return the person whom a phrase names, with the office before the name: "home captain Wes Orlebar"."""
    people = names_in(part, PERSON)
    if not people or any(t.text in syntax.POSSESSIVES for t in part):
        return None
    begin = next(t for t in part if t.pos_ not in ("ADP", "SCONJ"))
    return people[0].root, (min(begin.idx, people[0].start_char), people[0].end_char)


def names_in(tokens: Sequence[Token], kinds: frozenset[str]) -> list[Span]:
    """Return the names of some kinds among tokens of one text, in order of place."""
    found: list[list[int]] = []
    for token in tokens:
        if token.ent_type_ in kinds:
            if found and found[-1][1] == token.i:
                found[-1][1] = token.i + 1
            else:
                found.append([token.i, token.i + 1])
    return [tokens[0].doc[low:high] for low, high in found]


def _speaker_in(part: Sequence[Token]) -> Named | None:
    """Return the body or the unnamed person that a phrase speaks of, or whose answer it is."""
    mark = next((i for i, t in enumerate(part) if t.text in syntax.POSSESSIVES), None)
    if mark is not None:
        owner = [t for t in part[:mark] if t.pos_ not in ("ADP", "SCONJ")]
        return (_person_in(owner) or _speaker_in(owner)) if owner and _brings(part[mark:]) else None
    own = [t for t in part if t.pos_ not in ("ADP", "SCONJ")]
    if own and own[0].lower_ in _OWNERS and _brings(own[1:]):
        return own[0], (own[0].idx, own[0].idx + len(own[0].text))
    stop = next((i for i, t in enumerate(part) if t.lower_ in ("of", "for") and i), len(part))
    own = [t for t in part[:stop] if t in own]
    nouns = [t for t in own if t.pos_ in ("NOUN", "PROPN")]
    if not nouns:
        return None
    head = nouns[-1]
    speaks = head.ent_type_ in BODY or noun_class(head.lemma_.lower()) in ("person", "group")
    unknown = all(t.pos_ == "PROPN" and not t.ent_type_ for t in own)
    listed = unknown or any(head.lemma_.lower() in words(*where) for where in _SPEAKERS)
    place = trimmed(head.doc.text, own[0].idx, head.idx + len(head.text))
    return (head, place) if speaks or listed else None


_OWNERS = frozenset({"his", "her", "their"})
_BRINGING = ("answers", "document_nouns", "claim_nouns")
_SPEAKERS = (
    ("descriptions", "person"),
    ("descriptions", "organisation"),
    ("speech", "unnamed_nouns"),
    ("speech", "speaking_groups"),
)


def _brings(tokens: Iterable[Token]) -> bool:
    """Say whether words name what somebody says: an answer, a letter, a claim."""
    return any(t.lemma_.lower() in words("speech", key) for t in tokens for key in _BRINGING)


def _speaker_before(doc: Doc, start: int, before: Sequence[Act]) -> Named | None:
    """Return who speaks on where only the topic changes: whom the paragraph above introduces or leads in."""
    text = doc.text
    end = len(text[: text.rfind("\n", 0, start) + 1].rstrip())
    line = text.rfind("\n", 0, end) + 1
    if end > line and text[end - 1] == ":" and (lead := _lead_of(doc, end + 1)) is not None:
        read = _read_lead(doc, lead)
        if read is not None and read.named is not None:
            return read.named
    last = before[-1] if before else None
    if last is not None and last.source is not None and last.source_span is not None and last.content[-1][1] >= line:
        return last.source, last.source_span
    above = doc.char_span(line, end, alignment_mode="contract") if end > line else None
    people = names_in(list(above), PERSON) if above else []
    return (people[0].root, syntax.phrase(people[0].root)) if len(people) == 1 else None


def _heads_line(doc: Doc, stretch: Place) -> Act | None:
    """Read a headline that a quotation opens: "‘I never saw it’: former treasurer Quill at Dorne fraud trial"."""
    text = doc.text
    line = text.rfind("\n", 0, stretch[0]) + 1
    end = text.find("\n", stretch[1])
    end = end if end >= 0 else len(text)
    mark = _HEADLINE_MARK.match(text, stretch[1], end)
    if mark is None or text[line : stretch[0]].strip() or text[line:end].rstrip()[-1:] in tuple(_SENTENCE_END):
        return None
    if line and text[line - 2 : line] != "\n\n":
        return None
    rest = doc.char_span(*trimmed(text, mark.end(), end), alignment_mode="contract")
    if rest is None:
        return None
    named = _first_of(rest)
    inner = doc.char_span(*stretch, alignment_mode="expand")
    if named is None and not any(t.pos_ in ("VERB", "AUX") for t in inner or ()):
        return None  # a title
    return _act(stretch, mark.span(), named)


def _first_of(rest: Span) -> Named | None:
    """Return who speaks in a headline behind its quotation: its first phrase, or with whom it is a talk."""
    verb = next((t.i for t in rest if t.pos_ in ("VERB", "AUX") and t.i > rest.start), rest.end)
    parts = _parts(rest.doc[rest.start : verb])
    if not parts or _is_circumstance(parts[0]):
        return None
    named = _person_in(parts[0]) or _speaker_in(parts[0])
    if named is None and any(t.lemma_.lower() in words("speech", "interviews") for t in parts[0]):
        people = [part for part in _parts(rest) if any(t.ent_type_ in PERSON for t in part)]
        named = _person_in(people[0]) if len(people) == 1 else None
    return named
