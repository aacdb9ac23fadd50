"""PostgreSQL: the only store of truth."""
