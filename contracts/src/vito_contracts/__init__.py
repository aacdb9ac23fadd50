"""The words everybody shares: structs, hook specifications, capability protocols.

Reading order for a plugin author: `manifest`, `hooks`, `capabilities`, `services`; then the nouns they speak of.
"""
