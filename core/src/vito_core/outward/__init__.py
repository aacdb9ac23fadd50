"""Calls to other people's servers: to public addresses, and to no others."""
