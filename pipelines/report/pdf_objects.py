"""Walk over what a PDF holds, as pypdf gives it: references followed only where it is said."""

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject


def resolved(value: object) -> object:
    """Return what a reference leads to."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def at(holder: object, key: str) -> object:
    """Return what a dictionary holds under a key, a reference followed; None where it is no dictionary, or has none."""
    return resolved(dict.get(holder, key)) if isinstance(holder, DictionaryObject) else None


def entries(holder: object) -> Iterator[tuple[str | int, object]]:
    """Give what a dictionary or an array holds, references not followed; nothing for anything else."""
    if isinstance(holder, DictionaryObject):
        yield from list(dict.items(holder))
    elif isinstance(holder, ArrayObject):
        yield from enumerate(list(list.__iter__(holder)))


def holders(root: PdfObject) -> Iterator[DictionaryObject | ArrayObject]:
    """Give every dictionary and array that can be reached, each once; what its visitor takes out is not reached."""
    seen: dict[int, object] = {}  # kept, so that no id is given twice
    waiting: list[object] = [root]
    while waiting:
        one = resolved(waiting.pop())
        if not isinstance(one, DictionaryObject | ArrayObject) or id(one) in seen:
            continue
        seen[id(one)] = one
        yield one
        waiting.extend(value for _, value in entries(one))


def reachable(root: PdfObject) -> set[int]:
    """Return the numbers of all objects that can be reached, the root's own among them."""
    found = {root.indirect_reference.idnum} if root.indirect_reference else set()
    for holder in holders(root):
        found |= {value.idnum for _, value in entries(holder) if isinstance(value, IndirectObject)}
    return found
