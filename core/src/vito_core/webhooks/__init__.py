"""Outgoing webhooks: a tenant's own servers are told of its events."""
