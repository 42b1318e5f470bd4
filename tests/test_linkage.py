"""What pairs link is one group, whatever the order of the pairs; what is alike on the mean is one, too."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crossread.text.linkage import average_link, components

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


SHARES = st.integers(0, 20).map(lambda share: share / 20)


@given(st.lists(SHARES, min_size=21, max_size=21), SHARES)
def test_groups_are_alike_on_the_mean(shares: list[float], bar: float) -> None:
    likeness = np.zeros((7, 7))
    likeness[np.triu_indices(7, 1)] = shares
    likeness += likeness.T
    groups = average_link(likeness, bar)
    assert sorted(i for group in groups for i in group) == list(range(7))
    for one, other in combinations(groups, 2):
        assert likeness[np.ix_(one, other)].mean() < bar + 1e-9


def test_what_is_not_asked_does_not_count_but_costs() -> None:
    likeness = np.array([[0.0, 0.0, 0.8], [0.0, 0.0, 0.6], [0.8, 0.6, 0.0]])
    asked = np.array([[False, False, True], [False, False, True], [True, True, False]])
    assert average_link(likeness, 0.5, asked=asked) == [[0, 2, 1]]
    assert average_link(likeness, 0.5, asked=asked, toll=0.2) == [[0, 2], [1]]
