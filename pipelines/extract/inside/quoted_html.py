"""Cut what a mail in HTML repeats of other mails out of it, by the marks that mail programs leave."""

import re

from lxml import etree, html

from pipelines.extract.inside.quoted import FORWARDED

QUOTES = re.compile(
    r"(?:^|\s)(?:gmail_quote\w*|gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|zmail_extra)(?:\s|$)"
)
REST_IDS = frozenset({"divrplyfwdmsg", "appendonsend", "reply-intro", "mail-editor-reference-message-container"})


def cut_quotes(markup: str) -> tuple[str, str]:
    """Return a mail's own markup, and that of what it repeats (empty where there is none).

    A forwarded message is the mail's own: it is sent for its own sake.
    """
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup), parser=parser)
    except (etree.ParserError, ValueError):
        return "", ""
    quotes = [element for element in root.iter() if isinstance(element.tag, str) and _is_quote(element)]
    outside = html.Element("div")
    taken: set[int] = set()
    for quote in quotes:
        if any(id(above) in taken for above in quote.iterancestors()):
            continue
        rest = list(quote.itersiblings()) if _begins_rest(quote) else []
        for element in (quote, *rest):
            taken.add(id(element))
            _move(element, outside)
    if not taken:
        return markup, ""
    return html.tostring(root, encoding="unicode"), html.tostring(outside, encoding="unicode")


def _is_quote(element: html.HtmlElement) -> bool:
    if _begins_rest(element):
        return True
    by_class = bool(QUOTES.search(element.get("class") or ""))
    if not (by_class or (element.tag == "blockquote" and (element.get("type") == "cite" or element.get("cite")))):
        return False
    beginning = " ".join(text.strip() for text, _ in zip(element.itertext(), range(40), strict=False))
    return not FORWARDED.match(beginning.strip())


def _begins_rest(element: html.HtmlElement) -> bool:
    return (element.get("id") or "").lower() in REST_IDS


def _move(element: html.HtmlElement, target: html.HtmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    element.tail = None
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    target.append(element)
