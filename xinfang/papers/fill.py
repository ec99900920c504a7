"""Filling a template: a sandbox without a single global, every unknown name refused, user text a value and no more.

What can be wrong with a template that the clerk edited is said in one sentence, with the place.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, meta
from jinja2.exceptions import SecurityError
from jinja2.runtime import Macro
from jinja2.sandbox import SandboxedEnvironment

from xinfang.domain.codes import Refused
from xinfang.render.safe import visible
from xinfang.words import faults
from xinfang.words import papers as words

LARGEST_INSIDE = 100_000_000  # bytes of all parts together: what unpacks to more is no paper
TOLD = 30  # characters of a paragraph that name the place
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
ATTRIBUTE = re.compile(r"attribute '([^']+)'")
REACHING = re.compile(r"[.\[(]")
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
WIDE = ("center", "indent", "format", "batch", "slice", "wordwrap")  # filters that take a width: it may be a billion
NEW_PARAGRAPH = "\a"  # what the engine makes a paragraph of


class Template:
    """A template that was opened; `name` is the file's, for what is said about it."""

    def __init__(self, content: bytes, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        self.environment = _environment()
        self.opened = self._open(content)
        self._judge_braces()

    def fill(self, values: Mapping[str, Any], about: str = "") -> bytes:
        """Return the paper: the template with these values, as a .docx file with `about` in its properties.

        Raises Refused ``bad_template``: what is wrong with it, and where.
        """
        self._judge(values)
        try:
            self.opened.render(dict(values), self.environment)
            self.opened.docx.core_properties.comments = about  # get_docx() would open the template anew
            made = BytesIO()
            self.opened.save(made)
        except (SecurityError, UndefinedError) as error:
            raise self._refuse("forbidden", text=self._quoted(error)) from error
        except Exception as error:  # anything that an edited template does to the engine
            raise self._refuse("failed") from error
        return made.getvalue()

    def names(self) -> set[str]:
        """Return the names that the template uses.

        Raises Refused ``bad_template`` where it cannot be read.
        """
        return {name for source in self._sources() for name in self._names_of(source)}

    def _open(self, content: bytes) -> Any:
        try:
            with ZipFile(BytesIO(content)) as parts:
                size = sum(part.file_size for part in parts.infolist())
            if size > LARGEST_INSIDE:
                raise self._refuse("too_big")  # noqa: TRY301 - told apart from what the libraries raise
            opened = DocxTemplate(BytesIO(content))
            opened.init_docx()
            list(_paragraphs(opened))
        except Refused:
            raise
        except Exception as error:  # a torn zip, other parts, broken XML: each library says it in its own way
            raise self._refuse("unreadable") from error
        return opened

    def _judge_braces(self) -> None:
        """Refuse braces without their pair: the engine would tell of them at the end of the file."""
        for text in _paragraphs(self.opened):
            if BRACES.search(TAG.sub("", text)):
                raise self._refuse("unclosed", text=_short(text))

    def _judge(self, values: Mapping[str, Any]) -> None:
        """Refuse names that nothing is known of."""
        unknown = sorted(self.names() - values.keys())
        if unknown:
            raise self._refuse("unknown", text=unknown[0], hint=hint(unknown[0], values.keys(), self.kind))

    def _names_of(self, source: str) -> set[str]:
        try:
            return meta.find_undeclared_variables(self.environment.parse(source))
        except TemplateSyntaxError as error:
            line = source.splitlines()[max(error.lineno - 1, 0)]
            raise self._refuse("syntax", text=_short(re.sub("<[^>]*>", "", line))) from error

    def _sources(self) -> Iterator[str]:
        """Yield body, headers and footers as the engine reads them, a line a paragraph."""
        opened = self.opened
        xml = [opened.get_xml()]
        for uri in (opened.HEADER_URI, opened.FOOTER_URI):
            xml += [opened.get_part_xml(part) for _, part in opened.get_headers_footers(uri)]
        for source in xml:
            yield re.sub(r"<w:p([ >])", r"\n<w:p\1", opened.patch_xml(source))

    def _quoted(self, error: Exception) -> str:
        """Return the expression of the template that asks for more than there is, else what the engine said."""
        tags = [tag for text in _paragraphs(self.opened) for tag in TAG.findall(text)]
        named = ATTRIBUTE.search(str(error))
        fitting = [tag for tag in tags if named and named[1] in tag] or [tag for tag in tags if REACHING.search(tag)]
        return _short(fitting[0] if fitting else str(error))

    def _refuse(self, fault: str, **values: str) -> Refused:
        return Refused("bad_template", file=self.name, fault=words.BROKEN[fault].format(**values))


def _paragraphs(opened: Any) -> Iterator[str]:
    """Yield the text of every paragraph, those of tables, headers and footers among them."""
    document = opened.get_docx()
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]  # noqa: SLF001 - their paragraphs, in tables too
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def says(paper: bytes, text: str) -> bool:
    """Return whether a text stands in a paper."""
    document = DocxTemplate(BytesIO(paper))
    return any(text in told for told in _paragraphs(document))


class _Values(SandboxedEnvironment):
    """An engine that reaches nothing but the values: no globals, no loader, nothing of Python's, and no sums.

    A product, a power or a width of a billion would fill the memory; a paper needs none of them.
    """

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - the engine's interface
        """Refuse what could grow without end."""
        raise SecurityError(operator)

    def is_safe_callable(self, obj: Any) -> bool:
        """Return whether something may be called: a loop's and a macro's own, no method of a value."""
        return isinstance(obj, Macro) and super().is_safe_callable(obj)


def _environment() -> SandboxedEnvironment:
    environment = _Values(autoescape=True, undefined=StrictUndefined, finalize=_written)
    environment.globals.clear()
    for name in WIDE:
        environment.filters.pop(name)
    return environment


def _written(value: Any) -> Any:
    """Return a value as it is written into a paper: nothing for None, each line a paragraph, nothing hidden."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return NEW_PARAGRAPH.join(visible(line) for line in lines)


def _short(text: str) -> str:
    plain = visible(" ".join(text.split()))
    return plain if len(plain) <= TOLD else plain[:TOLD] + "…"


def hint(name: str, known: Collection[str], kind: str) -> str:
    """Return the known name that was perhaps meant, else where the names are listed."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return faults.DID_YOU_MEAN.format(near=near[0]) if near else words.NO_HINT.format(paper=words.NAME[kind])
