"""The judges of exchange and relations, from our own labels to weights: one command.

    python -m training.ledger [--data CORPORA] [--to src/crossread/reading/weights] [--docs build/ledger-docs]

Learns from the stories of `labels/stories/*.ledger.json` that `labels/split.json` calls `train` (a candidate is right where
a reader's record of its kind stands with these parties and this item), from candidates that another reader judged one by one
(`labels/candidates`), and from the passages of `tests/data/exchange/develop.jsonl`; the least probability of a record is
chosen on stories left out of `train` and `tune`. `unseen` is not read. The ledgers of 2,015 single articles
(`labels/articles.jsonl`) teach beside the stories. Read texts are kept in `--docs`, so that a second run is quick.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from crossread.model import Entity, Exchange, Party, PartyRelation, Quantity, Report, Statement
from training.labels.convert import HERE, Unpacker, document_texts

PASSAGES = Path(__file__).parent.parent / "tests/data/exchange/develop.jsonl"
INVENTED = HERE / "passages"
ARTICLES = HERE / "articles.jsonl"
ARTICLE_TEXTS = (
    "entities/newswire.train", "quotations/polnear.train", "stories/ecbplus.train", "times/timebank.train",
    "times/aquaint.train", "entities/re3d.train", "coreference/gum.train",
)  # fmt: skip  # corpora whose single articles have ledgers
SCALE = 1.2  # root of the summed variance of the vectors beside one named feature; of 0.6 to 4, on stories left out
FOLDS = 5
PENALTY = 4.0  # of the squared weights; of 2 to 10, read off stories left out of the training part
MAX_SHORT = 3  # letters of a word that tells nothing of an item: "the", "of", "new"
MIN_COUNT = 2  # candidates that a feature must stand in
WANTED = {"exchange": 0.6, "relations": 0.77}  # precision that records must have on stories left out; that of the best F1 is lower
MOST = 0.8
OWN_TIMES = 8  # candidates of rules, sentences and passages of our own count so often: once, the articles drown them
SIDES = {"exchange": ("party", "giver", "receiver", "by"), "relations": ("from", "to")}
SYMMETRIC = frozenset({"supports", "opposes", "cooperates", "meets"})
Json = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """One report as it is read before its records are."""

    report: Report
    clauses: Any
    entities: tuple[Entity, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Example:
    """A candidate: the names of its features, whether it is right, and the labels that it meets."""

    kind: str
    features: tuple[str, ...]
    right: bool
    meets: frozenset[int] = frozenset()
    vector: Any = None
    sense: str = ""  # what the vectors are weighed for besides: a kind of record, and which way a thing goes
    judged: bool | None = None  # what a second reader said of this candidate, where one was asked
    text: str = ""  # what it stands in, and where its words begin there
    offsets: tuple[int, ...] = ()

    @property
    def target(self) -> float:
        """What is learned: 1 right, 0 wrong, the mean where two readers say two things."""
        return float(self.right) if self.judged is None else (self.right + self.judged) / 2


def norm(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').lower().split())


class Names:
    """The names by which a report knows each entity."""

    def __init__(self, read: Read) -> None:
        text = read.report.text
        self.of = {e.id: {norm(n) for n in (e.name, *e.aliases, *(text[m.start : m.end] for m in e.mentions))} for e in read.entities}

    def bears(self, party: Party, wanted: Iterable[str]) -> bool:
        """Say whether one of the wanted names is whole words of one of the party's, or the other way round."""
        names = self.of.get(party.entity or "", set()) | {norm(party.name)}
        return any(_within(w, n) or (len(n) > 3 and _within(n, w)) for w in map(norm, wanted) for n in names)


def _within(a: str, b: str) -> bool:
    return bool(a) and re.search(rf"(?<!\w){re.escape(a)}(?!\w)", b) is not None


def side(record: Exchange | PartyRelation, name: str) -> Party | None:
    found: Party | None = getattr(record, "from_" if name == "from" else name)
    return found


