"""The run over the sample archive stays above its floors (tests/quality/floors.json)."""

from __future__ import annotations

from pathlib import Path

from tests.quality import gate


def test_no_figure_over_the_sample_falls_below_its_floor(tmp_path: Path) -> None:
    tallies = gate.measure(gate.SAMPLE, tmp_path)
    assert not gate.fallen(gate.SAMPLE, tallies, gate.load_floors())


def test_floors_belong_to_the_sample_as_it_is() -> None:
    held = gate.load_floors().get(gate.SAMPLE.name, {})
    assert held.get("inputs", gate.SAMPLE.inputs()) == gate.SAMPLE.inputs(), "run python -m tests.quality --raise"
