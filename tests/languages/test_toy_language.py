"""A language is a folder: ten rules of a toy language, outside the package, read a sentence of it; English stays as it is."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from crossread.errors import RuleError
from crossread.grammar.clauses import Clauses
from crossread.grammar.doc import Doc, Token
from crossread.grammar.matching import Match, Scene, check, matches
from crossread.languages.patterns import load_patterns
from crossread.languages.patterns import marked as with_values
from crossread.languages.rules import load_rules
from crossread.languages.tables import words
from crossread.languages.word_patterns import load_word_patterns
from tests.conftest import ROOT

TOY = str(ROOT / "tests/data/languages/toy")
SENTENCE = Doc(SpacyDoc(
    spacy.blank("xx").vocab,
    words=["Ostria", "larang", "Velland", "jual", "12", "peti", "gandum", "."],
    spaces=[True, True, True, True, True, True, False, False],
    pos=["PROPN", "VERB", "PROPN", "VERB", "NUM", "NOUN", "NOUN", "PUNCT"],
    lemmas=["Ostria", "larang", "Velland", "jual", "12", "peti", "gandum", "."],
    heads=[1, 1, 1, 1, 5, 6, 3, 1],
    deps=["nsubj", "ROOT", "obj", "xcomp", "nummod", "nmod", "obj", "punct"],
))  # fmt: skip


class Anybody:
    """Takes every proper noun for a party."""

    def may_be_party(self, token: Token | None) -> bool:
        """Say whether it is one."""
        return token is not None and token.pos_ == "PROPN"


def read(language: str) -> list[Match]:
    """Return what the rules of a language find in the sentence."""
    clauses = Clauses(SENTENCE)
    found = [Scene(clauses, clauses.at(token), Anybody()) for token in SENTENCE if token.pos_ == "VERB"]
    return [match for scene in found for match in matches(load_rules("bans", language), scene)]


def test_ten_rules_of_a_folder_read_a_sentence() -> None:
    english = load_rules("bans")
    rules = load_rules("bans", TOY)
    check(rules)
    assert len(rules) + len(load_patterns("figures", TOY)) + len(load_word_patterns("figure_context", TOY)) == 10
    (match,) = read(TOY)
    assert match.rule.name == "party-barred-from-deed"
    assert {slot: token.text for slot, token in match.slots.items()} == {"party": "Velland", "item": "gandum", "by": "Ostria"}
    figure = next(m for rule in load_patterns("figures", TOY) if (m := rule.form.search(SENTENCE.text)))
    assert (figure["n"], figure["unit"]) == ("12", "peti")
    assert load_rules("bans") is english  # nothing of the program was changed by reading another language
    assert read("en") == []
    assert words("exchange", "bars") != words("exchange", "bars", TOY) == {"larang", "cegah"}


def test_its_patterns_read_their_examples_and_no_never() -> None:
    for rule in load_patterns("figures", TOY):
        for example in rule.examples:
            sentence, said = with_values(example)
            found = rule.form.search(sentence)
            assert found and [(found.group(), found["n"])] == list(said), rule.name
        assert not any(rule.form.search(never) for never in rule.never), rule.name
    for pattern in load_word_patterns("figure_context", TOY).values():
        assert all(pattern.pattern.search(example) for example in pattern.examples), pattern.name
        assert not any(pattern.pattern.search(never) for never in pattern.never), pattern.name


def test_a_list_that_the_language_lacks_is_named_with_its_folder(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "bans.toml").write_text('[[rule]]\nname = "a"\ntrigger = "@bars"\nexamples = []\n', "utf-8")
    with pytest.raises(RuleError, match=r"rule 'a'.*no word list @bars.*lexicon"):
        load_rules("bans", str(tmp_path))
