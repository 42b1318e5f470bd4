"""Rows of the network -> words, sentences, trees, names, quotations. Pure functions of arrays."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from crossread.language.inflection import base_form
from crossread.language.network import AtomRows
from crossread.language.trees import decode_tree

Spans = tuple[tuple[int, int], ...]
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
MAX_SENTENCE = 200  # words; a longer one is cut, so that trees stay cheap
RELATIONS_AT_ONCE = 256  # words whose relations are scored in one product: 10 MB, and large enough to be fast
_AS_IT_IS = ("~0|", "=0|")  # edit scripts that leave the form alone: the model says it is a base form
LINK_WIDTH = 64
BREAK = 0.5  # what it costs to leave or to open a span of speech; chosen on PolNeAR dev (0 to 1.2 tried)
_FINAL = ".!?\"”’'…:"  # marks after which the end of a line ends the sentence
# "KYIV, March 3 (Reuters) - ", "GALLE, March 3 — ": what it opens is no part of the first sentence, which the place would else be the subject of
_DATELINE = re.compile(
    r"^[ \t]*[“\"]?(?:[A-Z][^\n()]{0,60}\(\w[\w&.' ]{1,30}\)\s?[-–—]+\s*|[A-Z]{4}[A-Z .'’-]*(?:,[^\n()]{2,40})?\s[-–—]+\s+(?=[A-Z“\"]))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Speech as the model sees it: spans of the text, code points, end exclusive; source and cue may be empty."""

    content: Spans
    source: Spans
    cue: Spans


@dataclass(frozen=True, slots=True)
class Word:
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
    boundary = read.of("boundary").argmax(1)
    starts = _word_starts(text, read, boundary)
    upos = read.of("upos")[starts].argmax(1)
    scripts = read.of("lemma")[starts].argmax(1)
    ends = [read.atoms[(starts[i + 1] if i + 1 < len(starts) else len(read.atoms)) - 1][1] for i in range(len(starts))]
    sentences = _sentences(boundary, starts, _forced(text, read, starts))
    arc, label = read.of("arc")[starts], read.of("label")[starts]
    heads = [0] * len(starts)
    for low, high in sentences:
        heads[low:high] = [low + head for head in _heads(arc[low:high], tables.arc)]
    root = tables.relations.index("root")
    relations = [tables.relations[name] for name in _relations(label, heads, tables.label, root)]
    _mend_subjects([tables.upos[i] for i in upos], heads, relations)
    words = []
    for number, (low, high) in enumerate(sentences):
        for i in range(low, high):
            start = read.atoms[starts[i]][0]
            form = text[start : ends[i]]
            words.append(
                Word(
                    start, ends[i], int(starts[i]), number, tables.upos[upos[i]],
                    lemma_of(form, tables.upos[upos[i]], tables.lemmas[scripts[i]]), heads[i], relations[i],
                )
            )  # fmt: skip
    return words


