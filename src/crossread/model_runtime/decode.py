"""Rows of the network -> words, sentences, trees, names, quotations. Pure functions of arrays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from crossread.languages.en.inflection import base_form
from crossread.languages.en.number_words import SCALES
from crossread.languages.tables import load
from crossread.model_runtime.network import AtomRows
from crossread.model_runtime.repairs import mend_names, mend_tree
from crossread.model_runtime.trees import decode_tree

Spans = tuple[tuple[int, int], ...]
# "2 billion" at the end of a name counts what stands behind it: "gave Osk 2 billion euros"
_SUM_BEHIND = re.compile(rf"\s+(?:[$£€]\s?)?\d[\d.,]*\s(?:{'|'.join(SCALES)})$")
_COUNTS = frozenset({"time", "quantity", "money"})  # types of figures; all others are of names
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
MAX_SENTENCE = 200  # words; a longer one is cut, so that trees stay cheap
HEADS_AT_ONCE = 48  # heads of which what they bring is made in one product: 1 MB, which stays in the cache
_AS_IT_IS = ("~0|", "=0|")  # edit scripts that leave the form alone: the model says it is a base form
OUTSIDE = 30.0  # log odds against any span that no gain beyond them can outweigh
LINK_WIDTH = 64
BREAK = 0.5  # what it costs to leave or to open a span of speech; chosen on PolNeAR dev (0 to 1.2 tried)
_NUMBER = re.compile(r"(?<=\d)([.,])(?=(\d))")  # "4.3", "12,500": one word in Universal Dependencies
# a number or a small word and its full stop, and behind it an opening mark: neither "Sen. “Bo” Lund" nor "9 p.m.
# “sharp”"
_ENDS_BEFORE_QUOTATION = re.compile(r"(?:(?<![\w.])[a-z]{2,}|\b\d+)[.!?][”\"’)]? +(?=[“‘\"][A-Z]\w* \w)")
_OPENING, _CLOSING = "“‘\"«'", "”’\"'»"
_FINAL = ".!?\"”’'…:"  # marks after which the end of a line ends the sentence
_OPENERS, _SHORT = ("|".join(load("sentences")[key].split()) for key in ("openers", "shortened"))
_ENDS_WITH_WORD = re.compile(
    rf"(?<![\w.'’])(?:(?!(?:{_SHORT})\.)[a-z]{{3,}}(?:\.|[?!]+)[\"”’')\]]*\s+(?=[“\"‘'(]?[A-Z])|"
    rf"[A-Za-z]?[a-z]{{2,}}(?:\.|[?!]+)[\"”’')\]]*\s+(?=[“\"‘'(]?(?:{_OPENERS})\b))"
)
_MONTHS = "|".join(form for month in load("calendar")["months"] for form in (month, month[:3]))
# "put the number at 43. Relatives waited": behind a preposition the number counts and labels nothing ("step 3. Click"),
# so the dot ends a sentence, where no month follows ("on 3. March")
_ENDS_WITH_NUMBER = re.compile(
    rf"\b(?:about|above|against|around|at|below|by|for|from|of|over|than|to|under|"
    rf"with) [$€£]?\d[\d,]*(?:\.\d+)?\. +(?!(?:{_MONTHS})\b)(?=[A-Z][a-z])"
)
# "…, said Rep. Gail Nunn, R-N.C. Nunn voted no": a party and a state end a sentence where no comma is behind them
_ENDS_WITH_PARTY = re.compile(r", [DRI]-(?:[A-Z]\.[A-Z]\.|[A-Z][a-z]{2,5}\.)[”\"’]? +(?=[A-Z“\"])")
# "KYIV, March 3 (Reuters) - ", "GALLE, March 3 — ": what it opens is no part of the first sentence, which the place
# would else be the subject of
_DATELINE = re.compile(
    r"^[ \t]*[“\"]?(?:[A-Z][^\n()]{0,60}\(\w[\w&.' ]{1,30}\)\s?[-–—]+\s*|"
    r"[A-Z]{4}[A-Z .'’-]*(?:,[^\n()]{2,40})?\s[-–—]+\s+(?=[A-Z“\"]))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Speech as the model sees it: spans of the text, code points, end exclusive; source and cue may be empty."""

    content: Spans
    source: Spans
    cue: Spans


class Word(NamedTuple):
    """One word: its place, the atom it begins with, its sentence's number and what was read of it."""

    start: int
    end: int
    atom: int
    sentence: int
    upos: str
    lemma: str
    head: int
    relation: str


