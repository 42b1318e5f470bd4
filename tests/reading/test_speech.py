"""Quotation marks, outlets named as a medium, and the chains and speakers of whole sentences."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc as SpacyDoc

from crossread.grammar.doc import Doc
from crossread.grammar.labels import to_universal
from crossread.model import Entity, Mention, Report
from crossread.model.annotations import AnnotatedArgument, AnnotatedEvent, AnnotatedQuotation, Annotations
from crossread.model.mention_index import MentionIndex
from crossread.model_runtime import load
from crossread.model_runtime.given import lay_over
from crossread.reading.reading import read_report
from crossread.reading.speech.attributions import find_acts
from crossread.reading.speech.by_roles import find_by_roles
from crossread.reading.speech.outlets import is_outlet, media_of, reported_by
from crossread.reading.speech.tellers import resolve_source
from crossread.text.quotation_marks import MAX_LINES, open_ended, quoted_stretches, share_quoted
from tests.grammar.trees import tree, word

MARKED = st.text(st.one_of(st.sampled_from("“”\"‘’'«»„`\n .,5a"), st.characters(exclude_categories=["Cs"])), max_size=120)


@settings(max_examples=10_000, deadline=None)
@given(MARKED)
def test_any_text_with_any_marks_is_paired(text: str) -> None:
    found = quoted_stretches(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:], strict=False))
    # a quotation goes on over the lines of a text that breaks its sentences into lines, never over a blank one
    assert all(text.count("\n", start, end) <= MAX_LINES and not re.search(r"\n[ \t]*\n", text[start:end]) for start, end in found)
    assert all(isinstance(open_ended(text, span), bool) for span in found)
    assert 0 <= share_quoted(text, [(0, len(text))], found) <= 1


PIECES = ["“", "”", '"', "‘", "’", "'", "«", "»", "„", "``", "\n", "\n\n", ".", ",", "?", ":", "—", "Kim", "said", "told", "we", "boats", "sank", "calls", "according", "to", "that", "Ünal", "日本", "﷽", "🚢", "\u200b", "e\u0301", "ש", "٣"]
SAYING = {"said": "say", "told": "tell", "calls": "call", "sank": "sink"}


def rough_tree(nlp: Any, chance: random.Random) -> Doc:
    """Return a Doc of random marks and words with a careless tree: quick, so that 10,000 texts can go the whole way."""
    words = [chance.choice(PIECES) if chance.random() < 0.95 else chr(chance.choice((0x2190, 0x0600, 0x0E01, 0x4E00, 0x1F600)) + chance.randrange(60)) for _ in range(chance.randint(1, 40))]
    verb = chance.choice([i for i, word in enumerate(words) if word in SAYING] or [0])
    pos = ["VERB" if w in SAYING else "SPACE" if w.isspace() else "PUNCT" if not w.isalnum() else "PROPN" if w.istitle() else "NOUN" for w in words]
    dep = {"VERB": "ccomp", "PROPN": "nsubj", "NOUN": "obj"}
    deps = ["ROOT" if i == verb else dep.get(tag, "punct") for i, tag in enumerate(pos)]
    lemmas = [SAYING.get(word, word) for word in words]
    spaces = [chance.random() < 0.7 for _ in words]
    return to_universal(SpacyDoc(nlp.vocab, words=words, spaces=spaces, pos=pos, heads=[verb] * len(words), deps=deps, lemmas=lemmas))


def test_any_marks_go_through_the_whole_finding_of_speech(nlp: Any) -> None:
    chance = random.Random(1)
    spoken = 0
    for _ in range(10_000):
        doc = rough_tree(nlp, chance)
        acts = find_acts(doc)
        spoken += bool(acts)
        for act in acts:
            assert all(0 <= start < end <= len(doc.text) for start, end in act.content), (doc.text, act.content)
            assert all(span is None or 0 <= span[0] < span[1] <= len(doc.text) for span in (act.source_span, act.cue_span))
    assert spoken > 1000  # the texts are not all without speech


@settings(max_examples=25, deadline=None)
@given(MARKED)
def test_any_text_with_any_marks_is_read(text: str) -> None:
    report = Report(id="r", path="r.txt", text=text, language="en")
    for statement in read_report(report, load()).statements:
        assert text[statement.start : statement.end] == statement.text


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("Odile Brandt told the Harbour Herald.", ["Harbour Herald"]),
        ("“No,” he said on ABC's “Dawn Talk.”", ["ABC"]),
        ("She told Ina Moss of Sky News on May 4.", ["Sky News"]),
        ("He told Vice President Lund.", []),
        ("They called on the Coastal Safety Agency.", []),
        ("He posted on Twitter.", []),
        ("Talks on TV went well.", []),
        ("She quoted a CNN poll, he said to CNN poll readers.", []),
    ],
)
def test_medium_is_the_outlet_that_heard(text: str, outlets: list[str]) -> None:
    assert [text[a:b] for a, b in media_of(text, (0, len(text)), [])] == outlets


def test_who_brought_it_to_light() -> None:
    text = "The ferry had leaked for weeks, as first reported by Northern Lamp."
    assert [text[a:b] for a, b in reported_by(text, (0, len(text)), [])] == ["Northern Lamp"]
    assert not is_outlet("TV") and is_outlet("Reuters")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("OSLO (Reuters) – Shipping magnate Odd Nilsen said on Friday the yard would close.", ["Reuters", "Odd Nilsen"]),
        ("“The pier is safe,” Marta Lindqvist told the Harbour Herald on Monday.", ["Harbour Herald", "Marta Lindqvist"]),
        ("The ministry said talks would resume, Reuters reported on Friday.", ["Reuters", "ministry"]),
        ("The Associated Press quoted Wim Boule, a resident, as saying that the driver ran away.", ["Associated Press", "Wim Boule"]),
    ],
)
def test_chain_runs_from_the_nearest_teller_to_the_furthest(text: str, names: list[str]) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), load()).statements
    chains = [[teller.name for teller in statement.attribution.chain] for statement in statements]
    assert names in [[name.removeprefix("The ").removeprefix("the ") for name in chain] for chain in chains], chains


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ida Moe condemned what she called “an insult to all of us”.", [("Ida Moe", "an insult to all of us")]),
        ("In a letter, Odd Lund dismissed “all those who say the dyke will fall”.", [("Odd Lund", "all those who say the dyke will fall")]),
        ("I called the offer “an insult to all of us”.", []),
        ("We said the bridge was safe.", []),
        ("The court's declared aim is that the mill stays open.", []),
        ("“400,” he said.", []),
    ],
)
def test_who_calls_a_thing_something_tells_it_but_for_the_writer(text: str, told: list[tuple[str, str]], nlp: Any) -> None:
    found = [s for s in read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements if s.attribution.kind != "own"]
    assert [(one.attribution.chain[0].name, one.text) for one in found] == told


def test_a_quotation_glued_to_the_word_before_is_somebodys() -> None:
    doc = tree("No.“We/PRON/nsubj/1 go/VERB/ROOT/1 home/ADV/advmod/1 now.”/ADV/advmod/1")
    [act] = find_acts(doc)
    assert (doc.text[slice(*act.content[0])], act.source, act.open) == ("“We go home now.”", None, True)


def test_quotations_that_were_annotated_elsewhere_are_the_only_ones(nlp: Any) -> None:
    text = "Odd Lund said the dyke was safe. Ida Moe said the mill was lost."
    content = text.index("the mill"), text.index(" was lost") + 9
    source, cue = (text.index("Ida"), text.index("Ida") + 7), (text.index("said the mill"), text.index("said the mill") + 4)
    given = Annotations(report="r", quotations=(AnnotatedQuotation(content=(content,), source=(source,), cue=(cue,)),))
    acts = find_acts(to_universal(lay_over(nlp(text), given)))
    assert [(act.source_span, act.content) for act in acts] == [(source, [content])]


def test_words_among_which_their_teller_stands_are_not_what_he_tells(nlp: Any) -> None:
    text = "The dam, Odd Lund says, is safe."
    arguments = (AnnotatedArgument(start=9, end=17, role="ARG0"), AnnotatedArgument(start=0, end=31, role="ARG1"))
    given = Annotations(report="r", events=(AnnotatedEvent(start=18, end=22, sense="say.01", arguments=arguments),))
    assert find_by_roles(to_universal(lay_over(nlp(text), given)), []) == []


def test_a_person_before_his_body_is_who_speaks() -> None:
    doc = tree("engineer/NOUN/nmod:desc/1 Holt/PROPN/dep/4 of/ADP/case/3 Keelwright/PROPN/nsubj/4 spoke/VERB/ROOT/4/speak")
    holt, firm = word(doc, "Holt"), word(doc, "Keelwright")
    entities = [
        Entity(id="holt", name="Holt", type="person", mentions=(Mention(report="r", start=holt.idx, end=holt.idx + 4),)),
        Entity(id="firm", name="Keelwright", type="organisation", mentions=(Mention(report="r", start=firm.idx, end=firm.idx + 10),)),
    ]
    speaker = resolve_source(firm, (0, firm.idx + 10), MentionIndex(entities))
    assert speaker is not None and speaker.name == "Holt"


def test_who_is_said_to_cite_nobody_is_handed_on_by_nobody(nlp: Any) -> None:
    text = "The Gazette, citing, said the hull had split."
    [told] = [s for s in read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements if s.attribution.kind != "own"]
    assert [teller.name for teller in told.attribution.chain] == ["Gazette"]
