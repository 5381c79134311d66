"""Writes one number in each of Word's numbering formats (ST_NumberFormat, ECMA-376 part 1, 17.18.59).

What Word shows decides; formats with a fixed set of signs fall back to plain digits after their last sign, as Word
does. LibreOffice differs from Word for some formats and from 100 on; the tests list where.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
              "twelve": "twelfth"}  # fmt: skip
_LARGEST = 32767  # Word starts no list higher; larger numbers are damage, and some formats repeat a sign so often
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_AIUEO_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA_HALF = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"


def _run_of(first: str, count: int) -> str:
    return "".join(chr(ord(first) + i) for i in range(count))


def _signs(signs: str, number: int) -> str:
    return signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _cycle(signs: str, number: int) -> str:
    return signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _letters(number: int) -> str:
    """A … Z, AA, BB …: the letter is repeated, not carried; Word starts again after 780 (30 letters)."""
    if number < 1:
        return str(number)
    index = (number - 1) % 780
    return chr(ord("A") + index % 26) * (index // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 32768:
        return str(number)
    digits = ""
    for value, sign in _ROMAN:
        digits += sign * (number // value)
        number %= value
    return digits


def _by_digit(digits: str, number: int) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _counted(digits: str, units: str, bare: int, number: int) -> str:
    """Number words with ten, hundred, thousand and ten thousand; ``bare`` units may stand without a leading one.

    ``bare`` 0: 壹拾壹; 1: 十一 but 一百一十 (Chinese); 3: 百十一 (Japanese).
    """
    if number >= 10000:
        rest = number % 10000
        gap = digits[0] if 0 < rest < 1000 and bare < 3 else ""
        tail = gap + _counted(digits, units, bare if bare == 3 else 0, rest) if rest else ""
        return _counted(digits, units, bare, number // 10000) + units[3] + tail
    words = ""
    skipped = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            skipped = bool(words)
            continue
        if skipped and bare < 3:
            words += digits[0]
        skipped = False
        silent = digit == 1 and place and place <= bare and (bare == 3 or not words)
        words += ("" if silent else digits[digit]) + (units[place - 1] if place else "")
    return words or digits[0]


def _below_hundred(digits: str, number: int) -> str:
    """The counting systems without hundreds: 九十九, then digit by digit 一○○."""
    return _counted(digits, "十百千万", 1, number) if number < 100 else _by_digit(digits, number)


def _words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    for value, name in ((1000, "thousand"), (100, "hundred")):
        if number >= value:
            rest = f" {_words(number % value)}" if number % value else ""
            return f"{_words(number // value)} {name}{rest}"
    return str(number)


def _ordinal_words(number: int) -> str:
    head, gap, last = _words(number).replace("-", " -").rpartition(" ")
    dash, last = ("-", last[1:]) if last.startswith("-") else ("", last)
    regular = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    last = _IRREGULAR.get(last, regular)
    return (head.replace(" -", "-") + ("" if dash else gap) + dash + last).capitalize()


def _ordinal(number: int) -> str:
    teen = 10 < number % 100 < 14
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _chicago(number: int) -> str:
    return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1)


def _sexagenary(number: int) -> str:
    return _cycle(_STEMS, number) + _cycle(_BRANCHES, number)


_CIRCLED = _run_of("①", 20)
_COUNTING = partial(_below_hundred, "○一二三四五六七八九")
_FULL_WIDTH = partial(_by_digit, "０１２３４５６７８９")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "ordinal": _ordinal,
    "cardinalText": lambda n: _words(n).capitalize(),
    "ordinalText": _ordinal_words,
    "hex": lambda n: f"{n:X}",
    "chicago": _chicago,
    "numberInDash": lambda n: f"- {n} -",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": partial(_signs, _CIRCLED),
    "decimalEnclosedCircleChinese": partial(_signs, _CIRCLED),
    "decimalEnclosedFullstop": partial(_signs, _run_of("⒈", 20)),
    "decimalEnclosedParen": partial(_signs, _run_of("⑴", 20)),
    "ideographEnclosedCircle": partial(_signs, _run_of("㊀", 10)),
    "ideographTraditional": partial(_signs, _STEMS),
    "ideographZodiac": partial(_signs, _BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographDigital": partial(_by_digit, "〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": partial(_by_digit, "〇一二三四五六七八九"),
    "taiwaneseDigital": partial(_by_digit, "○一二三四五六七八九"),
    "chineseCounting": _COUNTING,
    "taiwaneseCounting": _COUNTING,
    "chineseCountingThousand": partial(_counted, "零一二三四五六七八九", "十百千万", 1),
    "taiwaneseCountingThousand": partial(_counted, "零一二三四五六七八九", "十百千萬", 1),
    "chineseLegalSimplified": partial(_counted, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万", 0),
    "ideographLegalTraditional": partial(_counted, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬", 0),
    "japaneseCounting": partial(_counted, "〇一二三四五六七八九", "十百千万", 3),
    "japaneseLegal": partial(_counted, "零壱弐参四伍六七八九", "拾百阡萬", 0),
    "koreanDigital": partial(_by_digit, "영일이삼사오육칠팔구"),
    "koreanDigital2": partial(_by_digit, "零一二三四五六七八九"),
    "koreanCounting": partial(_counted, "영일이삼사오육칠팔구", "십백천만", 3),
    "aiueo": partial(_cycle, _AIUEO_HALF),
    "iroha": partial(_cycle, _IROHA_HALF),
    "aiueoFullWidth": partial(_cycle, _AIUEO),
    "irohaFullWidth": partial(_cycle, _IROHA),
    "ganada": partial(_cycle, _GANADA),
    "chosung": partial(_cycle, _CHOSUNG),
    "none": lambda _: "",
}


def write(number: int, number_format: str) -> str:
    """``number`` as Word writes it in ``number_format``; others as plain digits.

    ``zeros3`` is Word's custom pattern 001, 002, 003.
    """
    if not 0 <= number <= _LARGEST:
        return str(number)
    if number_format.startswith("zeros"):
        return f"{number:0{number_format[5:]}d}"
    formatter = _FORMATS.get(number_format)
    return formatter(number) if formatter else str(number)
