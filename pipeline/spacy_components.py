"""The bridge to spaCy: a tokenizer that cuts as we do and a component that puts our facts on a spaCy Doc.

spaCy imports the module of every installed factory for any pipeline, so the stages are loaded on first use only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.segment import cut

TABLES = ["sections", "scores", "deductions", "counts", "problems", "measures", "plans"]


class Tokenizer:
    """jieba's words with our lexicon, and no spaces: ``"".join(token.text for token in doc)`` is the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a Doc of our words."""
        pieces = cut(text)
        return Doc(self.vocab, words=pieces, spaces=[False] * len(pieces))

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the words come with the package."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Tokenizer:
        """The tokenizer as it is."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Write nothing: the words come with the package."""

    def from_disk(self, _path: str | Path, **_: Any) -> Tokenizer:
        """The tokenizer as it is."""
        return self


@registry.tokenizers("zongjie.words.v1")  # type: ignore[untyped-decorator]  # spaCy has no types for it
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """For a config: ``{"nlp": {"tokenizer": {"@tokenizers": "zongjie.words.v1"}}}``."""
    return lambda nlp: Tokenizer(nlp.vocab)


class Facts:
    """Puts the rows of ``tables`` into ``doc.spans["facts"]``.

    A span's label is its table, its ``id_`` the row id; ``doc._.facts`` maps row ids to the rows as plain dicts, whose
    ``start`` and ``end`` count characters of ``doc.text``. Spans reach out to whole tokens where a row ends inside one.
    """

    def __init__(self, tables: Sequence[str]) -> None:
        self.tables = tables
        if not Doc.has_extension("facts"):
            Doc.set_extension("facts", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its facts."""
        from pipeline import run

        values: dict[str, dict[str, Any]] = {}
        for begin, rows in run.analyse_text(doc.text):
            for table in self.tables:
                for row in map(asdict, rows.get(table, ())):
                    values[row["row_id"]] = {
                        **row, "table": table, "start": row["start"] + begin, "end": row["end"] + begin,
                    }  # fmt: skip
        doc._.facts = values
        spans = [
            doc.char_span(v["start"], v["end"], label=v["table"], alignment_mode="expand", span_id=row_id)
            for row_id, v in values.items()
        ]
        doc.spans["facts"] = [span for span in spans if span is not None]
        return doc


@Language.factory("zongjie_facts", default_config={"tables": TABLES})
def make_facts(nlp: Language, name: str, tables: list[str]) -> Facts:
    """The component ``zongjie_facts``; ``tables`` are the tables it takes rows of."""
    return Facts(tables)
