"""What on a web page is its frame and not its text: menus, banners, cookie notices, footers, lists of links."""

import re
from typing import Any

from pipelines.extract.html.forms import UNTICKED, entered

FURNITURE_TAGS = frozenset(["header", "footer", "nav", "aside", "dialog", "menu"])
FURNITURE_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "search",
        "menu",
        "menubar",
        "dialog",
        "alertdialog",
        "alert",
    ]
)
_NAMES = (
    r"(?:navbar|nav|top-?nav|navigation|menu|breadcrumbs?|sidebar|(?:site|page|global)?-?(?:header|footer)|masthead"
    r"|newsletter|subscribe|social|share|sharing|skip-?(?:link|to)|pagination|basket|cart|popup|modal|toolbar"
    r"|lang(?:uage)?-?(?:switcher|selector|nav)?|back-to-top)"
)
FURNITURE_CLASS = re.compile(rf"(?:^|[\s_-]){_NAMES}(?:$|[\s_-])", re.IGNORECASE)
# An id is often made of a heading ("share-of-women", "file-menu"): only one that names nothing else counts.
FURNITURE_ID = re.compile(
    rf"(?:(?:site|page|main|global|top|primary|mobile|left|right|bottom)[_-]?)?{_NAMES}"
    r"(?:[_-]?(?:wrapper|container|bar|links?|area|inner|outer|main|top|menu|list|block|widget|nav|navigation|\d+))*",
    re.IGNORECASE,
)
NOTICE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|ccpa|onetrust|cookiebot|cc-window|cmplz-cookiebanner|usercentrics|osano|klaro|didomi"
    r"|truste|quantcast|iubenda|pum|popmake|hs-eu-cookie\w*|cookie-?\w{0,8}banner|cookie-?(?:notice|law|bar|popup))"
    r"(?:$|[\s_-])|\bcybotcookiebot|(?:^|\s)sp_message",
    re.IGNORECASE,
)
LABEL = re.compile(  # what a page says of itself
    r"(?:back to )?top|back|menu|close|search|print(?: this page)?|share(?: this(?: page)?)?|read more|learn more|home"
    r"|skip to (?:main )?(?:content|navigation)|(?:accept|reject|allow)(?: all)?(?: cookies)?|(?:manage|cookie) "
    r"(?:cookies|settings|preferences)|(?:share this|follow us|related (?:posts|articles|pages|news|content)"
    r"|leave a (?:comment|reply)|you may also like|more from us|(?:page )?last (?:edited|modified) by .{0,60}):?"
    r"|(?:©|\(c\)|copyright\b).{0,160}|all rights reserved\.?",
    re.IGNORECASE,
)
NOTICE = re.compile(r"\bcookies?\b", re.IGNORECASE)
MAX_NOTICE_CHARS = 800
SIGN_UP = re.compile(
    r"\bsign(?:ing)? ?-?up (?:for|to)\b.{0,60}\b(?:newsletter|updates?|news|alerts|e-?mails?|list)|^subscribe\b"
    r"|\b(?:our|the|monthly|weekly|e-?mail) newsletter\b|\bsubscribe (?:to|for|now)\b|\bjoin our (?:mailing )?list\b"
    r"|^(?:log|sign) in\b|\bforgot(?:ten)? (?:your )?password|\bnewsletter (?:abonnieren|anmelden)|\binscrivez-vous\b",
    re.IGNORECASE,
)
MAX_SIGN_UP_CHARS = 300
WHOLE = frozenset(["html", "body", "main", "article"])
MAIN_IDS = frozenset(["main", "content", "main-content", "maincontent", "main_content", "primary"])
MIN_MAIN_SHARE = 0.75  # of the page's prose
MAX_FRAME_SHARE, MAX_NOTICE_SHARE = 0.4, 0.8
MIN_PROSE_CHARS = 40
MIN_LINKS = 3
MAX_ASIDE_LINKS = 0.3  # of the letters of an aside that is text


