"""Take out of a PDF what could do something when it is opened, and see whether it is signed."""

from urllib.parse import urlsplit

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from pipelines.report.annotated import LeftOut
from pipelines.report.pdf_objects import at, entries, holders, resolved

# Of the catalogue: what shows the pages and finds a way among them. All else goes, what is not yet invented too.
KEPT = frozenset(
    {
        *("/Type", "/Version", "/Pages", "/PageLabels", "/Dests", "/ViewerPreferences", "/PageLayout", "/PageMode"),
        *("/Outlines", "/AcroForm", "/Metadata", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents"),
        "/OCProperties",
    }
)
QUIET = frozenset({"/GoTo", "/URI", "/Named"})
LOUD = frozenset(
    {
        *("/JavaScript", "/Launch", "/GoToR", "/GoToE", "/Thread", "/Sound", "/Movie", "/Hide", "/SubmitForm"),
        *("/ResetForm", "/ImportData", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/RichMediaExecute"),
        "/GoToDp",
    }
)
TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
SCHEMES = frozenset({"http", "https", "mailto"})
TRIGGERS = frozenset({"/OpenAction", "/AA", "/PA"})  # what runs without a click, or on one unseen
PLAYED = frozenset({"/Movie", "/Sound", "/Screen", "/3D", "/RichMedia"})
SIGNATURES = frozenset({"/Sig", "/DocTimeStamp"})


def is_signed(root: DictionaryObject) -> bool:
    """Whether the file bears a digital signature, or a time stamp of one; an empty field for one is none."""
    if isinstance(permissions := at(root, "/Perms"), DictionaryObject) and len(permissions):
        return True
    for holder in holders(root):
        if not isinstance(holder, DictionaryObject):
            continue
        if "/ByteRange" in holder or at(holder, "/Type") in SIGNATURES:
            return True
        if at(holder, "/FT") == "/Sig" and isinstance(at(holder, "/V"), DictionaryObject):
            return True
    return False


def disarm(writer: PdfWriter) -> set[LeftOut]:
    """Take out what runs, is played, or is attached; links to places and web pages stay. Say what went."""
    root = writer.root_object
    left_out: set[LeftOut] = set()
    _clean_catalogue(root, left_out)
    for page in writer.pages:
        if isinstance(notes := at(page, "/Annots"), ArrayObject):
            page[NameObject("/Annots")] = ArrayObject(
                value for _, value in entries(notes) if _is_still(resolved(value), left_out)
            )
        elif "/Annots" in page:
            del page["/Annots"]
    for holder in holders(root):
        if isinstance(holder, DictionaryObject):
            _clean(holder, left_out)
        else:
            for place, value in reversed(list(entries(holder))):
                if _is_loud(resolved(value)):
                    del holder[int(place)]
                    left_out.add(LeftOut.ACTIONS)
    return left_out


def _clean_catalogue(root: DictionaryObject, left_out: set[LeftOut]) -> None:
    names = at(root, "/Names")
    if isinstance(names, DictionaryObject):
        if "/EmbeddedFiles" in names:
            left_out.add(LeftOut.FILES)
        if "/JavaScript" in names:
            left_out.add(LeftOut.ACTIONS)
        kept = {NameObject("/Dests"): names.raw_get("/Dests")} if "/Dests" in names else {}
        root[NameObject("/Names")] = DictionaryObject(kept)
    elif "/Names" in root:
        del root["/Names"]
    if "/AA" in root or _is_action(at(root, "/OpenAction")):
        left_out.add(LeftOut.ACTIONS)
    if "/Collection" in root:
        left_out.add(LeftOut.FILES)
    for key in set(root) - KEPT - {"/Names"}:
        del root[key]
    if at(root, "/PageMode") == "/UseAttachments":
        del root["/PageMode"]
    form = at(root, "/AcroForm")
    if isinstance(form, DictionaryObject):
        if "/XFA" in form:
            left_out.add(LeftOut.XFA)
            del form["/XFA"]
        form.pop(NameObject("/CO"), None)  # in which order scripts reckon


def _is_still(note: object, left_out: set[LeftOut]) -> bool:
    """Whether an annotation only shows something."""
    kind = at(note, "/Subtype") if isinstance(note, DictionaryObject) else None
    if kind == "/FileAttachment":
        left_out.add(LeftOut.FILES)
    elif kind in PLAYED:
        left_out.add(LeftOut.MEDIA)
    return kind is not None and kind != "/FileAttachment" and kind not in PLAYED


def _clean(holder: DictionaryObject, left_out: set[LeftOut]) -> None:
    for key in list(holder):
        value = resolved(holder.raw_get(key))
        if _is_loud(value) or (key in TRIGGERS and _is_trigger(value)) or (key == "/Next" and _is_action(value)):
            del holder[key]
            left_out.add(LeftOut.ACTIONS)
        elif key == "/EF" and ("/F" in holder or "/UF" in holder):
            del holder[key]
            left_out.add(LeftOut.FILES)
        elif key == "/A" and _is_action(value) and not _is_harmless(value):
            del holder[key]
            left_out.add(LeftOut.ACTIONS)
    if isinstance(holder, StreamObject) and isinstance(at(holder, "/F"), DictionaryObject | str):
        del holder["/F"]  # the stream's bytes in a file outside
        left_out.add(LeftOut.FILES)


def _is_loud(value: object) -> bool:
    return isinstance(value, DictionaryObject) and (at(value, "/S") in LOUD or ("/JS" in value and "/S" in value))


def _is_action(value: object) -> bool:
    return isinstance(value, DictionaryObject) and at(value, "/S") in LOUD | QUIET


def _is_trigger(value: object) -> bool:
    """Whether a value is an action or holds some: a font may be named AA as well."""
    if not isinstance(value, DictionaryObject):
        return False
    return _is_action(value) or any(_is_action(resolved(one)) for _, one in entries(value))


def _is_harmless(action: object) -> bool:
    if not isinstance(action, DictionaryObject):
        return False
    kind = at(action, "/S")
    if kind == "/URI":
        try:
            return urlsplit(str(at(action, "/URI")).strip()).scheme.lower() in SCHEMES
        except ValueError:
            return False
    return kind == "/GoTo" or (kind == "/Named" and at(action, "/N") in TURNS)
