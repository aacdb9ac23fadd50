"""Settings of the knowledge plugin."""

from typing import Annotated

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of the installation, or of one tenant. A tenant's chunk sizes apply to what it ingests from then on."""

    relevance_threshold: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)] = 0.57
    """Passages below it are not given: the twin then says that it does not know."""
    chunk_min_words: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 80
    """Sections shorter than this are joined with the next."""
    chunk_max_words: Annotated[int, msgspec.Meta(ge=20, le=2000)] = 200
    """No passage is longer, unless a single line is."""
    batch_chunks: Annotated[int, msgspec.Meta(ge=1, le=2000)] = 200
    """Chunks written in one transaction: writers stay short, the event log waits for them."""
    max_bytes: Annotated[int, msgspec.Meta(ge=1, le=100_000_000)] = 5_000_000
    """Larger files are skipped."""
