"""The HTTP API: everything below `/v1`, with a key."""