def _mend_subjects(upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Give joined verbs their own subjects: in "Four have died since May and 63 have fallen ill" trees confuse the two.

    A subject of the second verb that stands before the first is the first's; the noun between "and" and the second
    verb's auxiliary, taken for one more item of the phrase before, is the second's.
    """
    below: dict[int, list[int]] = {}
    for word, head in enumerate(heads):
        below.setdefault(head, []).append(word)
    for verb, relation in enumerate(relations):
        first = heads[verb]
        if relation != "conj" or upos[verb] not in ("VERB", "ADJ") or upos[first] not in ("VERB", "ADJ") or first > verb:
            continue
        subjects = [w for w in below.get(verb, ()) if relations[w].startswith("nsubj")]
        owned = any(relations[w].startswith("nsubj") for w in below.get(first, ()))
        if not owned:
            for word in [w for w in subjects if w < first]:
                heads[word] = first
                subjects.remove(word)
        helpers = [w for w in below.get(verb, ()) if relations[w].startswith(("aux", "cop")) and first < w < verb]
        noun = min(helpers, default=0) - 1
        if subjects or noun <= first or upos[noun] not in ("NUM", "NOUN", "PROPN") or relations[noun] != "conj" or heads[noun] >= noun:
            continue
        joint = [w for w in below.get(noun, ()) if relations[w] == "cc" and w < noun]
        if joint:
            heads[noun], relations[noun] = verb, "nsubj"
            for word in joint:
                heads[word] = verb


def _word_starts(text: str, read: AtomRows, boundary: np.ndarray) -> list[int]:
    starts, before = [], -1
    for i, (start, _) in enumerate(read.atoms):
        if boundary[i] > 0 or before < 0 or start > before:  # white space always parts words
            starts.append(i)
        before = read.atoms[i][1]
    return starts


def _forced(text: str, read: AtomRows, starts: list[int]) -> set[int]:
    """Return the words that begin a sentence whatever the model says: behind an empty line, the end of a line, a dateline."""
    found = set()
    datelines = {match.end() for match in _DATELINE.finditer(text)}
    for i in range(1, len(starts)):
        before, start = read.atoms[starts[i] - 1][1], read.atoms[starts[i]][0]
        breaks = text.count("\n", before, start)
        if breaks > 1 or (breaks and text[before - 1] in _FINAL) or start in datelines:
            found.add(i)
    return found


def _sentences(boundary: np.ndarray, starts: list[int], forced: set[int]) -> list[tuple[int, int]]:
    begins = [i for i, atom in enumerate(starts) if i == 0 or boundary[atom] == 2 or i in forced]
    found = []
    for low, high in zip(begins, [*begins[1:], len(starts)], strict=True):
        found += [(at, min(at + MAX_SENTENCE, high)) for at in range(low, high, MAX_SENTENCE)]
    return found


def _heads(arc: np.ndarray, weights: np.ndarray) -> list[int]:
    """Return the head of each word of a sentence."""
    width = weights.shape[1]
    dep = np.concatenate([arc[:, :width], np.ones((len(arc), 1), np.float32)], 1)
    return decode_tree(dep @ weights @ arc[:, width:].T)


def _relations(label: np.ndarray, heads: list[int], weights: np.ndarray, root: int) -> list[int]:
    """Return the number of each word's relation to its head; only a word that is its own head is a root."""
    size = weights.shape[1] - 1
    ones = np.ones((len(label), 1), np.float32)
    dep, head = np.concatenate([label[:, :size], ones], 1), np.concatenate([label[:, size:], ones], 1)[heads]
    flat = weights.reshape(len(weights), -1).T
    found: list[int] = []
    for low in range(0, len(label), RELATIONS_AT_ONCE):
        at = slice(low, low + RELATIONS_AT_ONCE)
        pairs = (dep[at, :, None] * head[at, None, :]).reshape(-1, len(flat))
        scores = pairs @ flat
        scores[:, root] = -np.inf
        found += [int(i) for i in scores.argmax(1)]
    for word, above in enumerate(heads):
        if word == above:
            found[word] = root
    return found


@cache
def _irregular() -> Mapping[tuple[str, str], str]:
    """Return (form, UPOS) -> lemma for forms that no rule of endings gives."""
    data = json.loads(files("crossread.language").joinpath("irregular.json").read_text("utf-8"))
    return {
        (form, upos): lemma
        for upos in ("VERB", "AUX", "NOUN")
        for form, lemma in (pair.rsplit(":", 1) for pair in data[upos].split())
    }


_IN_IE = frozenset(
    ["aussie", "auntie", "birdie", "bogie", "boogie", "bourgeoisie", "brownie", "budgie", "calorie", "camaraderie", "collie", "cookie", "cutie", "eyrie", "foodie", "genie", "goalie", "hippie", "hoodie", "indie", "junkie", "laddie", "lingerie", "magpie", "menagerie", "movie", "newbie", "pixie", "prairie", "quickie", "reverie", "rookie", "selfie", "smoothie", "sortie", "sweetie", "townie", "veggie", "walkie-talkie", "yuppie", "zombie"]
)  # nouns whose singular does end in -ie


def lemma_of(form: str, upos: str, script: str) -> str:
    """Return the lemma: of a listed irregular form, else by the model's edit script."""
    listed = _irregular().get((form.lower(), upos))
    if listed or upos != "VERB":
        lemma = listed or apply_script(form, script)
        if upos == "NOUN" and len(form) > 5 and form.endswith("ies") and lemma.endswith("ie") and lemma not in _IN_IE:
            return lemma[:-2] + "y"  # unseen plurals: "deliveries"
        return lemma
    return base_form(form.lower()) if script not in _AS_IT_IS or form.lower().endswith(("ed", "ing", "es")) else form.lower()


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
        article = _ARTICLE.match(text, start, end)
        start = article.end() if article and article.end() < end and name not in ("time", "quantity", "money") else start
        if any(c.isalnum() for c in text[start:end]):
            mended.append((start, end, name))
    return mended


def _named_spans(scores: np.ndarray, tags: list[str]) -> list[tuple[int, int, str]]:
    """Return (first, last + 1, type) by the best well-formed path: inside a name follows only a name of its type.

    Scores [n, tags] stand in the order O, B-x, I-x, B-y, I-y, …
    """
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
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(reversed(path)):
        if tag % 2:
            found.append((i, i + 1, tags[tag][2:]))
        elif tag:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found


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
    """Return the best well-formed B/I/O spans: scores [n, 3] in the order O, B, I; no I follows an O."""
    logs = scores - scores.max(1, keepdims=True)
    logs = logs - np.log(np.exp(logs).sum(1, keepdims=True))
    best = [0.0, -BREAK, -1e9]
    back: list[tuple[int, int, int]] = []
    for o, begin, inside in logs.tolist():
        after_o, after_b, after_i = best
        stop = max(after_b, after_i) - BREAK
        other = 1 if after_b >= after_i else 2
        from_o = (after_o, 0) if after_o >= stop else (stop, other)
        anew = after_o - BREAK
        from_b = (anew, 0) if anew >= stop - BREAK else (stop - BREAK, other)
        from_i = (after_b, 1) if after_b >= after_i else (after_i, 2)
        back.append((from_o[1], from_b[1], from_i[1]))
        best = [from_o[0] + o, from_b[0] + begin, from_i[0] + inside]
    state = max(range(3), key=lambda k: best[k])
    tags = []
    for row in reversed(back):
        tags.append(state)
        state = row[state]
    tags.reverse()
    found: list[tuple[int, int]] = []
    for i, tag in enumerate(tags):
        if tag == 1:
            found.append((i, i + 1))
        elif tag == 2 and found:
            found[-1] = (found[-1][0], i + 1)
    return found


def sentence_vectors(words: list[Word], hidden: np.ndarray) -> np.ndarray:
    """Return one L2-normalised vector a sentence, [sentences, width], float32: the mean of its words' vectors."""
    count = words[-1].sentence + 1 if words else 0
    vectors = np.zeros((count, hidden.shape[1]), np.float32)
    np.add.at(vectors, [word.sentence for word in words], hidden)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    normalised: np.ndarray = vectors / np.maximum(norms, 1e-9)
    return normalised
