"""A written report as its files hold it: their elements, links, places and words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag

from lxml import html

ADDRESSES = re.compile(r"\b(?:https?|ftp|file|javascript|ws|blob):|url\(|@import|\bsrc(?:set|doc)?=", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Written:
    """One HTML file of a report."""

    path: Path

    @cached_property
    def source(self) -> str:
        """The file's text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def root(self) -> html.HtmlElement:
        """Its elements."""
        return html.document_fromstring(self.source.removeprefix("<!doctype html>"))

    @cached_property
    def words(self) -> str:
        """What a reader reads, spaces folded; the stylesheet is none of it."""
        texts = self.root.xpath("//body//text() | //title/text()")
        return " ".join(" ".join(texts).split())

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        found: list[str] = self.root.xpath("//@id")
        return found

    @cached_property
    def links(self) -> list[str]:
        """Where every link and drawing leads, `data:` apart."""
        return [link for link in self.root.xpath("//@href | //@src") if not link.startswith("data:")]

    @property
    def pictures(self) -> list[str]:
        """The pictures in it, as data."""
        found: list[str] = self.root.xpath("//image/@href")
        return found

    def part(self, place: str) -> str:
        """Return the words of the element with this id."""
        (element,) = self.root.xpath("//*[@id=$id]", id=place)
        return " ".join(" ".join(element.xpath(".//text()")).split())


def pages_of(folder: Path) -> dict[str, Written]:
    """Return the HTML files of a report by their place in its folder."""
    return {str(path.relative_to(folder)): Written(path) for path in sorted(folder.rglob("*.html"))}


def dead_links(folder: Path) -> list[str]:
    """Return the links of all pages that lead to no file, or to no place in it."""
    pages = pages_of(folder)
    return [f"{name}: {link}" for name, link, page, place in _followed(folder, pages) if not _leads(page, place)]


def _followed(folder: Path, pages: dict[str, Written]) -> Iterator[tuple[str, str, Written | None, str]]:
    for name, page in pages.items():
        for link in page.links:
            file, place = urldefrag(link)
            if not file:
                yield name, link, page, place
                continue
            target = (page.path.parent / unquote(file)).resolve()
            inside = str(target.relative_to(folder.resolve())) if target.is_relative_to(folder.resolve()) else ""
            yield name, link, pages.get(inside), place


def _leads(page: Written | None, place: str) -> bool:
    return page is not None and (not place or place in page.ids)