def meets(record: Exchange | PartyRelation, at: Statement, label: Json, names: Names) -> bool:
    """Say whether a record is what a label asks: kind, place, the parties that both give, and the item."""
    if record.kind != label["kind"]:
        return False
    start, end = label["span"]
    shared = min(at.end, end) - max(at.start, start)
    if at.end - at.start > max(2.5 * (end - start), 200) or shared < 0.5 * min(at.end - at.start, end - start):
        return False
    if isinstance(record, PartyRelation):
        ways = [(record.from_, record.to)] + ([(record.to, record.from_)] if record.kind in SYMMETRIC else [])
        return any(names.bears(a, label["from"]) and names.bears(b, label["to"]) for a, b in ways if label.get("from") and label.get("to"))
    both = [(party, label[s]) for s in SIDES["exchange"] if label.get(s) and (party := side(record, s)) is not None]
    if not both or not all(names.bears(party, wanted) for party, wanted in both):
        return False
    return not label.get("item") or any(norm(word) in norm(record.item) for word in label["item"])


class Reader:
    """Reads reports once; what was read is kept in a folder of pickled Docs."""

    def __init__(self, folder: Path) -> None:
        from crossread.model_runtime import load

        self.nlp, self.folder = load(), folder
        self.done: dict[str, Read] = {}  # both sections read the same reports

    def read(self, report: Report) -> Read:
        import hashlib

        from spacy.tokens import Doc

        from crossread.grammar.clauses import Clauses
        from crossread.grammar.labels import to_universal
        from crossread.model import reporting_text
        from crossread.model.mention_index import MentionIndex
        from crossread.reading.entities.resolution import resolve_entities
        from crossread.reading.figures.money import convert_money
        from crossread.reading.figures.quantities import find_quantities
        from crossread.reading.speech.attributions import find_attributions
        from crossread.reading.statements import build_statements
        from crossread.reading.times.expressions import find_times

        text = reporting_text(report)
        if report.id in self.done:
            return self.done[report.id]
        path = self.folder / f"{hashlib.sha256(text.encode()).hexdigest()[:24]}.doc"
        if path.exists():
            seen = Doc(self.nlp.vocab).from_bytes(path.read_bytes())
        else:
            seen = self.nlp(text)
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(seen.to_bytes())
        doc = to_universal(seen)
        entities = resolve_entities(report, doc)
        quantities, _ = convert_money(find_quantities(report, text, doc), report.published)
        times = find_times(report, text)
        attributions = find_attributions(report, doc, entities)
        clauses = Clauses(doc, MentionIndex(entities))
        statements = build_statements(report, clauses, attributions, quantities, times)
        self.done[report.id] = Read(report, clauses, entities, quantities, statements)
        return self.done[report.id]


def proposed(read: Read, section: str) -> Iterable[Any]:
    """Yield every candidate of a report."""
    from crossread.reading.exchange.proposals import proposals as of_exchange
    from crossread.reading.relations.records import proposals as of_relations

    if section == "exchange":
        yield from of_exchange(read.report, read.clauses, read.statements, read.quantities)
    else:
        yield from of_relations(read.report, read.clauses, read.statements)


def sense_of(record: Exchange | PartyRelation) -> str:
    from crossread.reading.plausibility import sense_of as of_record

    return of_record(record)


def example(read: Read, one: Any, right: bool, meets: frozenset[int] = frozenset(), judged: bool | None = None) -> Example:
    """Return a candidate with the vectors of its words, as the judge sees them; the reading model makes them always."""
    from crossread.reading.plausibility import word_vectors

    doc = read.clauses.doc
    vectors = word_vectors(doc, one.places)
    assert vectors is not None
    record, offsets = one.record, tuple(doc[i].idx for i in one.places)
    return Example(record.kind, one.features, right, meets, vectors.words, sense_of(record), judged, doc.text, offsets)


def examples(read: Read, section: str, labels: Sequence[Json], second: Sequence[Json] = ()) -> list[Example]:
    """Return a report's candidates with their labels; `second` are what another reader said of single ones."""
    names, found = Names(read), []
    for one in proposed(read, section):
        record, statement = one.record, one.statement
        hit = [i for i, label in enumerate(labels) if meets(record, statement, label, names)]
        met = frozenset(labels[i]["number"] for i in hit)
        said = [row["right"] for row in second if meets(record, statement, row, names)]
        found.append(example(read, one, bool(hit), met, any(said) if said else None))
    return found


