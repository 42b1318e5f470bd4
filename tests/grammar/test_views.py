"""A clause is read in more than one way where the tree and the learned roles part."""

from __future__ import annotations

from typing import Any

from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal
from crossread.grammar.matching import Scene
from crossread.grammar.views import views
from crossread.model import Report
from crossread.model.mention_index import MentionIndex
from crossread.reading.entities.resolution import resolve_entities
from crossread.reading.parties import Parties


def scene_at(nlp: Any, text: str, word: str) -> Scene:
    """Return the scene of the clause whose predicate is `word`."""
    doc = to_universal(nlp(text))
    index = MentionIndex(resolve_entities(Report(id="r", path="r.txt", text=text), doc))
    clauses = Clauses(doc, index)
    token = next(token for token in doc if token.text == word)
    return Scene(clauses, clauses.at(token), Parties(doc, (), index))


def test_the_tree_comes_first_and_a_clear_clause_has_no_second_reading(nlp: Any) -> None:
    found = list(views(scene_at(nlp, "Velland sold rifles to Ostria on Monday.", "sold")))
    assert found[0][0] == "tree"
    assert [name for name, _ in found if name == "topic"] == []


def test_a_deed_of_a_noun_is_read_with_its_owner(nlp: Any) -> None:
    found = dict(views(scene_at(nlp, "Mira Pell's statement condemning Velland was read out on Friday.", "condemning")))
    subject = found["topic"].clause.subject if "topic" in found else found["tree"].clause.subject
    assert subject is not None and subject.text in ("Mira", "Pell")


def test_every_reading_is_of_the_same_predicate(nlp: Any) -> None:
    scene = scene_at(nlp, "Brandvik took the unusual step of issuing a licence to the mill.", "issuing")
    assert {view.clause.predicate.i for _, view in views(scene)} == {scene.clause.predicate.i}
