"""Capabilities: small async protocols, a verb or two each. Found by (scope, capability) and awaited directly."""

from collections.abc import AsyncIterator, Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec

from vito_contracts.contexts import ModuleContext
from vito_contracts.conversation import Interaction, Passage, Query, ReplyPart, Turn
from vito_contracts.inputs import InputKind, InputQuery, ModuleInput
from vito_contracts.modules import CAPABILITIES, Module
from vito_contracts.outputs import Enquiry, LeadAssessment, Output, Receipt, Resolution
from vito_contracts.scope import BindingScope, TenantScope


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """`path`: as it will be cited, relative and with "/"; its ending says the format (.md, .mdx, .txt, .html)."""

    path: str
    text: str


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What to ingest into the corpus `corpus`: documents given, or a folder on the engine's own disk."""

    corpus: str
    documents: tuple[Document, ...] = ()
    folder: Path | None = None


Progress = Callable[[int, int, str], None]
"""Called with (done, total, path)."""


class IngestReport(msgspec.Struct, frozen=True, kw_only=True):
    """`skipped`: path → why. Unchanged documents count in `unchanged` and are not embedded again."""

    corpus: str
    documents: int
    unchanged: int
    chunks: int
    skipped: dict[str, str] = {}


class KnowledgeBase(Protocol):
    async def search(self, scope: BindingScope, query: Query) -> Sequence[Passage]:
        """Best first, at most `query.limit`; empty when nothing is relevant."""
        ...

    async def ingest(self, scope: TenantScope, source: Source, progress: Progress | None = None) -> IngestReport:
        """Idempotent: a document with the same path replaces the earlier one."""
        ...


class Conversational(Protocol):
    def reply(self, scope: BindingScope, turn: Turn) -> AsyncIterator[ReplyPart]:
        """The reply in parts, as it is made; exactly one part, the last, has `last` set."""
        ...


class CheckedSide(StrEnum):
    INPUT = "input"
    OUTPUT = "output"


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """Text to judge. `whole`: the complete reply; otherwise a sentence of it."""

    side: CheckedSide
    text: str
    turn: Turn
    whole: bool = True


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`allowed` False blocks; `code` says why in a word; `replacement` is what is said instead."""

    allowed: bool
    code: str = ""
    replacement: str | None = None


class Guardrail(Protocol):
    """Several may be active: ordered, sequential; a missing answer is a no."""

    async def check(self, scope: BindingScope, checked: Checked) -> Verdict: ...


class LeadQualifier(Protocol):
    async def assess(self, scope: BindingScope, interaction: Interaction) -> LeadAssessment: ...


class EnquiryResolver(Protocol):
    async def resolve(self, scope: BindingScope, enquiry: Enquiry) -> Resolution:
        """Answers or escalates; idempotent by `enquiry.id`."""
        ...


class Host(Protocol):
    """A module context: what it can tell a twin, what it accepts from one."""

    module: Module
    context: type[ModuleContext]

    async def provide(self, scope: BindingScope, kind: InputKind, query: InputQuery) -> ModuleInput | None:
        """None: this host knows nothing of that kind."""
        ...

    async def accept(self, scope: BindingScope, output: Output) -> Receipt:
        """Idempotent by `output.id`. Raises `InvalidInput` for an output that is not this module's."""
        ...


_PROTOCOLS: dict[type, str] = {
    KnowledgeBase: "knowledge-search",
    Conversational: "conversation",
    Guardrail: "guardrail",
    LeadQualifier: "lead-qualification",
    EnquiryResolver: "enquiry-resolution",
    Host: "host",
}


def capability_id(protocol: type) -> str:
    """The id in `CAPABILITIES` of a protocol. Raises `KeyError` for a class that is no capability."""
    identifier = _PROTOCOLS[protocol]
    assert CAPABILITIES[identifier].protocol == protocol.__name__
    return identifier
