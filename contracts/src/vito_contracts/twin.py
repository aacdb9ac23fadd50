"""The twin: a persona built once. Field names follow the specification's `twinConfig`, in snake_case."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

import msgspec

from vito_contracts.ids import ContactId, GrantId, TenantId, TwinId
from vito_contracts.modules import Module


class ContentRating(StrEnum):
    G = "G"
    PG = "PG"
    PG_13 = "PG-13"
    R = "R"


class PersonalityProfile(msgspec.Struct, frozen=True, kw_only=True):
    """How the twin speaks. `tone` and `language` are required by the specification."""

    tone: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    """In plain words, e.g. "warm, enthusiastic"."""
    language: Annotated[str, msgspec.Meta(min_length=2, max_length=35)]
    """BCP 47 tag of the language it prefers when the other side's is unclear."""
    expertise: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    signature_phrases: tuple[str, ...] = ()
    """Phrases the persona is known for; used sparingly."""
    greeting: str = ""


class KnowledgeBaseConfig(msgspec.Struct, frozen=True, kw_only=True):
    """`sources`: names of the corpora this twin speaks from; empty = every corpus of its binding and its own."""

    sources: tuple[str, ...] = ()
    last_updated: dt.datetime | None = None


class GuardrailsConfig(msgspec.Struct, frozen=True, kw_only=True):
    max_response_length: Annotated[int, msgspec.Meta(ge=100, le=20_000)] = 1200
    """Characters, the disclosure included."""
    banned_topics: tuple[str, ...] = ()
    content_rating: ContentRating = ContentRating.PG


class TwinConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The specification requires voice, avatar and personality; "none" stands for a text-only twin."""

    voice_clone_id: Annotated[str, msgspec.Meta(min_length=1)] = "none"
    visual_avatar_id: Annotated[str, msgspec.Meta(min_length=1)] = "none"
    personality_profile: PersonalityProfile
    knowledge_base: KnowledgeBaseConfig = KnowledgeBaseConfig()
    guardrails: GuardrailsConfig = GuardrailsConfig()


class TwinVersionState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class Twin(msgspec.Struct, frozen=True, kw_only=True):
    id: TwinId
    owner: TenantId
    name: str
    version: int
    state: TwinVersionState
    config: TwinConfig


class TwinPart(StrEnum):
    """What of a twin a grant covers."""

    PERSONA = "persona"
    KNOWLEDGE = "knowledge"
    VOICE = "voice"
    LIKENESS = "likeness"


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """The twin owner's permission that another tenant may use the twin: the only way across the wall."""

    id: GrantId
    owner: TenantId
    grantee: TenantId
    twin: TwinId
    parts: tuple[TwinPart, ...] = (TwinPart.PERSONA, TwinPart.KNOWLEDGE)
    uses: tuple[Module, ...]
    """Modules the grantee may bind the twin to."""
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None

    def active(self, at: dt.datetime) -> bool:
        return self.revoked_at is None and self.starts_at <= at and (self.ends_at is None or at < self.ends_at)


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """An outsider known to a tenant. `id` is a pseudonym; the handle lives in one erasable row."""

    id: ContactId
    platform: str
    handle: str
    language: str = ""
