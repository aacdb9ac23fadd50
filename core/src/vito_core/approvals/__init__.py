"""Approvals: one queue of human decisions for all modules of a tenant."""
