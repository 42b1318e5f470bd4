"""Who speaks by the layout of a text: transcripts, interviews, headlines, signed quotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Span
from crossread.grammar.labelled_lines import labelled_claims
from crossread.grammar.sources import ends_as_heard, is_told
from crossread.languages.tables import countries, fold, words, words_of
from crossread.reading.speech.by_grammar import Act
from crossread.reading.speech.by_lead_in import BODY, PERSON, names_in
from crossread.text.spans import trimmed

Place = tuple[int, int]
HEADLINE_WORDS = 18  # a longer line is no headline
LABEL_WORDS = 6
SPEAKER_WORDS = 3  # of a label in a transcript that names no person
_LINE = re.compile(r"[^\n]+")
_NAME = r"[\w“\"'‘][\w.,’' -]*?"
_ASIDE = r"(?:\s*[(\[][^()\[\]\n]{1,60}[)\]])?"  # "MS ORR (for the owners): …"
_LABEL = re.compile(rf"\s*[*•·–—-]?\s*(?P<name>{_NAME}){_ASIDE}(?P<mark>:)\s+(?P<words>\S.*)$")
_DASHED = re.compile(rf"\s*(?P<name>[A-Z][A-Z.’' -]*[A-Z]){_ASIDE}\s*(?P<mark>[–—]|\s-+)\s+(?P<words>\S.*)$")
_BEHIND = re.compile(rf"\s*(?P<words>\S.*\w.*?)(?P<mark>\s+[-–—]+(?=\s)|\s+-(?=\w)|:(?=\s))\s*(?P<name>{_NAME})\s*$")
_STOP = r"(?:[,;–—]|-(?!\w)|(?<=\s)-)"  # no hyphen within a word: "to begin 90-day stint, lawyer says"
_SAYS = re.compile(rf"\s*(?P<words>\S.*?){_STOP}\s*(?P<mark>\w+)\s+(?P<name>{_NAME})\s*$")
_SAID = re.compile(rf"\s*(?P<words>\S.*?){_STOP}\s*(?P<name>{_NAME})\s+(?P<mark>\w+)\s*$")
_SIGNED = re.compile(
    r"[”\"]\s*(?P<dash>[―—–-]{1,2})\s*(?P<name>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}?)"
    r"(?P<who>,\s[^\n.!?“”]{1,80}|\s\([^()\n]{1,60}\))?\.?\s*$",
    re.M,
)
_QUESTION = frozenset({"q", "question"})
_ANSWER = frozenset({"a", "answer"})
_SENTENCE_END = (".", "!", "?", "”", '"', "’")
_STOPS = (*_SENTENCE_END, "…", "-", "–", "—")  # what ends the words of a speaker: a sentence, or one who is interrupted
PLACE = frozenset({"place", "GPE", "LOC"})
_NAMED = frozenset({"person", "PERSON", "organisation", "ORG"})


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A line that begins with a label: the label, and what stands behind it."""

    name: Place
    mark: Place
    words: Place


def find_by_layout(doc: Doc, stretches: list[Place]) -> list[Act]:
    """Return the acts whose speaker a label, a headline's form or a signature names."""
    found = [*_signed(doc, stretches), *_transcript(doc), *_headlines(doc), *_claims(doc)]
    kept: dict[Place, Act] = {}
    for act in found:
        kept.setdefault(act.content[0], act)
    return list(kept.values())


def _lines(text: str) -> Iterator[Place]:
    for match in _LINE.finditer(text):
        if match.group().strip():
            yield match.span()


def _act(doc: Doc, name: Place, mark: Place, said: Place) -> Act | None:
    named = doc.char_span(*name, alignment_mode="expand")
    content = trimmed(doc.text, *said)
    if named is None or content[1] - content[0] <= 2:
        return None
    return Act([content], None, mark, named.root, name, exact=True, rule="layout")