def decode_words(text: str, read: AtomRows) -> list[Word]:
    """Return all words in order; `head` indexes the same list, the root of a sentence is its own head."""
    if not read.atoms:
        return []
    tables = read.tables
    boundary = read.of("boundary").argmax(1).tolist()
    starts = _word_starts(text, read, boundary)
    upos = read.of("upos")[starts].argmax(1).tolist()
    scripts = read.of("lemma")[starts].argmax(1).tolist()
    ends = [read.atoms[(starts[i + 1] if i + 1 < len(starts) else len(read.atoms)) - 1][1] for i in range(len(starts))]
    tags = [tables.upos[i] for i in upos]
    forced = _forced(text, read, starts)
    begins = forced | {i for i, atom in enumerate(starts) if boundary[atom] == 2}
    sentences = _sentences(boundary, starts, forced | _led_in(text, read, starts, tags, begins))
    arc, label = read.of("arc")[starts], read.of("label")[starts]
    heads = [0] * len(starts)
    width = tables.arc.shape[1]
    wanted = arc[:, :width] @ tables.arc[:-1] + tables.arc[-1]  # the last row weighs a head alone
    for low, high in sentences:
        heads[low:high] = [low + head for head in decode_tree(wanted[low:high] @ arc[low:high, width:].T)]
    root = tables.relations.index("root")
    relations = [tables.relations[name] for name in _relations(label, heads, tables.label, root)]
    forms = [text[read.atoms[atom][0] : end] for atom, end in zip(starts, ends, strict=True)]
    mend_names(forms, tags, sentences)
    mend_tree(forms, tags, heads, relations)
    words = []
    for number, (low, high) in enumerate(sentences):
        for i in range(low, high):
            atom = starts[i]
            lemma = lemma_of(forms[i], tags[i], tables.lemmas[scripts[i]])
            if (
                tags[i] == "VERB"
                and i
                and forms[i - 1].lower() in _BEFORE_INFINITIVE
                and (forms[i].lower(), "VERB") in _irregular()
            ):
                lemma = forms[i].lower()  # "to lay off", "will found": no past of another verb
            words.append(Word(read.atoms[atom][0], ends[i], atom, number, tags[i], lemma, heads[i], relations[i]))
    return words


def _word_starts(text: str, read: AtomRows, boundary: list[int]) -> list[int]:
    """Return the atoms that begin words: where the model says so, but always behind white space, never in a number."""
    within = {at for match in _NUMBER.finditer(text) for at in (match.start(1), match.start(2))}
    starts, before = [], -1
    for i, (start, end) in enumerate(read.atoms):
        if before < 0 or start > before or (boundary[i] > 0 and start not in within):
            starts.append(i)
        before = end
    return starts


def _forced(text: str, read: AtomRows, starts: list[int]) -> set[int]:
    """Return the words that begin a sentence whatever the model says.

    Behind an empty line, the end of a line, a dateline, a full stop before a quotation, one behind a number, a party's
    state or a small word, or before a word that opens sentences.
    """
    found = set()
    quotations = {match.end() for match in _ENDS_BEFORE_QUOTATION.finditer(text)}
    datelines = {match.end() for match in _DATELINE.finditer(text)}
    numbered = {match.end() for match in _ENDS_WITH_NUMBER.finditer(text)}
    worded = {match.end() for match in _ENDS_WITH_WORD.finditer(text)}
    parties = {match.end() for match in _ENDS_WITH_PARTY.finditer(text)}
    placed = quotations | datelines | numbered | worded | parties
    for i in range(1, len(starts)):
        before, start = read.atoms[starts[i] - 1][1], read.atoms[starts[i]][0]
        breaks = text.count("\n", before, start)
        if breaks > 1 or (breaks and text[before - 1] in _FINAL) or start in placed:
            found.add(i)
    return found


def _led_in(text: str, read: AtomRows, starts: list[int], tags: list[str], begins: set[int]) -> set[int]:
    """Return the words that open a quotation behind words without a verb: "Hale on the injury: “The scan …”".

    The words before tell whose it is and are no part of its clause; so is what a headline says behind its quotation.
    """
    found: set[int] = set()
    verbless, opened = True, -1  # since the sentence began; the word that opened it with a quotation mark
    for i in range(len(starts)):
        sign = text[read.atoms[starts[i]][0]]
        if i in begins:
            verbless, opened = True, i if sign in _OPENING else -1
        mark = text[read.atoms[starts[i] - 1][0]] if i > 1 else ""
        leads = mark == ":" and sign in _OPENING and verbless and i - 1 not in begins
        heads = mark and mark in ":–—" and opened >= 0 and text[read.atoms[starts[i - 1] - 1][0]] in _CLOSING
        if leads or heads:
            found.add(i)
            opened = -1
        verbless = verbless and tags[i] not in ("VERB", "AUX")
    return found


