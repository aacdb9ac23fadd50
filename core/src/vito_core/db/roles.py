"""The core's own roles in PostgreSQL. Landed migrations import the names, so they stay."""

APP, DISPATCHER, RESOLVER = "vito_app", "vito_dispatcher", "vito_resolver"
"""The first two log in; the resolver owns the definer functions."""
