"""The ledger's own upper layers: they go on from the reader's states, and a model without them reads all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crossread.model_runtime.network import Network, model_folder
from crossread.reading.plausibility import load_plausibility

TEXT = "Ostria sold Velland forty ships.\n\nThe minister said that Velland needs fuel. " + "The harbour was quiet on Friday. " * 60


@pytest.fixture(scope="module")
def network() -> Network:
    return Network()


def test_the_upper_layers_go_on_from_the_middle_of_each_window(network: Network) -> None:
    read = network(TEXT)
    assert read.ledger is not None and read.ledger.dtype == np.float16
    assert len(read.ledger) == len(read.atoms) > 0
    windows = list(network.middle(TEXT))
    assert len(windows) > 1
    for window in windows:
        made = network.upper.run(None, {"middle": window.states[None]})[0][0]
        for number, (start, _) in enumerate(read.atoms):
            if start in window.pieces:
                assert (read.ledger[number] == made[window.pieces[start]].astype(np.float16)).all()
    assert sorted(at for window in windows for at in window.pieces) == [start for start, _ in read.atoms]


def test_a_text_without_words_has_no_vectors(network: Network) -> None:
    assert not list(network.middle(" \n"))
    assert network(" \n").ledger is None


def test_a_model_without_upper_layers_reads_the_rest_alike(network: Network, tmp_path: Path) -> None:
    for path in model_folder().iterdir():
        if path.name != "ledger.onnx":
            (tmp_path / path.name).symlink_to(path)
    less = Network(folder=tmp_path)(TEXT)
    assert less.ledger is None
    assert (less.rows == network(TEXT).rows).all()


@pytest.mark.parametrize("section", ["exchange", "relations"])
def test_the_networks_beside_the_judges_are_as_wide_as_what_they_weigh(nlp: Any, section: str) -> None:
    vectors = nlp(TEXT)._.ledger_vectors
    weights, constant = load_plausibility(section).network.inner
    assert weights.shape[0] % vectors.shape[1] == 0 and weights.shape[1] == len(constant)
