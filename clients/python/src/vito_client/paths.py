"""Ids within addresses."""

from typing import Any
from urllib.parse import quote


def segment(value: Any) -> str:
    """One segment of a path. Raises `ValueError` for what would be none, the one above, or several: not every proxy
    leaves an escaped slash alone."""
    text = str(value)
    if text in ("", ".", "..") or "/" in text or "\\" in text:
        raise ValueError(f"{text!r} is no id")
    return quote(text, safe="")
