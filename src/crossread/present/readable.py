"""What a reader is shown of a statement, so that it can be understood without opening anything.

A statement that says who and what by itself is shown in its gist. One that does not (a clause whose subject stands
elsewhere, "the firm said on Saturday", words cut in the middle) is never shown alone: its whole sentence is, with the
statement's own words marked in it. So no line depends on how well a sentence was cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from crossread.languages import tables
from crossread.languages.tables import load
from crossread.present.fillings import due_between, due_in_gist, pieces
from crossread.present.pointing import hangs, is_scant, is_settled, leans, points
from crossread.present.statement_view import Said
from crossread.present.visible import one_line, printed

SHORTEST, LONGEST = 4, 30  # words of a statement that tells something whole and is no paragraph
BRIEF = 12  # words of a sentence so short that "him" in it is understood only after the sentence before
PIECES = 3  # pieces of a sentence of which a statement can be put together so that it reads as one
SENTENCE = 50  # words of a sentence that is shown whole; a longer one is cut around the statement's own words
_HANGS = frozenset(
    ["which", "who", "whom", "whose", "that", "if", "why", "how", "whether", "when", "where", "while", "because", "as",
     "to", "and", "but", "or", "of", "than", "though", "although", "since", "until", "after", "before", "about", "into",
     "in", "on", "at", "by", "with", "for", "from", "so", "such", "not", "including"]
)  # words with which a clause begins that hangs on another  # fmt: skip
_BELONGS = frozenset(
    ["of", "than", "after", "before"]
)  # what they begin belongs to the word before: "just hours | after"
_POINTS = frozenset(
    ["he", "she", "it", "they", "his", "her", "its", "their", "this", "these", "those", "him", "them", "here", "we",
     "i", "you", "me", "us", "our", "my", "your", "there", "one", "both", "another"]
)  # words that point at what stands before, unless the gist names it behind them: "we (Harbour Board)"  # fmt: skip
_ENDS = frozenset(
    ["the", "a", "an", "of", "to", "in", "on", "at", "for", "with", "from", "by", "that", "which", "who", "and", "or",
     "but", "as", "than", "not", "why", "because", "if", "is", "are", "was", "were", "be", "been", "has", "have", "had",
     "will", "would", "could", "may", "might", "should", "must", "says", "said", "about", "into", "their", "his", "her",
     "even", "there", "also", "just", "only", "when", "where", "while"]
)  # words behind which something is missing  # fmt: skip
_SUBJECTS = dict.fromkeys(("he", "she"), ("person",))
_HEADING = {
    **dict.fromkeys(("he", "she", "his", "her"), ("person",)),
    **dict.fromkeys(("they", "their"), ("person", "group", "organisation")),
}
_OBJECTS = re.compile(r"\b(?:him|them)\b", re.IGNORECASE)  # whom they stand for is said nowhere in the line
_IT = re.compile(r"\bit(?:['’]s| is| was| will be| would be| mark(?:s|ed)| means| meant)\b", re.IGNORECASE)
_COPULA = re.compile(r"\b(?:is|was|be|marks|marked|means|meant)\b")
_TELLS_WHICH = frozenset(["whose", "whom", "where"])
_LETTERS = re.compile(r"[a-z]+")
_PASSIVE = frozenset(
    ["be", "is", "are", "am", "was", "were", "been", "being", "s", "re", "get", "gets", "got", "gotten", "getting",
     "had", "has", "have", "having", "isn", "aren", "wasn", "weren"]
)  # fmt: skip
_NEXT_WORD = re.compile(r"[ \t]+(\w+)")
_WORD = re.compile(r"\w+")
_NAMED_SPEAKER = re.compile(r"\b(?P<word>I|[Ww]e) \((?P<name>[^()]+)\)")
_SPOKEN = re.compile(r"\s*(?:“[^”]*”|\"[^\"]*\"|``(?:(?!\'\').)*\'\')\s*$", re.DOTALL)
_OWN_WORDS = re.compile(r"\b(?:I|me|my|we|us|our)\b")
_TORN = re.compile(
    r"(?:^|\s)-\w|\w-\s-|\b(\w{2,}) \1\b|['’]s['’]|\$\w*-\s|['’]s not['’]s|\(\s|\s\)|^\W*$"
    r"|(?:^|\s)n['’]t\b|\b(?!(?:i|we|you|they|who)\b)\w+['’]ve\b|\bi (?:\([^()]*\) )?\w+ing\b",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,4})$")  # "Mr", "U": a short word that lost its full stop
_OPENING = range(0, 3)  # where the first participant may begin: at once, or after a quotation mark


@dataclass(frozen=True)
class Shown:
    """A line as it is read: its words in parts, each with whether it is the statements' own; `said` are they.

    `start` and `end` are the place of what stands behind the line, in code points of its report. Names in square
    brackets are not of the report: who a pronoun stands for, who speaks. `settled`: nothing in it points elsewhere.
    `begin` is where the sentence before begins that is shown with it, -1 where none is.
    """

    parts: tuple[tuple[str, bool], ...]
    start: int
    end: int
    whole: bool
    settled: bool = True
    begin: int = -1

    @property
    def stands(self) -> bool:
        """Say whether its first word points at nobody named elsewhere, or at one who is named behind it."""
        match = _WORD.search(self.text)
        return (
            match is None
            or match.group().lower() not in _POINTS | {"that"}
            or self.text[match.end() :].lstrip().startswith("[")
        )

    @property
    def speaks(self) -> bool:
        """Say whether it begins with who speaks, in brackets."""
        return self.parts[0][0].startswith("[") and self.parts[0][0].endswith(":] ")

    @property
    def text(self) -> str:
        """The line's words on one line."""
        return one_line(printed("".join(part for part, _ in self.parts)))

    @property
    def words(self) -> str:
        """The line's words without who speaks, for a place that says it."""
        return one_line(printed("".join(part for part, _ in self.parts[int(self.speaks) :])))


