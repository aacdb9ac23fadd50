"""Ids within addresses."""

from typing import Any
from urllib.parse import quote


def segment(value: Any) -> str:
    """One segment of a path, whatever is in it. Raises `ValueError` for what would be none, or the one above."""
    text = str(value)
    if text in ("", ".", ".."):
        raise ValueError(f"{text!r} is no id")
    return quote(text, safe="")
