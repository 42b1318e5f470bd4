"""Whether a deed comes about, by the words above it."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.factuality import is_dropped, is_only_hoped, is_only_proposed, is_turned_down, is_undone
from crossread.grammar.labels import to_universal


def token(nlp: Any, text: str, word: str) -> Any:
    return next(t for t in to_universal(nlp(text)) if t.lower_ == word)


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The bank was unwilling to lend the town nine million crowns.", "lend"),
        ("Belmar refused to allow the army to deliver shells to Torvia.", "deliver"),
        ("The court would not let the museum return the masks.", "return"),
        ("The chancellor ruled out giving tanks to Torvia.", "giving"),
        ("The club decided against selling its stadium.", "selling"),
        ("Torvia abandoned a plan to sell its jets.", "sell"),
        ("Belmar has no plans to send jets to Torvia.", "send"),
        ("Belmar stopped short of giving Torvia jets.", "giving"),
        ("The minister stopped short of calling the strike illegal.", "calling"),
        ("The firm denied that it had sold tanks to Torvia.", "sold"),
        ("Torvia has yet to receive the jets.", "receive"),
        ("Torvia is yet to pay for the jets.", "pay"),
    ],
)
def test_what_is_refused_ruled_out_or_denied_is_undone(nlp: Any, text: str, deed: str) -> None:
    assert is_undone(token(nlp, text, deed))


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The charity managed to deliver 400 tents.", "deliver"),
        ("Senators let the government send 30 cars to Torvia.", "send"),
        ("The firm did not refuse to pay.", "pay"),
        ("Unwilling to wait, Belmar sent jets to Torvia.", "sent"),
        ("The firm did not deny that it had sold tanks to Torvia.", "sold"),
        ("Torvia has a plan to sell its jets.", "sell"),
        ("The judge refused bail, sending him to prison.", "sending"),
    ],
)
def test_what_is_let_or_not_refused_is_not(nlp: Any, text: str, deed: str) -> None:
    assert not is_undone(token(nlp, text, deed))


def test_who_wants_to_be_is_not(nlp: Any) -> None:
    for text in ("She hopes to become mayor of Osk.", "He is running to be mayor of Osk.", "She could become mayor of Osk."):
        assert is_only_hoped(token(nlp, text, "mayor")), text
    for text in ("She became mayor of Osk.", "She wants to remain mayor of Osk.", "She won the race to become mayor of Osk.", "She is mayor of Osk."):
        assert not is_only_hoped(token(nlp, text, "mayor")), text


def test_a_rejected_pact_is_turned_down(nlp: Any) -> None:
    assert is_turned_down(token(nlp, "Tarrow rejected a pact with Osk.", "pact"))
    assert is_turned_down(token(nlp, "Members voted against a merger with Osk.", "merger"))
    assert not is_turned_down(token(nlp, "Tarrow signed a pact with Osk.", "pact"))


@pytest.mark.parametrize(
    ("text", "dropped", "proposed"),
    [
        ("Torvia lifted the ban.", True, False),
        ("The ban was repealed in May.", True, False),
        ("The council voted against a ban.", True, False),
        ("Torvia did not lift the ban.", False, False),
        ("Torvia may lift the ban.", False, False),
        ("Torvia refused to lift the ban.", False, False),
        ("Farmers oppose the ban.", False, False),
        ("Farmers oppose a ban.", False, True),
        ("The union called for a ban.", False, True),
        ("A proposed ban angered the farmers.", False, True),
        ("The mayor discussed the ban.", False, False),
        ("Torvia imposed a ban.", False, False),
    ],
)
def test_a_ban_is_in_force_unless_it_is_dropped_or_only_proposed(nlp: Any, text: str, dropped: bool, proposed: bool) -> None:
    ban = token(nlp, text, "ban")
    assert (is_dropped(ban), is_only_proposed(ban)) == (dropped, proposed)