def is_whole(one: Said, longest: int = LONGEST) -> bool:
    """Say whether a statement can be read by itself: who and what, neither a scrap nor longer than so many words,
    nothing torn."""
    return SHORTEST <= len(one.readable.split()) <= longest and all(test(one) for test in _TESTS)


def names_all(one: Said) -> bool:
    """Say whether nobody and nothing in a statement has to be looked up in the sentence before."""
    told = [place for filling in one.fillings for place, _ in filling.insertions]
    return not points(one, by_itself(one, strict=True).text, told) and not is_scant(one)


def _stands(one: Said) -> bool:
    """Say whether its first word neither joins it to another clause nor points at somebody named elsewhere."""
    words = one.readable.split()
    match = _WORD.search(one.readable)
    first = match.group().lower() if match else ""
    if first.isdigit() and len(words) > 1 and words[1] in _ENDS:  # "51 is in his seventh term": an age behind a name
        return False
    pointing = first in _POINTS and not (len(words) > 1 and words[1].startswith("("))
    there = (
        first == "there" and len(words) > 1 and words[1].lower() in {"is", "are", "was", "were", "has", "have", "will"}
    )
    return bool(first) and first not in _HANGS and (not pointing or there)


def _is_closed(one: Said) -> bool:
    last = one.readable.rstrip(" .,;:!?”\"’')").rpartition(" ")[2].lower()
    behind = _NEXT_WORD.match(one.view.report.text, one.statement.end, one.statement.sentence[1])
    inside = (
        behind is not None and behind.group(1).lower() not in _HANGS - _BELONGS
    )  # its last words go on: "to succeed retiring | Senator"
    return not one.open and last not in _ENDS and not inside


def _is_finite(one: Said) -> bool:
    """Say whether it has a verb that makes it a sentence: in the passive "be" or "get" beside the participle."""
    told = one.statement.voice != "passive" or any(word in _PASSIVE for word in _LETTERS.findall(one.readable.lower()))
    return told and (one.statement.tense != "none" or bool(one.statement.modality))


def _keeps_it(one: Said) -> bool:
    """Say whether no name stands in the place of an "it" that may mean nothing: "it is rare for a mayor to …"."""
    replaced = _IT.search(one.statement.text) is not None and _IT.search(one.readable) is None
    return not replaced or _COPULA.search(one.readable) is None


def _is_no_phrase(one: Said) -> bool:
    """Say whether it is more than somebody with a clause that tells which: "Ada Brandt whose boat was lost"."""
    first = _LETTERS.match(one.statement.text.lower())
    return one.statement.gist is None or first is None or first.group() not in _TELLS_WHICH


def _has_subject(one: Said) -> bool:
    """Say whether the one who does or bears it is among the words that are shown."""
    statement = one.statement
    spans = statement.gist.spans if statement.gist else ((statement.start, statement.end),)
    if spans and spans[0][0] < statement.sentence[0]:  # a name from before in the place of the pronoun
        return True
    role = "patient" if statement.voice == "passive" else "agent"
    subjects = [part for part in statement.participants if part.role == role]
    if subjects:  # in the gist, or a pronoun of the statement that the gist has by its name
        return any(a <= part.start < b for part in subjects for a, b in (*spans, (statement.start, statement.end)))
    first = spans[0][0] if spans else statement.start
    return any(part.start - first in _OPENING for part in statement.participants)