def _sentences(boundary: list[int], starts: list[int], forced: set[int]) -> list[tuple[int, int]]:
    begins = [i for i, atom in enumerate(starts) if i == 0 or boundary[atom] == 2 or i in forced]
    found = []
    for low, high in zip(begins, [*begins[1:], len(starts)], strict=True):
        found += [(at, min(at + MAX_SENTENCE, high)) for at in range(low, high, MAX_SENTENCE)]
    return found


def _relations(label: np.ndarray, heads: list[int], weights: np.ndarray, root: int) -> list[int]:
    """Return the number of each word's relation to its head; only a word that is its own head is a root.

    Scores are dep · weights[relation] · head; what a head brings is made once for all that hang on it.
    """
    count, size = len(weights), weights.shape[1]
    ones = np.ones((len(label), 1), np.float32)
    dep, head = np.concatenate([label[:, : size - 1], ones], 1), np.concatenate([label[:, size - 1 :], ones], 1)
    flat = weights.transpose(2, 0, 1).reshape(size, -1)
    order = np.argsort(heads, kind="stable")
    above, begins = np.unique(np.asarray(heads)[order], return_index=True)
    ends = np.append(begins[1:], len(order))
    found = np.zeros(len(label), np.int64)
    for low in range(0, len(above), HEADS_AT_ONCE):
        at = slice(low, low + HEADS_AT_ONCE)
        brought = (head[above[at]] @ flat).reshape(-1, count, size)
        own = order[begins[at][0] : ends[at][-1]]
        which = np.repeat(np.arange(len(brought)), ends[at] - begins[at])
        scores = np.matmul(brought[which], dep[own, :, None])[:, :, 0]
        scores[:, root] = -np.inf
        found[own] = scores.argmax(1)
    found[np.asarray(heads) == np.arange(len(heads))] = root
    return [int(i) for i in found]


@cache
def _irregular() -> Mapping[tuple[str, str], str]:
    """Return (form, UPOS) -> lemma for forms that no rule of endings gives."""
    data = load("irregular")
    return {
        (form, upos): lemma
        for upos in ("VERB", "AUX", "NOUN")
        for form, lemma in (pair.rsplit(":", 1) for pair in data[upos].split())
    }


_IN_IE = frozenset(
    [
        "aussie", "auntie", "birdie", "bogie", "boogie", "bourgeoisie", "brownie", "budgie", "calorie", "camaraderie",
        "collie", "cookie", "cutie", "eyrie", "foodie", "genie", "goalie", "hippie", "hoodie", "indie", "junkie",
        "laddie", "lingerie", "magpie", "menagerie", "movie", "newbie", "pixie", "prairie", "quickie", "reverie",
        "rookie", "selfie", "smoothie", "sortie", "sweetie", "townie", "veggie", "walkie-talkie", "yuppie", "zombie",
    ]  # fmt: skip
)  # nouns whose singular does end in -ie
_IN_E = frozenset(
    ["annexe", "axe", "crevasse", "demitasse", "finesse", "fosse", "impasse", "lacrosse", "mousse", "pickaxe", "posse"]
)  # nouns whose singular does end in -sse, -xe


_BEFORE_INFINITIVE = frozenset(["to", "will", "would", "can", "could", "may", "might", "must", "shall", "should"])


@lru_cache(maxsize=50_000)
def lemma_of(form: str, upos: str, script: str) -> str:
    """Return the lemma: of a listed irregular form, else by the model's edit script."""
    listed = _irregular().get((form.lower(), upos))
    if listed or upos != "VERB":
        lemma = listed or apply_script(form, script)
        if upos == "NOUN" and not listed:
            return _of_plural(form.lower(), lemma)
        return lemma
    return (
        base_form(form.lower())
        if script not in _AS_IT_IS or form.lower().endswith(("ed", "ing", "es"))
        else form.lower()
    )


def _of_plural(form: str, lemma: str) -> str:
    """Return the lemma of a noun, set right where the edit script cuts the ending of a plural amiss."""
    if lemma.endswith("y") and form.endswith("s") and not form.endswith(("ies", "ys")):
        lemma = form[:-1]  # "hospitals", cut as if it ended in -ies
    if len(form) > 5 and form.endswith("ies") and lemma.endswith("ie") and lemma not in _IN_IE:
        return lemma[:-2] + "y"  # unseen plurals: "deliveries"
    if form.endswith(("shes", "sses", "xes")) and lemma.endswith("e") and lemma not in _IN_E:
        return lemma[:-1]  # "bosses", "taxes"
    return lemma