def _transcript(doc: Doc) -> list[Act]:
    """Read "HOLT: …", "Dana Holt: …", "Q: …" and "A: …" line by line.

    A label counts where it stands at several lines, or several lines bear labels, or it is a person's name in capitals:
    "KILLER MIST: …" is a heading. A question put by "Q" or the outlet is nobody's claim; "A" is whoever is interviewed.
    What brings no sentence in any of its lines is an entry of a list: "Goal: Tarn 12".
    """
    labels = [label for line in _lines(doc.text) if (label := _labelled(doc.text, line, _LABEL)) is not None]
    labels = labels or _dashed(doc)
    apart = [
        label
        for label in labels
        if _is_told(doc, label.words) or not _is_beside_line(doc.text, (label.name[0], label.words[1]))
    ]
    telling = {doc.text[slice(*label.name)] for label in apart}
    labels = [label for label in labels if doc.text[slice(*label.name)] in telling]
    names = [doc.text[line.name[0] : line.name[1]] for line in labels]
    speaking = [doc.text[slice(*line.name)] for line in labels if _speaks_in_transcript(doc, line.name)]
    often = Counter(name for name, line in zip(names, labels, strict=True) if _may_be_label(doc, line.name))
    for name in names:  # "Dana Holt: …", further on "Holt: …"
        often[name] = max(often[name], sum(often[n] for n in set(names) if often[n] and _same_person(n, name)))
    sure = {fold(n) for n in speaking if often[n] > 1 or n.isupper() or fold(n) in _QUESTION | _ANSWER}
    dialogue = len({fold(name) for name in speaking}) > 1 and bool(sure)
    found: list[Act] = []
    answers: Place | None = None
    interviewed = _interviewed(doc, labels[0].name[0]) if labels else None
    for line, name in zip(labels, names, strict=True):
        if fold(name) in _QUESTION:
            continue
        span = doc.char_span(*line.name, alignment_mode="expand")
        person = span is not None and any(t.ent_type_ in ("person", "PERSON") for t in span)
        if fold(name) in _ANSWER:
            made = _answer(doc, line, answers or interviewed) if dialogue else None
        elif not (often[name] > 1 or (person and name.isupper()) or (dialogue and name in speaking)):
            continue
        elif doc.text[line.words[0] : line.words[1]].rstrip().endswith("?") and not (person or name.isupper()):
            continue  # the outlet asks
        else:
            answers = line.name if person or answers is None else answers
            made = _act(doc, line.name, line.mark, line.words)
        found += [made] if made is not None else []
    return found


def _claims(doc: Doc) -> list[Act]:
    """Read "Claim: …" of a check of facts: somebody says so, and the line does not say who."""
    return [
        Act(
            [trimmed(doc.text, said.start_char, said.end_char)], label[-1], (label.start_char, label.end_char),
            exact=True, rule="layout", open=True,
        )
        for label, said in labelled_claims(doc)
        if not _is_topic(said, leads=True)
    ]  # fmt: skip


def _same_person(one: str, other: str) -> bool:
    """Say whether two labels are one name, or a full name and its family name."""
    short, long = sorted((fold(one).split(), fold(other).split()), key=len)
    return short == long or (len(short) == 1 and len(long) > 1 and short[-1] == long[-1])


def _is_beside_line(text: str, place: Place) -> bool:
    """Say whether the line of a place has another right above or below it."""
    start, end = text.rfind("\n", 0, place[0]), text.find("\n", place[1])
    above = text[text.rfind("\n", 0, start) + 1 : start] if start > 0 else ""
    below = text[end + 1 :].partition("\n")[0] if end >= 0 else ""
    return bool(above.strip() or below.strip())


def _answer(doc: Doc, line: _Labelled, speaker: Place | None) -> Act | None:
    """Return what "A" answers: the words of whoever is interviewed, or of somebody where nothing says with whom the
    talk is."""
    if speaker is not None:
        return _act(doc, speaker, line.mark, line.words)
    return Act([trimmed(doc.text, *line.words)], exact=True, rule="layout", open=True)


def _interviewed(doc: Doc, start: int) -> Place | None:
    """Return the person of whom an introduction, all before `start`, speaks most; None where two are named as often."""
    lead = [t for t in doc if t.idx < start]
    often: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for name in names_in(lead, PERSON) if lead else []:
        family = fold(name[-1].text)
        often[family] += 1
        first.setdefault(family, syntax.phrase(name.root) if len(name) > 1 else (name.start_char, name.end_char))
    best = often.most_common(2)
    return first[best[0][0]] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _is_told(doc: Doc, place: Place) -> bool:
    """Say whether what stands behind a label is said, not named: a sentence by its end or by its verb."""
    span = doc.char_span(*place, alignment_mode="expand")
    return span is not None and (span.text.rstrip().endswith(_STOPS) or any(t.pos_ in ("VERB", "AUX") for t in span))


