"""The spaCy pipeline: it can be stored, its Docs too, and another pipeline can take its place."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from crossread.errors import UsageError
from crossread.model_runtime import load
from crossread.model_runtime.network import model_folder
from crossread.pipeline import read

TEXT = (
    "Maria Lopez leads the harbour agency. She told reporters on Monday that the agency might close its northern "
    "office.\n\n“We have no choice,” Lopez said. According to the mayor's deputy, the office lost $2.5m last year."
)


def everything(doc: Doc) -> tuple[Any, ...]:
    """Return all that a Doc carries, vectors included."""
    return (
        doc.text,
        [(t.text, t.pos_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, t._.certainty) for t in doc],
        [(e.start_char, e.end_char, e.label_) for e in doc.ents],
        doc._.quotations,
        doc._.clusters,
        doc._.frames,
        doc._.sentence_vectors.tobytes(),
    )


def test_a_doc_carries_everything(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert {"Maria Lopez", "Lopez"} <= {e.text for e in doc.ents if e.label_ == "person"}
    assert all(t.dep_ for t in doc)
    assert any("no choice" in doc.text[a:b] for q in doc._.quotations for a, b in q.content)
    named = [{doc.text[a:b] for a, b in cluster} for cluster in doc._.clusters]
    assert any({"Maria Lopez", "She"} <= cluster for cluster in named)
    (closing,) = [frame for frame in doc._.frames if doc[frame.predicate].text == "close"]
    assert closing.sense == "close.01"
    said = {argument.role: doc[argument.start : argument.end].text for argument in closing.arguments}
    assert said == {"ARG0": "the agency", "ARGM-MOD": "might", "ARG1": "its northern office"}
    certain = {t.text: t._.certainty for t in doc}
    assert certain["close"] < certain["told"]


def test_docs_can_be_stored(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert everything(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == everything(doc)
    assert everything(pickle.loads(pickle.dumps(doc))) == everything(doc)
    stored = DocBin(store_user_data=True, attrs=["ORTH", "SPACY", "POS", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"], docs=[doc])
    (again,) = DocBin().from_bytes(stored.to_bytes()).get_docs(nlp.vocab)
    assert everything(again) == everything(doc)


def test_the_pipeline_can_be_stored(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "reader")
    again = spacy.load(tmp_path / "reader")
    assert everything(again(TEXT)) == everything(nlp(TEXT))
    assert again.max_length == nlp.max_length
    assert everything(load().from_bytes(nlp.to_bytes())(TEXT)) == everything(nlp(TEXT))


def test_output_is_the_same_for_any_batch_and_any_threads(nlp: Any) -> None:
    texts = [TEXT, TEXT[:60], "", " \n ", TEXT * 4, "One word"]
    alone = [everything(nlp(text)) for text in texts if text.strip()]
    for size in (1, 2, 64):
        assert [everything(doc) for doc in nlp.pipe(texts, batch_size=size) if doc.text.strip()] == alone
    two = load(threads=2)
    assert [everything(two(text)) for text in texts if text.strip()] == alone


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_whole(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for cluster in doc._.clusters:
        assert len(cluster) > 1
        assert list(cluster) == sorted(set(cluster))
        assert all(0 <= start < end <= len(text) for start, end in cluster)


@pytest.mark.parametrize("pipes", [(), ("sentencizer",), ("sentencizer", "entity_ruler")])
def test_another_pipeline_can_take_its_place(tmp_path: Path, pipes: tuple[str, ...]) -> None:
    other = spacy.blank("en")
    for pipe in pipes:
        made = other.add_pipe(pipe)
        if pipe == "entity_ruler":
            made.add_patterns([{"label": "PERSON", "pattern": "Maria Lopez"}])
    other.to_disk(tmp_path / "other")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT.replace("Monday", "Tuesday"), "utf-8")
    dossier = read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], pipeline=str(tmp_path / "other"))
    assert len(dossier.reports) == 2
    assert {"Maria Lopez leads the harbour agency"} <= {s.text.rstrip(".") for s in dossier.statements}
    assert [(e.name, e.type) for e in dossier.entities] == ([("Maria Lopez", "person")] if "entity_ruler" in pipes else [])
    assert sum("parts of speech" in warning.message for warning in dossier.warnings) == 2


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="no_such_pipeline"):
        load(pipeline="no_such_pipeline")


def test_shipped_files_say_nothing_of_the_machine_they_were_made_on() -> None:
    for path in model_folder().iterdir():
        found = path.read_bytes()
        assert not any(trace in found for trace in (b"/home/", b"/Users/", b"site-packages", b"Traceback", b'File "')), path.name
