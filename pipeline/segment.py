"""Chinese word segmentation: ``cut()`` gives jieba's words with our lexicon, fast; ``words()`` a spaCy Doc of them."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import TYPE_CHECKING

import jieba
import rjieba

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc
    from spacy.vocab import Vocab

# rjieba keeps a run such as 2008-11-09 or 6.9 whole where jieba splits it; this is jieba's own pattern for such runs.
_ASCII_RUN = re.compile(r"[a-zA-Z0-9+#&._%\-]*[+#&._%\-][a-zA-Z0-9+#&._%\-]*")
_JIEBA_SKIP = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
# Ideographs that rjieba takes for Chinese and jieba 0.42.1 does not: such text goes to jieba itself.
_RARE = re.compile("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# The words of jieba's dictionary that hold such marks themselves: text with one goes to jieba itself as well.
_MARKED = ("C++", "c++", "C#", "c#", "AT&T")


def lexicon() -> list[str]:
    """Our own words, from ``words/lexicon.txt`` (one a line, ``#`` starts a comment)."""
    lines = resources.files("pipeline.words").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@functools.cache
def _fast() -> rjieba.Jieba:
    tokenizer = rjieba.Jieba()
    for word in lexicon():
        tokenizer.add_word(word, tokenizer.suggest_freq(word), "n")
    return tokenizer


@functools.cache
def reference() -> jieba.Tokenizer:
    """jieba's tokenizer with our lexicon: what ``cut()`` must equal."""
    jieba.setLogLevel("WARNING")  # it announces its dictionary on stderr otherwise
    tokenizer = jieba.Tokenizer()
    for word in lexicon():
        tokenizer.add_word(word)
    return tokenizer


def cut(text: str) -> list[str]:
    """The words of ``text`` in order; joined they are the text again. Equal to ``reference().lcut(text)``."""
    if _needs_jieba(text):
        lines = text.splitlines(keepends=True)  # no word of jieba's goes over a line's end
        return [word for line in lines for word in (reference().lcut if _needs_jieba(line) else _cut)(line)]
    return _cut(text)


def _needs_jieba(text: str) -> bool:
    return _RARE.search(text) is not None or any(word in text for word in _MARKED)


def _cut(text: str) -> list[str]:
    result: list[str] = []
    for word in _fast().cut(text):
        if len(word) > 1 and _ASCII_RUN.fullmatch(word):
            result.extend(part for part in _JIEBA_SKIP.split(word) if part)
        else:
            result.append(word)
    return result


@functools.lru_cache(maxsize=1024)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a short ``text`` with the parts of speech of jieba's dictionary (``n``, ``v``, ``vn``, ``p`` …)."""
    return tuple(_fast().tag(text))


@functools.cache
def vocab() -> Vocab:
    """The one vocabulary of this process."""
    import spacy  # takes half a second; a process that only cuts does without

    return spacy.blank("zh").vocab


def words(text: str) -> SpacyDoc:
    """``text`` as a spaCy Doc of our words; offsets are those of ``text``."""
    from spacy.tokens import Doc as SpacyDoc

    pieces = cut(text)
    return SpacyDoc(vocab(), words=pieces, spaces=[False] * len(pieces))
