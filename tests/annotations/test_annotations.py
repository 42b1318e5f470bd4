"""What was annotated elsewhere is read in place of ours, in three formats, and what does not fit its report is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin, Span
from typer.testing import CliRunner

from crossread import read_annotated
from crossread.annotations import read_annotations
from crossread.cli import app
from crossread.errors import CrossreadError, FormatError, InputError
from crossread.formats import export
from crossread.model import Report
from crossread.pipeline import read

TEXT = (
    "Sea Post\n\nOstria sold forty tanks to Velland on Monday. Karla Venn, who leads the harbour board, spoke in Hallmar.\n\n"
    "We need ten pumps before the winter, the board hopes. The sky was clear.\n"
)
QUOTED = ("We need ten pumps before the winter", "Karla Venn", "spoke")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def tagged(words: str, tag: str, **more: Any) -> dict[str, Any]:
    start, end = place(words)
    selector = [{"type": "TextPositionSelector", "start": start, "end": end}, {"type": "TextQuoteSelector", "exact": words}]
    return {"type": "Annotation", "body": {"type": "TextualBody", "purpose": "tagging", "value": tag}, "target": {"source": "a.txt", "selector": selector}, **more}


MARKS = [
    ("Velland", "entity: person"), ("harbour board", "entity: ORG"),
    (QUOTED[0], "quotation content: q"), (QUOTED[1], "quotation source: q"), (QUOTED[2], "quotation cue: q"),
]  # fmt: skip


def as_web_annotation(folder: Path) -> Path:
    path = folder / "marks.jsonld"
    path.write_text(json.dumps([tagged(words, tag) for words, tag in MARKS]), "utf-8")
    return path


def as_docbin(folder: Path) -> Path:
    doc = spacy.blank("en")(TEXT.strip())
    shift = len(TEXT) - len(TEXT.lstrip())
    spans = {words: (place(words)[0] - shift, place(words)[1] - shift) for words, _ in MARKS}
    doc.ents = [doc.char_span(*spans["Velland"], label="PERSON"), doc.char_span(*spans["harbour board"], label="ORG")]
    parts = zip(QUOTED, ("content", "source", "cue"), strict=True)
    doc.spans["quotations"] = [Span(doc, (s := doc.char_span(*spans[words])).start, s.end, label=part, span_id="q") for words, part in parts]
    path = folder / "marks.spacy"
    path.write_bytes(DocBin(docs=[doc]).to_bytes())
    return path


def as_conllu(folder: Path) -> Path:
    lines = ["# newdoc id = a.txt"]
    for token in spacy.blank("en")(TEXT):
        if token.is_space:
            continue
        misc = []
        for words, tag in MARKS:
            start, end = place(words)
            if start <= token.idx < end:
                kind, _, value = tag.partition(": ")
                prefix = "B" if token.idx == start else "I"
                label = f"{prefix}-{value}" if kind == "entity" else f"{prefix}-{kind.split()[1]}:{value}"
                misc.append(f"{'NER' if kind == 'entity' else 'Quote'}={label}")
        lines.append("\t".join(["1", token.text, *"_" * 7, "|".join(misc) or "_"]))
    path = folder / "marks.conllu"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("write", [as_web_annotation, as_docbin, as_conllu])
def test_names_and_quotations_of_a_file_are_read_in_place_of_ours(write: Callable[[Path], Path], story: Path, tmp_path: Path) -> None:
    dossier = read_annotated(str(story), str(write(tmp_path)))
    types = {entity.name: entity.type for entity in dossier.entities}
    assert types["Velland"] == "person"
    assert "Hallmar" not in types  # a name that the model sees and the file does not
    told = [s for s in dossier.statements if s.attribution.kind != "own"]
    assert {TEXT[a:b] for s in told for a, b in s.attribution.content} == {QUOTED[0]}
    assert {s.attribution.chain[-1].name for s in told} == {"Karla Venn"}
    assert all(TEXT[s.start : s.end] == s.text for s in dossier.statements)


def test_the_three_formats_say_the_same(story: Path, tmp_path: Path) -> None:
    report = Report(id="r-1", path=str(story), text=TEXT)
    found = [read_annotations([str(write(tmp_path))], [report]) for write in (as_web_annotation, as_docbin, as_conllu)]
    assert found[0] == found[1] == found[2]
    assert found[0]["r-1"].events is None


def test_events_say_who_does_what_to_whom(story: Path, tmp_path: Path) -> None:
    marks = [("sold", "event sell.01: e"), ("Velland", "event ARG0: e"), ("forty tanks", "event ARG1: e"), ("Ostria", "event ARG2: e")]
    path = tmp_path / "events.jsonld"
    path.write_text(json.dumps({"type": "AnnotationPage", "items": [tagged(words, tag) for words, tag in marks]}), "utf-8")
    dossier = read_annotated(str(story), str(path))
    sold = next(s for s in dossier.statements if s.predicate == "sell")
    assert {p.role: p.text for p in sold.participants}["agent"] == "Velland"


def test_our_own_places_are_read_back(story: Path, tmp_path: Path) -> None:
    ours = read([str(story)])
    (tmp_path / "ours.jsonld").write_bytes(export(ours, "webannotation").data)
    again = read_annotated(str(story), str(tmp_path / "ours.jsonld"))
    assert {(e.name, e.type) for e in again.entities} == {(e.name, e.type) for e in ours.entities}


def test_a_place_is_found_by_its_words_where_offsets_are_not_told(story: Path, tmp_path: Path) -> None:
    one = tagged("Velland", "entity: person")
    one["target"]["selector"] = {"type": "TextQuoteSelector", "prefix": "tanks to ", "exact": "Velland"}
    (tmp_path / "a.jsonld").write_text(json.dumps(one), "utf-8")
    found = read_annotations([str(tmp_path / "a.jsonld")], [Report(id="r-1", path=str(story), text=TEXT)])
    assert [(name.start, name.end) for name in found["r-1"].names or ()] == [place("Velland")]


def _moved(one: dict[str, Any], **selector: Any) -> dict[str, Any]:
    return {**one, "target": {**one["target"], "selector": {"type": "TextPositionSelector", **selector}}}


WRONG = [
    ("a.jsonld", "{", "is no JSON"),
    ("a.jsonld", json.dumps([tagged("Velland", "colour: red")]), "holds no name"),
    ("a.jsonld", json.dumps([tagged("Velland", "entity: colour")]), r"annotation 1: 'colour' is no type of name"),
    ("a.jsonld", json.dumps([tagged("Velland", "quotation middle: q")]), r"'middle' of 'quotation' is not content, source or cue"),
    ("a.jsonld", json.dumps([tagged("Velland", "quotation source: q")]), r"annotation 1: the quotation 'q' has no content"),
    ("a.jsonld", json.dumps([tagged("Velland", "event ARG0: e")]), "the event 'e' has 0 predicates"),
    ("a.jsonld", json.dumps([tagged("Velland", "entity: person"), tagged("to Velland", "entity: place")]), "names must not overlap"),
    ("a.jsonld", json.dumps(_moved(tagged("Velland", "entity: person"), start=5, end=90000)), r"5 to 90000 is no place in .*a\.txt, which has \d+ characters"),
    ("a.jsonld", json.dumps({**tagged("Velland", "entity: person"), "target": {"source": "b.txt", "selector": {}}}), r"names the report 'b\.txt', which is none"),
    ("a.conllu", "1\tSea\t_\n", r"line 1: has 3 columns"),
    ("a.conllu", "1\tSky" + "\t_" * 8 + "\n", r"line 1: the token 'Sky' should come next in .*where 'Sea Post"),
    ("a.conllu", "1\tSea" + "\t_" * 7 + "\tNER=ORG\n", r"line 1: 'ORG' of NER is no IOB tag"),
    ("a.spacy", "nothing", "is no DocBin of spaCy"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), WRONG)
def test_what_is_wrong_is_named_with_its_place(name: str, content: str, said: str, story: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(FormatError, match=said) as error:
        read_annotations([str(tmp_path / name)], [Report(id="r-1", path=str(story), text=TEXT)])
    assert str(tmp_path / name) in str(error.value)


def test_other_words_at_a_place_are_named(story: Path, tmp_path: Path) -> None:
    one = tagged("Velland", "entity: person")
    one["target"]["selector"][0] = {"type": "TextPositionSelector", "start": 10, "end": 16}
    (tmp_path / "a.jsonld").write_text(json.dumps(one), "utf-8")
    with pytest.raises(FormatError, match=r"'Velland' is said to stand at 10 to 16 of .*a\.txt, where 'Ostria' stands"):
        read_annotations([str(tmp_path / "a.jsonld")], [Report(id="r-1", path=str(story), text=TEXT)])


def test_a_text_of_no_report_is_named(story: Path, tmp_path: Path) -> None:
    path = as_docbin(tmp_path)
    with pytest.raises(FormatError, match="Doc 1: its text, which begins 'Sea Post"):
        read_annotations([str(path)], [Report(id="r-1", path=str(story), text="Another text.")])


@pytest.mark.parametrize("name", ["nothing.jsonld", "marks.xml"])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=name):
        read_annotations([str(tmp_path / name)], [])


def test_the_command_takes_them_and_ends_with_2_where_they_do_not_fit(story: Path, tmp_path: Path) -> None:
    marks, out = as_web_annotation(tmp_path), tmp_path / "out.json"
    done = CliRunner().invoke(app, ["read", str(story), "--quiet", "--json", str(out), "--annotations", str(marks)])
    assert done.exit_code == 0, done.output
    assert {e["name"]: e["type"] for e in json.loads(out.read_text("utf-8"))["entities"]}["Velland"] == "person"
    marks.write_text("[]", "utf-8")
    done = CliRunner().invoke(app, ["read", str(story), "--quiet", "--annotations", str(marks)])
    assert done.exit_code == 2
    assert "holds no name" in done.stderr


def test_a_layer_that_no_file_has_stays_ours(story: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonld").write_text(json.dumps([tagged("Velland", "entity: person")]), "utf-8")
    plain, given = read([str(story)]), read_annotated(str(story), str(tmp_path / "a.jsonld"))
    assert [s.text for s in given.statements] == [s.text for s in plain.statements]
    assert issubclass(FormatError, CrossreadError)
