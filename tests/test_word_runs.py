"""Runs of equal words: what was quoted or copied."""

from __future__ import annotations

from crossread.text.word_runs import share_run, words_in


def test_words_are_folded_and_keep_their_apostrophes() -> None:
    assert words_in("“Don’t stop,” Émile-Zola said: 2.5 'ALL'") == ["don’t", "stop", "émile", "zola", "said", "2", "5", "all"]
    assert words_in("") == [] and words_in("…") == []


def test_a_run_is_shared_whole_or_not_at_all() -> None:
    one = words_in("the sea wall held all night long")
    assert share_run(one, words_in("he said the sea wall held well"), 4, 3)
    assert not share_run(one, words_in("the wall held"), 4, 3)
    assert not share_run(one, words_in("sea wall"), 4, 3)
