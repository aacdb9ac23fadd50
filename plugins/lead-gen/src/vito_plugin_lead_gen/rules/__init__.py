"""Weighted evidence for and against a lead, as tables, and the small scorer that adds it up."""