def apply_script(form: str, script: str) -> str:
    """Apply a lemma edit: "~2|y" lower-cases, cuts two letters and adds "y"; "=" keeps the case."""
    cut, _, added = script[1:].partition("|")
    base = form if script[0] == "=" else form.lower()
    count = int(cut)
    return (base[: len(base) - count] + added if count <= len(base) else base) or form


def decode_names(text: str, words: list[Word], read: AtomRows) -> list[tuple[int, int, str]]:
    """Return (start, end, type) of every name and figure, without articles."""
    if not words:
        return []
    found = [
        (words[low].start, words[high - 1].end, name)
        for low, high, name in _named_spans(read.of("entity")[[w.atom for w in words]], read.tables.entities)
    ]
    mended = []
    for start, end, name in found:
        if name not in _COUNTS:
            article = _ARTICLE.match(text, start, end)
            start = article.end() if article and article.end() < end else start
            counted = _SUM_BEHIND.search(text, start, end)
            end = counted.start() if counted and text[end : end + 2].strip().isalpha() else end
        if any(c.isalnum() for c in text[start:end]):
            mended.append((start, end, name))
    return mended


def _named_spans(scores: np.ndarray, tags: list[str]) -> list[tuple[int, int, str]]:
    """Return (first, last + 1, type) by the best well-formed path: inside a name follows only a name of its type.

    Scores [n, tags] stand in the order O, B-x, I-x, B-y, I-y, …
    """
    path = scores.argmax(1)
    kind = (path + 1) // 2
    inside = (path > 0) & (path % 2 == 0)
    astray = np.flatnonzero(inside & (kind != np.concatenate([[-1], kind[:-1]])))
    # the best tags by themselves are the best path wherever they are well-formed; around those that are not it is
    # looked for
    far = np.cumsum(np.maximum(scores[:, 0] - scores[:, 1:].max(1), 0))
    done = 0
    for at in astray.tolist():
        if at < done:
            continue
        low = int(np.searchsorted(far, far[at] - OUTSIDE))
        done = int(np.searchsorted(far, far[at] + OUTSIDE, "right")) + 1
        # both ends stand outside of names, so that none is cut in two
        while low > 0 and path[low]:
            low -= 1
        while done < len(path) and path[done - 1]:
            done += 1
        path[low:done] = best_path(scores[low:done])
    return [(low, high, tags[2 * kind + 1][2:]) for low, high, kind in tagged_spans(path.tolist())]


