"""The analytics module: the whole journey from the post to the money, and what it cost, from the event log."""
