"""Where the networks run is asked for by a variable, and what is missing is named."""

from __future__ import annotations

import pytest

from crossread.errors import MissingExtra, UsageError
from crossread.model_runtime.network import providers

CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"


def test_the_processor_unless_another_device_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CROSSREAD_DEVICE", raising=False)
    assert providers([CUDA, CPU]) == [CPU]
    monkeypatch.setenv("CROSSREAD_DEVICE", "cuda")
    assert providers([CUDA, CPU]) == [CUDA, CPU]


def test_a_missing_runtime_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSREAD_DEVICE", "cuda")
    with pytest.raises(MissingExtra, match=r"crossread\[gpu\]"):
        providers([CPU])
    monkeypatch.setenv("CROSSREAD_DEVICE", "abacus")
    with pytest.raises(UsageError, match="cpu or cuda"):
        providers([CPU])
