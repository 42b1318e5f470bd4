"""Read the labelled real stories with one program and print one table: sides (score_sidebyside) and ledger (score_ledger), pooled.

    python run_stories.py [FOLDER] [--python PYTHON] [--only NAME,…] [--json FILE] [--misses DIR]

FOLDER (default cases/sidebyside of CROSSREAD_SHARED, whose texts are not ours to publish) holds stories.json, NAME.gold.json, NAME.ledger.json, and either materialise.py or NAME/reports.
PYTHON (default this one) must be able to import crossread; every story is read by a process of its own, so that none sees another.
Pooled figures: `recall`, `figures` are means over units, `precision` over all pairs shown, `called` over all labelled differences,
`differences` over all shown but roundings, `conflicts` over all conflicts shown, `conflicts_found` over units in conflict,
`false_conflicts` per ten reports, `tellers` over places, `states` over units found, `independent` over claims shown as independent,
`traps` over traps; where nothing is shown a precision is 0; exchange and relations over records (p) and over `must` records (r).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import score_ledger
import score_sidebyside

shared = Path(os.environ.get("CROSSREAD_SHARED", Path(__file__).parents[3] / "shared"))
WEIGHTS = {"recall": "units", "precision": "pairs_shown", "figures": "units_with_figures", "called": "differences_asked", "differences": "differences_shown",
           "conflicts": "conflicts_shown", "conflicts_found": "conflict_units", "tellers": "places", "states": "states_asked", "independent": "shown_independent", "traps": "traps_asked"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "cases/sidebyside")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--data", type=Path, default=shared / "data/stories")
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", type=Path)
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp())
    table = json.loads((options.folder / "stories.json").read_text())
    made = {name: story for name, story in table.items() if story.get("source")}
    (work / "stories.json").write_text(json.dumps(made))
    subprocess.run([sys.executable, str(shared / "cases/sidebyside/materialise.py"), str(work), str(options.data), str(work / "stories.json")], check=True, stdout=subprocess.DEVNULL)
    sides, ledgers, failed = {}, {}, 0
    for name in table:
        if options.only and name not in options.only.split(","):
            continue
        reports = work / name / "reports" if name in made else options.folder / name / "reports"
        out = work / f"{name}.json"
        done = subprocess.run([options.python, "-m", "crossread", "read", str(reports), "--json", str(out), "--quiet"], capture_output=True, text=True)
        dossier = {"reports": [], "statements": [], "claims": []}  # a story that is not read counts as one in which nothing was found
        if done.returncode or not out.exists():
            failed += 1
            print(f"{name}: not read: {done.stderr.strip().splitlines()[-1:]}")
        else:
            dossier = json.loads(out.read_text())
        for suffix, scorer, into in (("gold", score_sidebyside, sides), ("ledger", score_ledger, ledgers)):
            path = options.folder / f"{name}.{suffix}.json"
            if path.exists():
                into[name], misses = scorer.score(json.loads(path.read_text()), dossier)
                if options.misses:
                    options.misses.mkdir(parents=True, exist_ok=True)
                    (options.misses / f"{name}.{suffix}.txt").write_text("\n".join(misses))
        f, g = sides.get(name) or {}, ledgers.get(name) or {}
        print(f"{name:24} " + " ".join(f"{k} {f.get(k)}" for k in ("recall", "precision", "f1", "called", "tellers", "states")) +
              " | " + " ".join(f"{k} {g[k]['p']}/{g[k]['r']}" for k in ("exchange", "relations") if g))
    pooled = {}
    for key, weight in WEIGHTS.items():
        rows = [(f[key], f[weight]) for f in sides.values() if f.get(key) is not None]
        total = sum(w for _, w in rows)
        pooled[key] = round(sum(v * w for v, w in rows) / total, 2) if total else 0.0  # nothing shown is nothing right
    r, p = pooled.get("recall"), pooled.get("precision")
    pooled["f1"] = round(2 * r * p / (r + p), 2) if r and p else 0.0
    reports = sum(f["reports"] for f in sides.values())
    if reports:
        pooled["false_conflicts"] = round(10 * sum(f["conflicts_shown"] - f["conflicts_right"] for f in sides.values()) / reports, 2)
    for key in ("exchange", "relations"):
        total = {k: sum(g[key][k] for g in ledgers.values()) for k in ("right", "shown", "found", "asked")}
        pooled[key] = score_ledger.ratios(**total)
    rows = [g["nothing"] for g in ledgers.values() if g.get("nothing") is not None]
    pooled["nothing"] = round(sum(rows) / len(rows), 2) if rows else None
    pooled["counts"] = {"stories": len(sides), "units": sum(f["units"] for f in sides.values()), "pairs_shown": sum(f["pairs_shown"] for f in sides.values()),
                        "conflicts_shown": sum(f["conflicts_shown"] for f in sides.values()), "shown_independent": sum(f["shown_independent"] for f in sides.values())}
    print(json.dumps(pooled))
    if options.json:
        options.json.write_text(json.dumps({"pooled": pooled, "sides": sides, "ledgers": ledgers}, indent=1))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
