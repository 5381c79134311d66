"""Web pages: the article without the portal around it; the masthead of an information directory as metadata."""

from __future__ import annotations

import email
import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree, html

from pipeline.errors import ReadError
from pipeline.records import Failure, Reading
from pipeline.text._builder import Builder
from pipeline.text._encoding import decode, plausibility
from pipeline.text._html_blocks import SILENT, Element, Writer, is_data, is_hidden, tag_of, write_element
from pipeline.text._html_chrome import is_chrome, is_foot, masthead

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_GENERATOR = re.compile(r"<meta[^>]*generator[^>]*(?:Libre|Open)Office", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SENTENCE_SIGNS = re.compile("[，。；：、,;]")
# Names that page makers give to what is not the article.
_AROUND = re.compile(
    r"(?:^|[-_\s])(?:nav|menu|foot(?:er)?|head(?:er)?|top(?:bar)?|side(?:bar)?|crumbs?|breadcrumbs?|(?:bd)?share[a-z]*|related|"
    r"recommend|copyright|comments?|ads?|advert|banner|search|login|pag(?:er|ination)|links?|tools?|hot|prevnext)"
    r"(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_AROUND_TAGS = {"nav", "footer", "aside", "marquee"}
_HEADINGS = ("h1", "h2", "h3")
_LINE_HOLDERS = {"p", "div", "span", "li", "td", "h3", "h4", "center", "table"}
_LINK_HOLDERS = {"ul", "ol", "div", "table", "td", "p", "dl"}


def read(path: str, data: bytes) -> Reading:
    """The article of a web page, or the whole of a page that is nothing else (saved by a word processor).

    Raises ReadError ``empty`` for a page without text and ``corrupt`` for what is no page.
    """
    text, encoding = _decoded(path, data)
    root = _parsed(path, text)
    around = set(_around(root))
    fields, directory = masthead(root)
    around.update(directory)
    main = _main(root, around)
    builder = Builder()
    writer = Writer(builder, chrome=is_chrome, plain=_GENERATOR.search(text[:4000]) is not None)
    heading = _heading(root, main, around)
    if heading is not None:
        write_element(heading, writer, set())
    write_element(main, writer, around)
    writer.flush()
    if not builder.length:
        raise ReadError("empty", f"{path}: 网页里没有正文。内容可能由脚本载入；请在浏览器中另存为 PDF 后重新提供。")
    source = builder.source(path, metadata=fields, encoding=encoding)
    return Reading(texts=(source,), failures=(_restored(path),) if writer.restored else ())


def _restored(path: str) -> Failure:
    message = "这个网页由 LibreOffice 另存，多级自动编号的样式已丢失，按公文层次补作“一、（一）1.（1）”。请以原件为准。"
    return Failure(path=path, part="自动编号", stage="text", code="damaged", message=f"{path}: {message}")


def read_mhtml(path: str, data: bytes) -> Reading:
    """The page inside a web archive (.mht, or what Word saves as a single file)."""
    for part in email.message_from_bytes(data).walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes) and content:
            return read(path, content)
    raise ReadError("corrupt", f"{path}: 网页归档里没有网页。请用浏览器重新保存后提供。")


def _decoded(path: str, data: bytes) -> tuple[str, str]:
    """The characters by byte order mark, else the page's own word where it is true, else by plausibility."""
    declared = _CHARSET.search(data[:4096])
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if declared and not marked:
        name = declared[1].decode("ascii").lower()
        name = "gb18030" if name in ("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80") else name
        try:
            text = data.decode("cp950" if name == "big5" else name)
        except (UnicodeDecodeError, LookupError):
            text = ""
        if text and plausibility(_visible(text)) > 0:
            return text, name
    decoded = decode(data, path)
    return decoded.text, decoded.encoding


def _visible(text: str) -> str:
    return re.sub("<[^>]{0,2000}>", "", text[:20000])[:4000]


def _parsed(path: str, text: str) -> Element:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text).replace("\0", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("corrupt", f"{path}: 网页内容不完整，读不出来。请重新保存网页后提供。") from error
    body = root.find("body")
    return root if body is None else body


def _around(root: Element) -> Iterator[Element]:
    """Elements that belong to the portal: by tag and name, by their links, by their stock phrases."""
    for element in root.iter():
        tag = tag_of(element)
        if not tag or tag in ("body", "html"):
            continue
        names = f"{element.get('class', '')} {element.get('id', '')}"
        named = bool(names.strip() and _AROUND.search(names)) and not _is_prose(element)
        linked = tag in _LINK_HOLDERS and _is_links(element)
        if tag in _AROUND_TAGS or named or linked:
            yield element
        elif tag in _LINE_HOLDERS:
            words = "".join(element.itertext()).strip()
            plain = len(element) < 12 and next(element.iter(*_HEADINGS), None) is None
            if (plain and is_chrome(words)) or is_foot(words):
                yield element


def _is_prose(element: Element) -> bool:
    words = "".join(element.itertext())
    return len(_SENTENCE_SIGNS.findall(words)) > 20 and not _is_links(element)


def _is_links(element: Element) -> bool:
    """Whether most of the words are links, and there are several."""
    links = [link for link in element.iter("a") if link.get("href")]
    if len(links) < 3:
        return False
    linked = sum(len("".join(link.itertext()).strip()) for link in links)
    return linked > 0.6 * len("".join("".join(element.itertext()).split()))


def _main(root: Element, around: set[Element]) -> Element:
    """The deepest element that holds nearly all prose of the page outside of the portal's own."""
    weights: dict[Element, int] = defaultdict(int)
    total = _weigh(root, around, weights)
    element = root
    while True:
        inner = next((child for child in element if weights[child] > 0.85 * total), None)
        if inner is None or not total or tag_of(inner) in ("p", "pre", "span", "ul", "ol") or _is_table(inner):
            return element
        element = inner


def _is_table(element: Element) -> bool:
    return tag_of(element) == "table" and is_data(element)


def _weigh(element: Element, around: set[Element], weights: dict[Element, int]) -> int:
    """Characters of text outside of links under each element."""
    if not tag_of(element) or tag_of(element) in SILENT or element in around or is_hidden(element):
        return 0
    own = len((element.text or "").strip()) if tag_of(element) != "a" else 0
    for child in element:
        own += _weigh(child, around, weights) + len((child.tail or "").strip())
    weights[element] = own
    return own


def _heading(root: Element, main: Element, around: set[Element]) -> Element | None:
    """The headline where it stands above the article's own element: what the page's title repeats, else a heading."""
    title = root.getroottree().find("head/title")
    words = "".join((title.text_content() if title is not None else "").split())
    above, nearest = set(main.iterancestors()), None
    for element in root.iter("h1", "h2", "h3", "div", "p", "td", "span", main.tag):
        if element is main:
            break
        text = "".join("".join(element.itertext()).split())
        if len(text) < 6 or element in above or any(a in around for a in (element, *element.iterancestors())):
            continue
        if text in words:
            return element
        if tag_of(element) in _HEADINGS:
            nearest = element
    return nearest if next(main.iter(*_HEADINGS), None) is None else None
