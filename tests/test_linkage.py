"""What pairs link is one group, whatever the order of the pairs."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from crossread.text.linkage import components

PLACES = st.integers(0, 11)


@given(st.lists(st.tuples(PLACES, PLACES)))
def test_components_are_those_of_the_graph(pairs: list[tuple[int, int]]) -> None:
    graph = nx.Graph(pairs)
    graph.add_nodes_from(range(12))
    found = components(range(12), pairs)
    assert {frozenset(group) for group in found} == {frozenset(group) for group in nx.connected_components(graph)}
    assert all(group == sorted(group) for group in found) and [group[0] for group in found] == sorted(group[0] for group in found)


def test_items_keep_their_order() -> None:
    assert components(["c", "a", "b"], [("b", "c")]) == [["c", "b"], ["a"]]