class Frame:
    """Knows which elements of a page are its frame, by what they are called and how much of its prose they hold."""

    def __init__(self, root: Any) -> None:
        self._prose: dict[Any, int] = {}
        self._linked: dict[Any, int] = {}
        self._chars: dict[Any, int] = {}
        self._titles: dict[Any, int] = {}
        self._count(root)
        self._total = max(self._prose.get(root, 0), 1)
        self._all_titles = self._titles.get(root, 0)
        self._main = self._find_main(root)
        self._speaks_of_cookies = any(NOTICE.search(text) for text in root.itertext())

    def is_frame(self, element: Any, inside_main: bool) -> bool:
        """Whether an element is the page's frame, with all that is in it."""
        tag = element.tag
        if tag in WHOLE or element is self._main or element.get("role") == "main":
            return False
        share = self._prose.get(element, 0) / self._total
        if tag == "div" and element.get("title") in ("header", "footer") and share <= MAX_FRAME_SHARE:
            return True  # of printed pages, as LibreOffice saves them
        names = f"{element.get('id') or ''} {element.get('class') or ''}"
        if NOTICE_NAMES.search(names) and (not inside_main or element.get("role") in FURNITURE_ROLES):
            return share <= MAX_NOTICE_SHARE
        if self._holds_title(element):
            return False
        if self._speaks_of_cookies and share <= MAX_NOTICE_SHARE and self._is_notice(element):
            return True
        if share > MAX_FRAME_SHARE:
            return False
        if self._is_sign_up(element):
            return True
        if tag == "aside" and inside_main:
            return self._linked.get(element, 0) > MAX_ASIDE_LINKS * self._chars.get(element, 0)
        if tag in ("header", "footer") and inside_main:
            return False
        return (
            tag in FURNITURE_TAGS
            or element.get("role") in FURNITURE_ROLES
            or (self._is_named_frame(element) and (not inside_main or self._leads_elsewhere(element)))
            or (self._main is not None and not inside_main and not self._holds_main(element))
        )

    def is_main(self, element: Any) -> bool:
        """Whether an element holds the page's text, or its title apart from that."""
        if self._main is not None and self._holds_title(element) and not self._holds_main(element):
            return True
        return element is self._main or element.tag in ("main", "article")

    def has_words(self, element: Any) -> bool:
        """Whether an element holds more than one letter, as an initial or a word's letter drawn apart does."""
        return self._chars.get(element, 0) > 1

    def is_list_of_links(self, element: Any) -> bool:
        """Whether a block outside the page's text says nothing but where else one may go."""
        if element.tag not in ("ul", "ol", "table", "td", "p", "div") or self._main is not None:
            return False
        links = len(list(element.iter("a")))
        return links >= MIN_LINKS and self._linked.get(element, 0) >= 0.9 * self._chars.get(element, 1)

    @staticmethod
    def _is_named_frame(element: Any) -> bool:
        classes, name = element.get("class") or "", element.get("id") or ""
        return bool(FURNITURE_CLASS.search(classes) or FURNITURE_ID.fullmatch(name))

    def _leads_elsewhere(self, element: Any) -> bool:
        """Whether an element is short of prose and holds links or controls: its name alone may be a designer's whim."""
        chars = self._chars.get(element, 0)
        if self._prose.get(element, 0) > 0.5 * chars:
            return False
        controls = next(element.iter("button", "input", "select", "form"), None) is not None
        return controls or self._linked.get(element, 0) > MAX_ASIDE_LINKS * chars

    def _is_sign_up(self, element: Any) -> bool:
        """Whether an element asks for an address, a name or a password, and nobody entered any."""
        if element.tag not in ("form", "div", "section") or not 0 < self._chars.get(element, 0) <= MAX_SIGN_UP_CHARS:
            return False
        controls = list(element.iter("input", "select", "textarea"))
        if not controls or any(entered(control) not in ("", None, UNTICKED) for control in controls):
            return False
        return bool(SIGN_UP.search(" ".join(" ".join(element.itertext()).split())))

    def _is_notice(self, element: Any) -> bool:
        """Whether an element asks for consent to cookies, whatever it is called."""
        if element.tag not in ("div", "section", "form", "dialog") or self._chars.get(element, 0) > MAX_NOTICE_CHARS:
            return False
        asks = (
            next(element.iter("button", "input"), None) is not None or element.find(".//a[@role='button']") is not None
        )
        return asks and bool(NOTICE.search(" ".join(element.itertext())))

    def _holds_title(self, element: Any) -> bool:
        """Whether the page's only title stands in it, as it may in a header."""
        titles = self._titles.get(element, 0)
        return titles > 0 and titles == self._all_titles

    def _holds_main(self, element: Any) -> bool:
        return element is self._main or any(outer is element for outer in self._main.iterancestors())

    def _find_main(self, root: Any) -> Any:
        named = [
            element
            for element in root.iter()
            if element.tag == "main" or element.get("role") == "main" or (element.get("id") or "").lower() in MAIN_IDS
        ]
        articles = list(root.iter("article"))
        for element in [*named, *(articles if len(articles) == 1 else [])]:
            if self._prose.get(element, 0) >= MIN_MAIN_SHARE * self._total:
                return element
        return None

    def _count(self, root: Any) -> None:
        """Count letters, letters in links, prose and titles of each element, innermost first."""
        for element in reversed(list(root.iter())):
            if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript", "template"):
                continue
            children = [child for child in element if isinstance(child.tag, str)]
            pieces = (element.text, *(child.tail for child in element))
            text = " ".join(piece.strip() for piece in pieces if piece and not piece.isspace())
            chars = len(text) + sum(self._chars.get(child, 0) for child in children)
            inner = sum(self._prose.get(child, 0) for child in children)
            linked = chars if element.tag == "a" else sum(self._linked.get(child, 0) for child in children)
            plain = chars - linked - inner
            is_block = element.tag in ("p", "li", "td", "dd", "blockquote", "div", "section", "body", "article", "main")
            self._chars[element], self._linked[element] = chars, linked
            self._prose[element] = inner + (
                plain if is_block and plain >= MIN_PROSE_CHARS and (text or not inner) else 0
            )
            self._titles[element] = (element.tag == "h1") + sum(self._titles.get(child, 0) for child in children)
