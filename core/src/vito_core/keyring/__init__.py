"""Data keys: one for each tenant, wrapped by the installation's master key."""
