"""Names that the whole engine knows; loads nothing, for the command line."""

PLATFORM = "vito-internal"
"""Slug of the platform's own tenant."""