def _dashed(doc: Doc) -> list[_Labelled]:
    """Return the lines of a transcript whose labels are in capitals before a dash: two speakers at least, no
    datelines."""
    found = [label for line in _lines(doc.text) if (label := _labelled(doc.text, line, _DASHED)) is not None]
    names = Counter(doc.text[slice(*label.name)] for label in found)
    return (
        found
        if len(names) > 1 and max(names.values()) > 1 and not any(_is_place(doc, label.name) for label in found)
        else []
    )


def _is_place(doc: Doc, place: Place) -> bool:
    span = doc.char_span(*place, alignment_mode="expand")
    return span is not None and any(t.ent_type_ in ("place", "GPE", "LOC") for t in span)


def _labelled(text: str, line: Place, pattern: re.Pattern[str]) -> _Labelled | None:
    match = pattern.match(text[line[0] : line[1]])
    if match is None or len(match["name"].split()) > LABEL_WORDS:
        return None
    shift = line[0]
    opened = len(match["name"]) - len(match["name"].lstrip("“\"'‘"))
    name, told = ((a + shift, b + shift) for a, b in (match.span("name"), match.span("words")))
    aside = len(match.string[match.end("name") :]) - len(match.string[match.end("name") :].lstrip())
    mark = name[1] + aside, match.end("mark") + shift
    return _Labelled((name[0] + opened, name[1]), mark, told) if name[1] - name[0] > opened else None


def _speaks_in_transcript(doc: Doc, place: Place) -> bool:
    """Say whether a label may be a speaker's: "Q", a name or an office in capitals, no heading of a chapter."""
    name = doc.text[slice(*place)]
    if fold(name) in _QUESTION | _ANSWER:
        return True
    parts, span = name.split(), doc.char_span(*place, alignment_mode="expand")
    if (
        span is None
        or _is_kicker(name)
        or _ends_in_saying(span)
        or not all(part[:1].isupper() for part in parts if len(part) > 3)
    ):
        return False
    person = any(t.ent_type_ in ("person", "PERSON") for t in span)
    return person or (len(parts) <= SPEAKER_WORDS and not any(t.pos_ in ("VERB", "AUX", "ADP", "PART") for t in span))


def _may_be_label(doc: Doc, place: Place) -> bool:
    """Say whether a label that comes again may be a speaker's: no kind of text, no clause ("Lund continued:")."""
    span = doc.char_span(*place, alignment_mode="expand")
    return span is not None and not _is_kicker(span.text) and not _ends_in_saying(span)


def _ends_in_saying(span: Span) -> bool:
    told = words_of("speech", "say", "quote_verbs")
    return len(span) > 1 and span[-1].pos_ == "VERB" and span[-1].lemma_.lower() in told


def _is_kicker(name: str) -> bool:
    """Say whether a label only says what kind of text follows: "UPDATE:", "Live:"; a "bank source" is somebody."""
    *before, last = fold(name).split() or [""]
    who = before and last in words("speech", "unnamed_nouns")
    return bool({*before, *([] if who else [last])} & words("speech", "kickers"))


def _headlines(doc: Doc) -> list[Act]:
    """Read "NAME: …", "… - audit office", "…: sources" and "…, says NAME" in headlines."""
    found = []
    named = _named_below(doc)
    for number, line in enumerate(_lines(doc.text)):
        text = doc.text[line[0] : line[1]]
        if not (number == 0 or _is_headline(text)) or len(text.split()) > HEADLINE_WORDS:
            continue
        for part in _parts(doc.text, line):
            act = next(
                (
                    made
                    for pattern in (_LABEL, _BEHIND, _SAYS, _SAID)
                    if (made := _headline(doc, part, pattern, named)) is not None
                ),
                None,
            )
            if act is not None and (number == 0 or not _is_entry(doc, line, act.content[0])):
                found.append(act)
    return found