def tagged_spans(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return (first, last + 1, kind) of the spans that tags in the order O, B, I, B, I, … mark; an I that goes on
    with nothing is left out."""
    found: list[tuple[int, int, int]] = []
    for i, tag in enumerate(tags):
        if tag % 2:
            found.append((i, i + 1, tag // 2))
        elif tag > 0 and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found


def best_path(scores: np.ndarray) -> list[int]:
    """Return the best well-formed tags (Viterbi), one a row of `scores`."""
    logs = scores - scores.max(1, keepdims=True)
    logs = logs - np.log(np.exp(logs).sum(1, keepdims=True))
    outside, begins, insides = logs[:, 0].tolist(), logs[:, 1::2], logs[:, 2::2]
    best_o, best_b, best_i = 0.0, np.full(begins.shape[1], -np.inf), np.full(begins.shape[1], -np.inf)
    came_from, grown = [], []  # the best tag before each word; for each type, whether I (else B) stands before an I
    for o, begin, inside in zip(outside, begins, insides, strict=True):
        top_b, top_i = int(best_b.argmax()), int(best_i.argmax())
        top, tag = max((best_o, 0), (float(best_b[top_b]), 2 * top_b + 1), (float(best_i[top_i]), 2 * top_i + 2))
        came_from.append(tag)
        grown.append(best_i > best_b)
        best_i = np.maximum(best_b, best_i) + inside
        best_b = top + begin
        best_o = top + o
    ends = [best_o, *np.stack([best_b, best_i], 1).ravel().tolist()]
    tag, path = int(np.argmax(ends)), []
    for before, inner in zip(reversed(came_from), reversed(grown), strict=True):
        path.append(tag)
        within = tag > 0 and tag % 2 == 0
        tag = tag - (0 if inner[tag // 2 - 1] else 1) if within else before
    return path[::-1]


def decode_quotations(words: list[Word], read: AtomRows) -> tuple[Quotation, ...]:
    """Return quotations: content spans with the source and cue that the model links to them."""
    if not words:
        return ()
    atoms = [w.atom for w in words]
    spans = {name: _bio(read.of(name)[atoms]) for name in ("source", "cue", "content")}
    link = read.of("link")[atoms]
    content, sides = link[:, :LINK_WIDTH], (link[:, LINK_WIDTH : 2 * LINK_WIDTH], link[:, 2 * LINK_WIDTH :])
    made: dict[tuple[Spans, Spans], list[tuple[int, int]]] = {}
    order: list[tuple[Spans, Spans]] = []
    for low, high in spans["content"]:
        dep = np.append(content[low], np.float32(1.0))
        picked: list[Spans] = []
        for kind, name in enumerate(("source", "cue")):
            near = [s for s in spans[name] if abs(s[0] - low) < 130]
            best: Spans = ()
            if near:
                scores = (dep @ read.tables.link[kind]) @ sides[kind][[s[0] for s in near]].T
                at = int(scores.argmax())
                if scores[at] > 0:
                    best = ((words[near[at][0]].start, words[near[at][1] - 1].end),)
            picked.append(best)
        key = (picked[0], picked[1])
        place = (words[low].start, words[high - 1].end)
        if key != ((), ()) and key in made and key[1]:
            made[key].append(place)
        else:
            made[key if key not in made else (key[0], ((place[0], place[0]),))] = [place]
            order.append(key)
    found = []
    for (source, cue), places in made.items():
        found.append(Quotation(tuple(places), source, tuple(s for s in cue if s[1] > s[0])))
    return tuple(sorted(found, key=lambda q: q.content))


def _bio(scores: np.ndarray) -> list[tuple[int, int]]:
    """Return the best well-formed B/I/O spans: scores [n, 3] in the order O, B, I; no I follows an O.

    Where the words around lie far outside (OUTSIDE in all, as log odds) no span can reach, and none is looked for.
    """
    lacking = scores[:, 0] - scores[:, 1:].max(1)
    # never falls: the sum of what lies between two words tells whether a span can join them
    far = np.cumsum(np.maximum(lacking, 0))
    wanted = np.flatnonzero(lacking < 0)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(wanted):
        last = at
        while last + 1 < len(wanted) and far[wanted[last + 1]] - far[wanted[last]] <= OUTSIDE:
            last += 1
        first_word, last_word = wanted[at], wanted[last]
        low = int(np.searchsorted(far, far[first_word] - OUTSIDE))
        high = int(np.searchsorted(far, far[last_word] + OUTSIDE, "right")) + 1
        found += [(low + a, low + b) for a, b in best_spans(scores[low:high])]
        at = last + 1
    return found


def best_spans(scores: np.ndarray) -> list[tuple[int, int]]:
    """Return the best well-formed spans (Viterbi) of scores [n, 3] in the order O, B, I; leaving and opening one
    costs BREAK."""
    logs = scores - scores.max(1, keepdims=True)
    logs = logs - np.log(np.exp(logs).sum(1, keepdims=True))
    after_o, after_b, after_i = 0.0, -BREAK, -1e9
    back: list[tuple[int, int, int]] = []
    for o, begin, inside in logs.tolist():
        if after_b >= after_i:
            stop, other, within = after_b - BREAK, 1, after_b
        else:
            stop, other, within = after_i - BREAK, 2, after_i
        if after_o >= stop:
            back.append((0, 0, other))
            after_o, after_b, after_i = after_o + o, after_o - BREAK + begin, within + inside
        else:
            back.append((other, other, other))
            after_o, after_b, after_i = stop + o, stop - BREAK + begin, within + inside
    best = (after_o, after_b, after_i)
    state = max(range(3), key=lambda k: best[k])
    tags = []
    for row in reversed(back):
        tags.append(state)
        state = row[state]
    return [(low, high) for low, high, _ in tagged_spans(tags[::-1])]


def sentence_vectors(words: list[Word], hidden: np.ndarray) -> np.ndarray:
    """Return one L2-normalised vector a sentence, [sentences, width], float32: the mean of its words' vectors."""
    if not words:
        return np.zeros((0, hidden.shape[1]), np.float32)
    begins = [i for i, word in enumerate(words) if i == 0 or word.sentence != words[i - 1].sentence]
    vectors = np.add.reduceat(hidden, begins, 0)
    normalised: np.ndarray = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return normalised
