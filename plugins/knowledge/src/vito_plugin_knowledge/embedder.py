"""Texts as vectors. The default hashes features and needs no model; another one implements `Embedder`."""

import asyncio
import math
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from vito_plugin_knowledge.words import STOP, fold, grams, rough_stem, tokens

DIMENSIONS = 384
"""Of every vector in the database: another embedder must give as many."""

_WORD_WEIGHT = 1.0
_GRAM_WEIGHT = 0.35
_INLINE = 2
"""This many texts are hashed on the spot; more of them in a thread."""


class Embedder(Protocol):
    """`name` changes whenever the same text would get another vector: pages are then embedded again."""

    name: str

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector of `DIMENSIONS` numbers for each text, of length 1 (of zeros for a text without words)."""
        ...


class HashingEmbedder:
    """Feature hashing with signs (Weinberger et al. 2009) of word stems and of their character trigrams.

    The same text gives the same vector in every process and on every machine: CRC-32, not `hash()`.
    """

    name = "hashing-384-v1"

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        if len(texts) <= _INLINE:
            return [hashed(text) for text in texts]
        return await asyncio.to_thread(lambda: [hashed(text) for text in texts])


def hashed(text: str) -> list[float]:
    """The vector of one text: each distinct word counts 1 + ln(times), its trigrams share some more."""
    counts = Counter(word for word in map(fold, tokens(text)) if word not in STOP)
    vector = [0.0] * DIMENSIONS
    for word, times in counts.items():
        weight = 1.0 + math.log(times)
        _add(vector, f"w:{rough_stem(word)}", weight * _WORD_WEIGHT)
        pieces = grams(word)
        for piece in pieces:
            _add(vector, f"g:{piece}", weight * _GRAM_WEIGHT / math.sqrt(len(pieces)))
    length = math.sqrt(sum(value * value for value in vector))
    return [value / length for value in vector] if length else vector


def _add(vector: list[float], feature: str, weight: float) -> None:
    code = zlib.crc32(feature.encode())
    # The sign comes from a bit that the place does not depend on, else places and signs would go together.
    vector[(code >> 1) % DIMENSIONS] += weight if code & 1 else -weight