def _parts(text: str, line: Place) -> Iterator[Place]:
    """Yield the parts of a headline between its semicolons: "Ferry was full, crew say; owner: there was room"."""
    start = line[0]
    for part in text[line[0] : line[1]].split(";"):
        yield start, start + len(part)
        start += len(part) + 1


def find_unowned_quotes(doc: Doc, stretches: list[Place], acts: list[Act]) -> list[Act]:
    """Return what a headline has in quotation marks and nobody for it: "Skipper 'was asleep at the wheel'"."""
    found = []
    for line in _lines(doc.text):
        text = doc.text[slice(*line)]
        inside = [span for span in stretches if line[0] <= span[0] and span[1] <= line[1]]
        told = [act for act in acts if any(line[0] <= start < line[1] for start, _ in act.content)]
        if len(inside) == 1 and not told and len(text.split()) <= HEADLINE_WORDS and _is_unstopped(text):
            span = doc.char_span(*inside[0], alignment_mode="expand")
            if span is not None and any(t.pos_ in ("VERB", "AUX") for t in span) and sum(t.is_alpha for t in span) > 1:
                found.append(Act([_with_subject(span, inside[0])], exact=True, rule="layout", open=True))
    return found


def _with_subject(quoted: Span, place: Place) -> Place:
    """Let words in marks that tell what somebody did reach to him: "Skipper 'was asleep' when ferry sank"."""
    subject = syntax.subject(quoted.root) if quoted.root.pos_ in ("VERB", "AUX", "ADJ") else None
    start, end = syntax.phrase(subject) if subject is not None else place
    return (start, place[1]) if end < place[0] and end + 1 >= place[0] else place


def _is_unstopped(text: str) -> bool:
    return text.rstrip("\"'”’ ")[-1:] not in ".!?:;,"


def _is_entry(doc: Doc, line: Place, said: Place) -> bool:
    """Say whether a line is an entry of a list and no heading: "Coach: Ted Marsh" brings a bare name, or stands
    among others."""
    if _is_told(doc, said):
        return False
    text = doc.text
    beside = _is_beside_line(text, line)
    span = doc.char_span(*said, alignment_mode="expand")
    named = span is not None and all(t.pos_ in ("PROPN", "NUM", "PUNCT") for t in span)
    return named or (beside and not text[slice(*line)].isupper())  # alerts stand line by line, in capitals


def _is_headline(text: str) -> bool:
    return not text.rstrip().endswith(_SENTENCE_END) and not text.rstrip().endswith(":")


def _headline(doc: Doc, line: Place, pattern: re.Pattern[str], named: _Named) -> Act | None:
    match = pattern.match(doc.text[line[0] : line[1]])
    if match is None or len(match["name"].split()) > LABEL_WORDS:
        return None
    spans = {key: (match.start(key) + line[0], match.end(key) + line[0]) for key in ("name", "mark", "words")}
    name, told, mark = (doc.char_span(*spans[key], alignment_mode="expand") for key in ("name", "words", "mark"))
    if name is None or told is None or mark is None or sum(t.is_alpha or t.like_num for t in told) < 2:
        return None
    if pattern is _SAID and ends_as_heard(mark.root):
        return Act([trimmed(doc.text, *spans["words"])], exact=True, rule="layout", open=True)
    if pattern in (_SAYS, _SAID) and not any(t.lemma_.lower() in words("speech", "say") for t in mark):
        return None
    if pattern is _SAYS and any(t.pos_ == "VERB" and is_told(t) for t in name):
        return None  # "…, state media reported": the verb stands behind
    if (
        not (_says_so(name, mark) or _names_speaker(name, named, leads=pattern is _LABEL))
        or _is_topic(told, leads=pattern is _LABEL)
        or (pattern is _BEHIND and len(told) <= SPEAKER_WORDS and _is_kicker(told.text))
    ):
        return None
    return _act(doc, spans["name"], spans["mark"], spans["words"])