def _is_in_order(one: Said) -> bool:
    """Say whether its words stand as in the report, names from elsewhere left out, and none lost its full stop."""
    statement, text = one.statement, one.view.report.text
    spans = statement.gist.spans if statement.gist else ((statement.start, statement.end),)
    low, high = statement.sentence
    inside = [(a, b) for a, b in spans if low <= a < high]
    gaps = list(zip(inside, inside[1:], strict=False))
    ordered = all(
        b <= c and (b == c or _WORD.search(text, b, c)) for (_, b), (c, _) in gaps
    )  # no comma alone was left out
    return len(inside) <= PIECES and ordered and not any(_loses_stop(text, a, b, high) for a, b in inside)


def _loses_stop(text: str, start: int, end: int, sentence: int) -> bool:
    return text[end : end + 1] == "." and end + 1 < sentence - 1 and bool(_INITIAL.search(text[start:end]))


def _is_sound(one: Said) -> bool:
    text = one.readable
    pairs = (("“", "”"), ("``", "''"), ("(", ")"))
    paired = text.count('"') % 2 == 0 and all(text.count(left) == text.count(right) for left, right in pairs)
    return paired and not _TORN.search(text) and not _OBJECTS.search(text)


_TESTS: tuple[Callable[[Said], bool], ...] = (
    _stands,
    _is_closed,
    _is_finite,
    _keeps_it,
    _is_no_phrase,
    _has_subject,
    _is_in_order,
    _is_sound,
)


def shown(said: Sequence[Said]) -> Shown:
    """Return how a claim of these statements is read: the shortest that is whole, else the sentence of the first."""
    whole = [one for one in said if is_whole(one)]
    if whole:
        return by_itself(min(whole, key=lambda one: abs(len(one.readable) - 90)))
    return in_sentence([min(said, key=lambda one: _words(one.sentence))])


def by_itself(one: Said, *, strict: bool = False) -> Shown:
    """Return a statement in its gist; `strict`: it stands in a list, where nothing says what it leaves unsaid."""
    text, who = _spoken(one, one.readable.strip().rstrip(",;:–—- "), strict)
    due = _due_in(one, text) if strict else {}
    speaker = who or (speaker_of(one, text, (), strict) if strict and _OWN_WORDS.search(text) else "")
    parts = [(speaker, False)] if speaker else []
    parts += pieces(text, (0, len(text)), [(0, len(text))], due)
    at = next((n for n, (_, own) in enumerate(parts) if own), 0)
    words, inside = parts[at][0], at > 0 and not parts[at - 1][0].endswith(":] ")
    parts[at] = (words if inside or not words[:1].islower() else words[:1].upper() + words[1:], True)
    return Shown(tuple(parts), one.statement.start, one.statement.end, True)


def _spoken(one: Said, text: str, strict: bool) -> tuple[str, str]:
    """Return a gist without the name that stands in brackets behind "I", and that name as of who speaks, with his
    office where `strict`."""
    found = _NAMED_SPEAKER.search(text)
    if found is None or found["name"] in one.sentence:
        return text, ""
    plain = _NAMED_SPEAKER.sub(lambda match: match["word"], text)
    whole = strict and found["name"].split()[-1] in one.speaker
    return plain, f"[{one.speaker if whole else found['name']}:] "


def _due_in(one: Said, text: str) -> dict[int, list[str]]:
    spans = one.statement.gist.spans if one.statement.gist else ((one.statement.start, one.statement.end),)
    return due_in_gist(one.fillings, one.view.report.text, text, spans)


def in_sentence(said: Sequence[Said], *, strict: bool = False, bare: bool = False) -> Shown:
    """Return the sentence of statements, their own words marked; a long one is cut around them.

    `strict`: it stands in a list by itself, where nothing around it says what a bare noun means. `bare`: never with the
    sentence before, also where it points at that.

    One that points at what stands before is shown behind the sentence before it, where both fit; a quotation whose
    speaker is not named in it begins with his name in brackets.
    """
    one, text = said[0], said[0].view.report.text
    start, end = _line(text, said)
    low, high = start, end
    if _words(text[start:end]) > SENTENCE:
        low = min(max(start, other.statement.start) for other in said)
        high = max(min(end, other.statement.end) for other in said)
        low, high = _widened(text, low, high, (start, end))
    names = tuple((at, name) for at, name in one.names if low < at <= high)
    first, speaker = _lead(said, low, high, names, strict)
    if bare and first is not None:
        first, speaker = None, speaker_of(one, text[low:high], {name for _, name in names}, strict)
    begin = low if first is None else first
    fillings = one.fillings if strict else ()
    due = due_between(fillings, text, (begin, high), names)
    leaning = strict and first is None and (_points_back(text, low, high, names) or hangs(said, low, high, due))
    own = [(other.statement.start, other.statement.end) for other in said]
    parts = [(speaker, False)] if speaker else []
    if first is not None and one.before is not None:
        parts += [*pieces(text, one.before, [], due), (" ", False)]
    parts += [("… ", False)] if low > start else []
    parts += pieces(text, (low, high), own, due)
    parts += [(" …", False)] if high < end else []
    made = Shown(tuple(part for part in parts if part[0]), low, high, False, begin=-1 if first is None else first)
    return replace(made, settled=not strict or (not leaning and is_settled(made.text, SHORTEST)))


