"""What other libraries read in texts, run by their own interpreter: JSON texts in, JSON values by reader out.

Stands alone, since the libraries need versions of packages that the project has no use for.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

Values = list[float]


def microsoft(texts: Sequence[str]) -> dict[str, list[Values]]:
    """Recognizers-Text for Chinese: every number, and sums of money."""
    from recognizers_number import recognize_number
    from recognizers_number_with_unit import recognize_currency
    from recognizers_text import Culture

    def values(recognise: Callable[[str, str], Any], text: str) -> Values:
        # Paragraph by paragraph: its patterns take quadratic time.
        found = [one.resolution["value"] for line in text.split("\n") for one in recognise(line, Culture.Chinese)]
        return [float(value) for value in found if _is_figure(value)]

    return {
        "Recognizers-Text number": [values(recognize_number, text) for text in texts],
        "Recognizers-Text currency (money)": [values(recognize_currency, text) for text in texts],
    }


def jionlp(texts: Sequence[str]) -> dict[str, list[Values]]:
    """JioNLP: sums of money; it finds no other quantities."""
    with contextlib.redirect_stdout(io.StringIO()):  # it greets
        import jionlp as jio
    found = [jio.ner.extract_money(text, with_parsing=True) for text in texts]
    figures = [[(one.get("detail") or {}).get("num") for one in row] for row in found]
    return {"JioNLP money (money)": [[float(f) for f in row if _is_figure(f)] for row in figures]}


def _is_figure(value: object) -> bool:
    return isinstance(value, str) and value.replace(".", "", 1).replace("-", "", 1).isdigit()


def main() -> None:
    """Read, and tell of each library either its values or why there are none."""
    texts = json.load(sys.stdin)
    told: dict[str, Any] = {}
    for name, reader in (("Recognizers-Text", microsoft), ("JioNLP", jionlp)):
        try:
            told.update(reader(texts))
        except ImportError as error:
            told[name] = f"not installed: {error}"
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
