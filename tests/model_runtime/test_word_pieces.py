"""Word pieces are those of the package that made the vocabulary, for every atom that a text can have."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.model_runtime.network import UNK, model_folder
from crossread.model_runtime.pre_tokens import find_atoms
from crossread.model_runtime.word_pieces import word_pieces, words_of
from tests.conftest import ROOT

tokenizers = pytest.importorskip("tokenizers", reason="the extra `dev` is not installed")
Pieces = Callable[[str], tuple[int, ...]]


@cache
def _both() -> tuple[Pieces, Pieces]:
    """Return our pieces and those of the package."""
    path = model_folder() / "tokenizer.json"
    theirs = tokenizers.Tokenizer.from_file(str(path))
    theirs.no_padding()
    theirs.no_truncation()
    return word_pieces(path, UNK, kept=1), lambda atom: tuple(theirs.encode(atom, add_special_tokens=False).ids) or (UNK,)


def _atoms_with(sign: str) -> set[str]:
    return {text[start:end] for text in (sign, f"a{sign}b") for start, end in find_atoms(text)}


def test_every_sign_has_their_pieces_alone_and_within_a_word() -> None:
    ours, theirs = _both()
    signs = [chr(point) for point in (*range(0x3100), *range(0x3100, 0x30000, 23)) if not 0xD800 <= point < 0xE000]
    known = [sign for sign in signs if unicodedata.category(sign) != "Cn"]
    assert [atom for sign in known for atom in _atoms_with(sign) if ours(atom) != theirs(atom)] == []


@given(st.text(st.characters(exclude_categories=("Cs", "Cn")), min_size=1, max_size=30))
def test_every_atom_of_any_text_has_their_pieces(text: str) -> None:
    ours, theirs = _both()
    assert [atom for atom in (text[a:b] for a, b in find_atoms(text)) if ours(atom) != theirs(atom)] == []


def test_the_words_of_the_example_have_their_pieces() -> None:
    ours, theirs = _both()
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples/ferry").iterdir()) if path.suffix in (".txt", ".md", ".html")]
    atoms = {text[a:b] for text in texts for a, b in find_atoms(text)}
    assert len(atoms) > 250
    assert [atom for atom in atoms if ours(atom) != theirs(atom)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("Čapková", ["capkova"]), ("ΟΔΟΣ", ["οδοσ"]), ("didn't", ["didn", "'", "t"]), ("東京", ["東", "京"]), ("\u200b", []), ("İzmir", ["izmir"])],
)
def test_words_are_in_lower_case_without_accents(text: str, words: list[str]) -> None:
    assert words_of(text) == words
