"""Characters of symbol fonts (Symbol, Wingdings) as the Unicode characters that look the same."""

from __future__ import annotations

from collections.abc import Mapping

_SYMBOL: Mapping[int, str] = dict(
    zip(
        (0xA3, 0xA5, 0xA8, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB, 0xBC, 0xC5, 0xD7, 0xDE, 0xE0, 0xE5),
        "≤∞◆°±″≥×•÷≠≈…⊕⋅⇒◊∑",
        strict=True,
    )
)
_WINGDINGS: Mapping[int, str] = {
    **{0x81 + i: chr(0x2460 + i) for i in range(10)},
    **{0x8C + i: chr(0x2776 + i) for i in range(10)},
    **dict(
        zip(
            (0x6C, 0x6D, 0x6E, 0x6F, 0x71, 0x72, 0x74, 0x75, 0x76, 0x77, 0x9F, 0xA1, 0xA7, 0xA8, 0xAB, 0xB2, 0xB6),
            "●❍■□❑❒⧫◆❖⬥•○▪□★✧✰",
            strict=True,
        )
    ),
    **dict(
        zip(
            (0xD8, 0xDC, 0xE0, 0xE8, 0xEF, 0xF0, 0xF1, 0xF2, 0xFB, 0xFC, 0xFD, 0xFE, 0x22, 0x28, 0x2A, 0x46),
            "➢➲→➔⇦⇨⇧⇩✗✓☒☑✂☎✉☞",
            strict=True,
        )
    ),
}
_WINGDINGS_2: Mapping[int, str] = dict(
    zip((0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0x96, 0x97, 0xA2, 0xA3), "✗✓☒☑☒☒•●■□", strict=True)
)
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(code: int, font: str) -> str:
    """The character at ``code`` of ``font``; where no Unicode character looks the same, the code itself."""
    low = code - 0xF000 if 0xF000 <= code < 0xF100 else code
    table = _FONTS.get(font.lower(), {})
    return table.get(low) or (chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else chr(code))


def readable(text: str, font: str) -> str:
    """``text`` set in ``font`` with the private characters of symbol fonts resolved."""
    return "".join(symbol(ord(c), font) if 0xF000 <= ord(c) < 0xF100 or font.lower() in _FONTS else c for c in text)