def _lead(
    said: Sequence[Said], low: int, high: int, names: tuple[tuple[int, str], ...], strict: bool
) -> tuple[int | None, str]:
    """Return what has to stand before a sentence so that it is understood: where that before begins, or who speaks."""
    one, text = said[0], said[0].view.report.text
    fits = one.before is not None and _words(text[one.before[0] : high]) <= SENTENCE + SENTENCE // 5
    due = due_between(one.fillings, text, (low, high), names)
    leaning = _points_back(text, low, high, names) or (strict and leans(said, low, high, due))
    if one.before is not None and fits and leaning and not _is_spoken(text[slice(*one.before)]):
        return one.before[0], ""
    return None, speaker_of(one, text[low:high], {name for _, name in names}, strict)


def _is_spoken(sentence: str) -> bool:
    """Say whether a sentence is a quotation and nothing else: put before another it does not say who speaks."""
    return _SPOKEN.match(sentence) is not None


def speaker_of(one: Said, line: str, names: Collection[str], strict: bool) -> str:
    """Return who speaks, in brackets, where a line quotes him and does not name him; with his office where `strict`."""
    chain = one.statement.attribution.chain
    if not chain or one.statement.attribution.kind not in ("direct", "mixed"):
        return ""
    who = one_line(chain[-1].name)
    parts = [part for part in who.split() if part[:1].isupper()] or who.split()
    if not any(c.isalpha() for c in who):
        return ""
    spoken = " ".join((line, *names)).casefold()
    if any(part.casefold() in spoken for part in parts) or is_pronoun(who) or who in load("calendar")["days"]:
        return ""
    return f"[{one.speaker if strict and one.speaker else who}:] "


def _points_back(text: str, low: int, high: int, names: tuple[tuple[int, str], ...]) -> bool:
    """Say whether a sentence begins with a pronoun that nobody names, or is short and has one for its object."""
    first = _WORD.search(text, low, high)
    if first is not None and first.group().lower() in tables.words("lines", "back"):
        return not any(at - first.end() in range(0, 4) for at, _ in names)
    return not names and _words(text[low:high]) <= BRIEF and _OBJECTS.search(text, low, high) is not None


def _line(text: str, said: Sequence[Said]) -> tuple[int, int]:
    """Return the place of the sentence on the lines of its statements: a headline ends with its line."""
    low, high = said[0].statement.sentence
    first, last = min(one.statement.start for one in said), max(one.statement.end for one in said)
    start = text.rfind("\n", low, max(low, first)) + 1 or low
    end = text.find("\n", min(high, last), high)
    low, high = max(low, start), end if end >= 0 else high
    joined = text.rstrip("\n").rfind("\n", low, high - 1)  # what was cut out of a headline and its text is of the text
    return (joined + 1, high) if joined >= 0 and text[joined:high].strip() else (low, high)


def _widened(text: str, low: int, high: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return as many words as a line takes: from the head of the sentence, where the statement is near it."""
    start, end = sentence
    if _words(text[start:low]) <= SENTENCE // 2:
        low = start
    words = [match.end() for match in re.finditer(r"\S+", text[low:end])]
    return low, low + words[min(len(words), SENTENCE) - 1] if words else high


def _words(text: str) -> int:
    return len(text.split())


def may_mean(word: str, kind: str, *, heading: bool) -> bool:
    """Say whether a word is a pronoun that can stand for an entity of this kind; "it" is read wrongly too often.

    Within a sentence only "he" and "she" are trusted.
    """
    return kind in (_HEADING if heading else _SUBJECTS).get(word.lower(), ())


def is_pronoun(word: str) -> bool:
    """Say whether a name is no name but a word that stands for one."""
    return word.lower() in _POINTS | {"who", "that"}