def labelled(path: Path, texts: Sequence[str], section: str) -> dict[int, list[Json]]:
    """Return report -> labels of a packed file, with the words put back."""
    unpacker, found = Unpacker(texts), defaultdict(list)
    for number, row in enumerate(json.loads(path.read_text("utf-8"))[section]):
        words = {key: [unpacker.words(name) for name in row[key]] for key in (*SIDES[section], "item") if key in row}
        report, start, end = row["place"]
        found[report].append({**row, **words, "span": (start, end), "number": number})
    return found


def articles(corpora: Path) -> Iterator[tuple[str, str, Json]]:
    """Yield id, text and ledger of every single article that has one; `corpora` is the folder that holds all corpora."""
    kept = {row["id"]: row for row in map(json.loads, ARTICLES.read_text("utf-8").splitlines())}
    for source in ARTICLE_TEXTS:
        with gzip.open(corpora / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                if article["id"] in kept:
                    yield article["id"], article["text"][: kept[article["id"]].get("end")], kept[article["id"]]


def of_article(text: str, ledger: Json, section: str) -> list[Json]:
    """Return an article's labels of one section, with the words put back: a span is [start, end]."""
    found = []
    for number, row in enumerate(ledger[section]):
        names = {key: [name if isinstance(name, str) else text[name[0] : name[1]] for name in row[key]] for key in (*SIDES[section], "item") if key in row}
        found.append({**row, **names, "span": tuple(row["place"]), "number": number})
    return found


Labels = dict[str, tuple[list[Json], list[Json]]]


def sources(reader: Reader, data: Path) -> Iterator[tuple[str, Read, Labels]]:
    """Yield a name, a report as read, and for each section its labels and what a second reader said of single candidates.

    First the stories for training and choosing, several reports of one name, then the invented passages, then single articles.
    """
    stories = json.loads((HERE / "stories.json").read_text("utf-8"))
    parts = json.loads((HERE / "split.json").read_text("utf-8"))
    names = sorted(name for part in ("train", "tune") for name in parts[part])
    texts = document_texts({name: stories[name] for name in names}, data)
    for name in names:
        own = [texts[key] for key in stories[name]["ids"]]
        single = HERE / f"candidates/{name}.json"
        ledgers = {section: labelled(HERE / f"stories/{name}.ledger.json", own, section) for section in SIDES}
        seconds = {section: labelled(single, own, section) if single.exists() else {} for section in SIDES}
        for at, text in enumerate(own):
            told = {section: (ledgers[section].get(at, []), seconds[section].get(at, [])) for section in SIDES}
            yield name, reader.read(Report(id=f"{name}-{at}", path=f"r{at + 1}.txt", text=text)), told
    for name, row in invented("train").items():
        read = reader.read(Report(id=f"r-{name}", path=f"{name}.txt", text=row["text"]))
        yield f"invented {name}", read, {section: (spans(row, section), []) for section in SIDES}
    for name, text, ledger in articles(data.parent):
        read = reader.read(Report(id=f"r-{name}", path=f"{name}.txt", text=text))
        yield f"article {name}", read, {section: (of_article(text, ledger, section), []) for section in SIDES}


class Judge:
    """Logistic regression over named features and word vectors, with a penalty on squared weights, by Newton steps.

    The vectors are weighed for all candidates, and for those of one sense besides: a verb that tells of a gift tells
    of no need.
    """

    def __init__(self, rows: Sequence[Example]) -> None:
        rows = sorted(rows, key=lambda row: row.sense)
        counts = Counter(feature for row in rows for feature in set(row.features))
        kept = sorted(feature for feature, count in counts.items() if count >= MIN_COUNT)
        self.vocabulary = {feature: i for i, feature in enumerate(kept)}
        self.senses = sorted({row.sense for row in rows})
        vectors = np.stack([row.vector for row in rows])
        self.mean = vectors.mean(0)
        self.scale = SCALE / np.sqrt(vectors.shape[1]) / (vectors.std(0) + 1e-6)
        self._fit(rows, np.array([row.target for row in rows]))

    def _named(self, rows: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
        """Return (feature, row) of every known feature of every row."""
        columns = [sorted({self.vocabulary[f] for f in row.features if f in self.vocabulary}) for row in rows]
        return np.array([c for row in columns for c in row], int), np.repeat(np.arange(len(rows)), list(map(len, columns)))

    def _dense(self, rows: Sequence[Example]) -> np.ndarray:
        return ((np.stack([row.vector for row in rows]) - self.mean) * self.scale).astype(np.float32)

    def _groups(self, rows: Sequence[Example]) -> list[Any]:
        """Return the rows of all senses together, then those of each: a slice where they stand together, which copies nothing."""
        found: list[Any] = [slice(None)]
        for sense in self.senses:
            at = np.flatnonzero([row.sense == sense for row in rows])
            together = len(at) > 0 and at[-1] - at[0] + 1 == len(at)
            found.append(slice(int(at[0]), int(at[-1]) + 1) if together else at)
        return found

    def _forward(self, weights: np.ndarray, parts: Any) -> np.ndarray:
        named, at, dense, groups = parts
        first, width = len(self.vocabulary), dense.shape[1]
        summed = np.bincount(at, weights[named], minlength=len(dense)) + weights[-1]
        for number, group in enumerate(groups):
            way = weights[first + number * width : first + (number + 1) * width].astype(np.float32)
            summed[group] += dense[group] @ way
        return np.asarray(summed)

    def _back(self, values: np.ndarray, parts: Any) -> np.ndarray:
        named, at, dense, groups = parts
        small = values.astype(np.float32)
        by_name = np.bincount(named, values[at], minlength=len(self.vocabulary))
        ways = [dense[group].T @ small[group] for group in groups]
        return np.concatenate([by_name, *ways, [values.sum()]])

    def _fit(self, rows: Sequence[Example], right: np.ndarray) -> None:
        parts = (*self._named(rows), self._dense(rows), self._groups(rows))
        penalty = np.full(len(self.vocabulary) + parts[2].shape[1] * len(parts[3]) + 1, PENALTY)
        penalty[-1] = 0.01
        self.weights = np.zeros(len(penalty))
        for _ in range(10):
            chance = 1 / (1 + np.exp(-self._forward(self.weights, parts)))
            slope, spread = self._back(chance - right, parts) + penalty * self.weights, chance * (1 - chance)
            step, rest = np.zeros_like(self.weights), -slope
            way, size = rest.copy(), float(rest @ rest)
            start = size
            for _ in range(30):  # conjugate gradients
                pulled = self._back(spread * self._forward(way, parts), parts) + penalty * way
                ahead = size / float(way @ pulled)
                step += ahead * way
                rest -= ahead * pulled
                new = float(rest @ rest)
                if new < 1e-4 * start:
                    break
                way, size = rest + new / size * way, new
            self.weights += step
            if np.abs(step).max() < 1e-2:
                break

    def directions(self) -> np.ndarray:
        """Return what the plain vectors weigh for all and for each sense besides, and a constant each, [1 + senses, width + 1]."""
        width = len(self.mean)
        ways = self.weights[len(self.vocabulary) : -1].reshape(-1, width) * self.scale
        return np.concatenate([ways, -(ways @ self.mean)[:, None]], 1)

    def chances(self, rows: Sequence[Example]) -> np.ndarray:
        if not rows:
            return np.zeros(0)
        parts = (*self._named(rows), self._dense(rows), self._groups(rows))
        return np.asarray(1 / (1 + np.exp(-self._forward(self.weights, parts))))


@dataclass(frozen=True)
class Candidates:
    """The candidates of a section: by story, with the labels that are asked for, and those learned from `besides`."""

    stories: dict[str, list[Example]]
    asked: set[tuple[str, int]]
    besides: list[Example]


def gathered(reader: Reader, data: Path, sections: Sequence[str]) -> dict[str, Candidates]:
    """Return the candidates of sections: of stories for training and choosing, and of passages, single articles and rules."""
    parts = json.loads((HERE / "split.json").read_text("utf-8"))
    named = {*parts["train"], *parts["tune"]}
    stories: dict[str, dict[str, list[Example]]] = {section: defaultdict(list) for section in sections}
    asked: dict[str, set[tuple[str, int]]] = {section: set() for section in sections}
    besides: dict[str, list[Example]] = {section: [] for section in sections}
    for name, read, told in sources(reader, data):
        for section in sections:
            found = examples(read, section, *told[section])
            if name in named:
                stories[section][name] += found
                asked[section] |= asked_in(name, told[section][0], section)
            else:
                besides[section] += found
        reader.done.clear()
    return {
        section: Candidates(
            {name: rows for name, rows in stories[section].items() if rows},
            asked[section],
            besides[section] + OWN_TIMES * (passages(reader, section) + of_rules(reader, section)),
        )
        for section in sections
    }


def left_out(stories: dict[str, list[Example]], extra: Sequence[Example]) -> dict[str, np.ndarray]:
    """Return each story's chances by a judge that has not seen it: leave-stories-out, FOLDS ways."""
    found, names = {}, sorted(stories)
    for fold in range(FOLDS):
        out = names[fold::FOLDS]
        judge = Judge([row for name in names if name not in out for row in stories[name]] + list(extra))
        found.update({name: judge.chances(stories[name]) for name in out})
    return found


def measured(stories: dict[str, list[Example]], chances: dict[str, np.ndarray], least: float) -> tuple[int, int, set[tuple[str, int]]]:
    """Return how many of the records from a probability on are right, how many are shown, and the labels that they meet."""
    right = shown = 0
    met: set[tuple[str, int]] = set()
    for name, rows in stories.items():
        taken = [row for row, chance in zip(rows, chances[name], strict=True) if chance >= least]
        hit = {number for row in taken for number in row.meets}
        same = min(sum(row.right for row in taken), len(hit))  # said twice of one place it is right once
        right, shown = right + same, shown + same + sum(not row.right for row in taken)
        met |= {(name, number) for number in hit}
    return right, shown, met


def threshold(stories: dict[str, list[Example]], chances: dict[str, np.ndarray], asked: set[tuple[str, int]], section: str) -> float:
    """Return the probability from which F1 on stories left out is best, among those with the precision that is wanted.

    One for all ways of reading: each way alone has too few labels to tell its own from chance.
    """
    best, found = -1.0, MOST
    for least in np.arange(0.2, MOST + 0.01, 0.025).round(3).tolist():
        right, shown, met = measured(stories, chances, least)
        precision, recall = right / max(shown, 1), len(met & asked) / len(asked)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        if precision >= WANTED[section] and f1 > best:
            best, found = f1, least
    return found


def passages(reader: Reader, section: str) -> list[Example]:
    """Return the candidates of the labelled passages that may be looked at."""
    found = []
    for row in map(json.loads, PASSAGES.read_text("utf-8").splitlines()):
        labels = []
        for number, label in enumerate(row["labels"]):
            if (section == "relations") != ("relation" in label):
                continue
            slots = {key: label[key].get("names", []) for key in SIDES["exchange"] if isinstance(label.get(key), dict)}
            ends = {key: label[key] for key in SIDES["relations"] if key in label}
            for kind in label.get("kind") or label["relation"]:
                labels.append({**slots, **ends, "kind": kind, "item": label.get("item"), "span": (label["start"], label["end"]), "number": number})
        read = reader.read(Report(id=f"r-{row['id']}", path=f"{row['id']}.txt", text=row["text"]))
        found += examples(read, section, labels)
    return found


def invented(part: str, folder: Path = INVENTED) -> dict[str, Json]:
    """Return our invented passages with their exhaustive ledgers; every third of a file is `unseen`, the rest `train`."""
    found = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            if (number % 3 == 0) == (part == "unseen"):
                found[f"{path.stem}-{number}"] = json.loads(line)
    return found


def spans(row: Json, section: str) -> list[Json]:
    """Return the labels of an invented passage, with their places."""
    found = []
    for number, label in enumerate(row[section]):
        start = row["text"].index(label["text"])
        found.append({**label, "span": (start, start + len(label["text"])), "number": number})
    return found


def of_sentences(reader: Reader, section: str) -> list[Example]:
    """Return the candidates of invented sentences that mark their sides; of the kind `nothing` all are wrong."""
    from crossread.languages.rules import marked

    found = []
    for number, (kind, sentence) in enumerate(json.loads((HERE / "sentences.json").read_text("utf-8"))[section]):
        text, slots = marked(sentence)
        read = reader.read(Report(id=f"r-{section}-{number}", path="r.txt", text=text))
        label = {"kind": kind, "span": (0, len(text)), "number": 0, **{name: [words] for name, words in slots.items()}}
        if "item" in slots:  # any of its words of weight
            label["item"] = [word for word in slots["item"].split() if len(word) > MAX_SHORT] or [slots["item"]]
        found += examples(read, section, [label] if slots else [])
    return found


def of_rules(reader: Reader, section: str) -> list[Example]:
    """Return the candidates of the rules' own sentences: right where a rule reads its example, wrong at its nevers."""
    from crossread.languages.rules import load_rules, marked

    found = of_sentences(reader, section)
    for table in ("relations",) if section == "relations" else ("exchange", "bans"):
        for rule in load_rules(table):
            for number, sentence in enumerate((*rule.examples, *rule.never)):
                text, slots = marked(sentence)
                read = reader.read(Report(id=f"r-{rule.name}-{number}", path="r.txt", text=text))
                for one in proposed(read, section):
                    record = one.record
                    words = {name: record.item if name == "item" else getattr(side(record, name), "name", "") for name in slots}
                    told = all(value and (value.lower() in slots[name].lower() or slots[name].lower() in value.lower()) for name, value in words.items())
                    if (record.rule == rule.name and slots and told) or number >= len(rule.examples):
                        found.append(example(read, one, number < len(rule.examples)))
    return found


def write(path: Path, judge: Judge, least: float) -> None:
    """Write the weights of names and vectors and the least probability; small weights of names are left out."""
    named = {"bias": judge.weights[-1]} | {f: judge.weights[i] for f, i in judge.vocabulary.items() if abs(judge.weights[i]) > 0.01}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        features=np.array(list(named), dtype=str),
        weights=np.array(list(named.values()), np.float16),
        least=np.array(least, np.float32),
        senses=np.array(["*", *judge.senses], dtype=str),
        directions=judge.directions().astype(np.float16),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/stories"))
    parser.add_argument("--to", type=Path, default=Path("src/crossread/reading/weights"))
    parser.add_argument("--docs", type=Path, default=Path("build/ledger-docs"))
    parser.add_argument("--only", choices=list(SIDES), default=None)
    options = parser.parse_args()
    reader, sections = Reader(options.docs), [options.only] if options.only else list(SIDES)
    held = gathered(reader, options.data, sections)
    for section, own in held.items():
        chances = left_out(own.stories, own.besides)
        least = threshold(own.stories, chances, own.asked, section)
        right, shown, met = measured(own.stories, chances, least)
        within = {(name, number) for name, rows in own.stories.items() for row in rows for number in row.meets} & own.asked
        print(
            f"{section}: {sum(map(len, own.stories.values()))} candidates of {len(own.stories)} stories, {len(own.besides)} besides; left out:"
            f" precision {right}/{shown}, recall {len(met & own.asked)} of {len(within)} proposed of {len(own.asked)}, least {least}"
        )
        judge = Judge([row for name in sorted(own.stories) for row in own.stories[name]] + own.besides)
        write(options.to / f"{section}.npz", judge, least)


def asked_in(name: str, labels: Iterable[Json], section: str) -> set[tuple[str, int]]:
    """Return the labels of a report that a reader would miss, by the name of what holds it and their number."""
    return {(name, label["number"]) for label in labels if is_asked(label, section)}


def is_asked(label: Json, section: str) -> bool:
    """Say whether a reader would miss a record without it, and it says between whom."""
    ends = all if section == "relations" else any
    return bool(label.get("must", True)) and ends(label.get(name) for name in SIDES[section])


if __name__ == "__main__":
    main()
