# make demo, make test: nothing but Python ≥ 3.11 and make has to be there before; everything goes into .venv.
# Paths are relative throughout, so that the folder may have any name.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
RUN = .venv/bin/python -m pipeline
PIP = .venv/bin/python -m pip --disable-pip-version-check --quiet
# Further optional parts to install, as in `make test EXTRAS=ocr`.
EXTRAS ?=
GOLD ?=

.PHONY: demo test train bench quality quality-audit quality-peers lint lock clean

# The sample archive to tables, report and workbook.
demo: .venv/run.stamp
	$(RUN) run corpora/sample/documents --out results
	@echo "网页报告：results/report.html"
	@echo "Excel 工作簿：results/tables.xlsx"

test: .venv/dev.stamp
	.venv/bin/python -m pytest -n 2 --durations=5

# The theme model, anew from corpora/themes.
train: .venv/run.stamp
	$(RUN) train

# Speed against known tools in one run, on one core; memory; reruns.
bench: .venv/dev.stamp
	.venv/bin/python -m tests.bench

# Precision, recall and F1 against the sample's key and the documents of other hands, or others: make quality GOLD=folder
quality: .venv/dev.stamp
	.venv/bin/python -m tests.quality $(if $(GOLD),"$(GOLD)")

# The audit against its keys beside two plain baselines, and how well its confidence keeps its word.
quality-audit: .venv/dev.stamp
	.venv/bin/python -m tests.quality.audit_table
	.venv/bin/python -m tests.quality.audit_calibrate
	.venv/bin/python -m tests.quality.audit_silence

# Figures beside Recognizers-Text and JioNLP, which are installed only here; the table says so where they can't be.
quality-peers: .venv/dev.stamp
	test -d build/peers || $(PYTHON) -m venv build/peers
	-build/peers/bin/python -m pip install --quiet emoji==1.1.0 recognizers-text==1.0.2a2 \
		recognizers-text-number==1.0.2a2 recognizers-text-number-with-unit==1.0.2a2 jionlp==1.5.31
	.venv/bin/python -m tests.quality.peers build/peers/bin/python $(if $(GOLD),"$(GOLD)")

lint: .venv/dev.stamp
	.venv/bin/python -m ruff check
	.venv/bin/python -m ruff format --check
	.venv/bin/python -m mypy

# requirements.lock anew, from the newest releases that pyproject.toml allows.
lock:
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet ".[ocr,ofd,notebook,dev]"
	build/lock/bin/python -m pip freeze --exclude zongjie > requirements.lock

clean:
	rm -rf .venv build dist results

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新版本（及其 venv 模块）。"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python pyproject.toml requirements.lock
	$(PIP) install --constraint requirements.lock --editable .$(if $(EXTRAS),"[$(EXTRAS)]")
	@touch $@

.venv/dev.stamp: .venv/bin/python pyproject.toml requirements.lock
	$(PIP) install --constraint requirements.lock --editable ".[dev,notebook$(if $(EXTRAS),$(comma)$(EXTRAS))]"
	@touch .venv/run.stamp $@

comma := ,