def _says_so(name: Span, mark: Span) -> bool:
    """Say whether a noun stands beside a verb of saying in the present: "…, probe finds"; "…, staff told" hears."""
    present = mark.root.lower_ in (mark.root.lemma_.lower(), mark.root.lemma_.lower() + "s")
    told = mark.root.lemma_.lower() in words("speech", "say") and present
    return told and all(t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET") for t in name)


def _may_speak(name: Span, *, leads: bool) -> bool:
    """Say whether a few words of a headline name somebody who speaks: a person, a body, a document, no place and no
    kicker."""
    text = name.text
    tokens = [t for t in name if not t.is_punct and not t.is_space]
    # "… - source" at the end
    kicker = _is_kicker(text) and (leads or fold(text) not in words("speech", "unnamed_nouns"))
    if not tokens or not tokens[0].is_alpha or kicker:
        return False
    last = tokens[-1].lemma_.lower()
    nouns = [tokens[-1].lower_, last, last.removesuffix("s")]
    listed = any(noun in words(*where) for noun in nouns for where in _SPEAKERS)
    if any(t.pos_ in ("VERB", "AUX") and not t.text[:1].isupper() for t in (tokens[:-1] if listed else tokens)):
        return False  # of a listed noun the tag may err: "to close in May - source"
    if listed:
        return True
    known = countries()
    if fold(text) in known[0] or fold(text) in known[1] or fold(text) in known[2]:
        return False
    if any(t.ent_type_ in _NAMED for t in tokens):
        return True
    acronym = text.isupper() and len(text) in range(2, 6) and text.isalpha()
    alone = leads and len(tokens) == 1 and tokens[0].pos_ == "PROPN" and not tokens[0].ent_type_
    return acronym or alone or (text.isupper() and all(t.pos_ == "PROPN" for t in tokens) and len(tokens) > 1)


@dataclass(frozen=True, slots=True)
class _Named:
    """Whom and what a text names outside of lines in capitals: people, by their last names, bodies and places."""

    families: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]


def _named_below(doc: Doc) -> _Named:
    tokens = [t for t in doc if not t.is_space]
    people, bodies, places = (
        [name for name in names_in(tokens, kind) if not name.text.isupper()] for kind in (PERSON, BODY, PLACE)
    )
    # a label is no word of the text on itself
    places = [name for name in places if doc.text[name.end_char : name.end_char + 1] != ":"]
    alike = [frozenset(fold(name.text) for name in named) for named in (bodies, places)]
    return _Named(frozenset(fold(name[-1].text) for name in people), *alike)


def _names_speaker(name: Span, named: _Named, *, leads: bool) -> bool:
    """Say whether a few words of a headline name who speaks, by themselves or by what the text below tells of them."""
    if not leads or _is_kicker(name.text):
        return _may_speak(name, leads=leads)
    if fold(name[-1].text) in named.families:
        return True
    return fold(name.text) not in named.places and (fold(name.text) in named.bodies or _may_speak(name, leads=True))


def _is_topic(told: Span, *, leads: bool) -> bool:
    """Say whether what stands behind a name is what a text tells of him: "Ada Holm: a life in pictures", "…: how he
    won"."""
    finite = any(t.pos_ == "AUX" or (t.pos_ == "VERB" and syntax.is_finite(t)) for t in told)
    first = told[0].lower_
    of_himself = any(t.lower_ in words("function_words", "writers") for t in told)
    asks = first in words("function_words", "question_words")
    return leads and not of_himself and (asks or not finite and first in words("function_words", "plain_articles"))


_SPEAKERS = (
    ("descriptions", "person"), ("descriptions", "organisation"), ("speech", "unnamed_nouns"),
    ("speech", "document_nouns"), ("speech", "speaking_groups"),
)  # fmt: skip


def _signed(doc: Doc, stretches: list[Place]) -> list[Act]:
    """Read "“…” — Dana Holt" and, of a quotation that is a line of its own, "“…” – Dana Holt, farmer"."""
    found = []
    for match in _SIGNED.finditer(doc.text):
        quoted = next((span for span in stretches if span[1] == match.start() + 1), None)
        named = doc.char_span(*match.span("name"), alignment_mode="expand")
        if quoted and named is not None and (match["who"] is None or _begins_line(doc.text, quoted[0])):
            found.append(Act([quoted], None, match.span("dash"), named.root, match.span("name")))
    return found


def _begins_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()
