"""A document's text made ready for the database: read, cut, its language told. Work for a thread."""

import hashlib
from uuid import UUID

import msgspec

from vito_contracts.ids import TenantId, derived_id
from vito_plugin_knowledge.blocks import Kind, Unreadable
from vito_plugin_knowledge.chunks import Chunk, Limits, chunked
from vito_plugin_knowledge.files import Content
from vito_plugin_knowledge.language import language_of
from vito_plugin_knowledge.pages import read_page
from vito_plugin_knowledge.terms import signature, vocabulary


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """`keywords`: for the search alone, joined by spaces. `words`: what misspelt words of questions may mean,
    with their signatures."""

    path: str
    sha256: str
    title: str
    language: str
    keywords: str
    chunks: tuple[Chunk, ...]
    words: tuple[tuple[str, str], ...]

    def texts(self) -> list[str]:
        """What is embedded of each chunk."""
        return [f"{chunk.heading} {self.keywords} {chunk.text}" for chunk in self.chunks]


def prepared(path: str, content: Content, limits: Limits) -> Prepared:
    """Raises `Unreadable` for a page without text."""
    page = read_page(path, content.text)
    chunks = tuple(chunked(page, limits))
    if not chunks:
        raise Unreadable("no text on the page")
    prose = " ".join(block.text for block in page.blocks if block.kind is not Kind.CODE)
    keywords = " ".join(page.keywords)
    return Prepared(
        path=path,
        sha256=content.sha256,
        title=page.title,
        language=language_of(prose),
        keywords=keywords,
        chunks=chunks,
        words=tuple((word, signature(word)) for word in sorted(vocabulary([page.title, keywords, prose]))),
    )


def document_id(tenant: TenantId, corpus: str, path: str) -> UUID:
    return derived_id(tenant, "knowledge.document", corpus, path)


def chunk_id(document: UUID, ordinal: int, chunk: Chunk) -> UUID:
    """Follows from the text: a citation of an unchanged passage survives another ingest."""
    digest = hashlib.sha256(f"{chunk.heading}\n{chunk.text}".encode()).hexdigest()
    return derived_id(document, ordinal, digest)
