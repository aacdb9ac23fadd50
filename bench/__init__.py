"""Benchmarks of the engine: `python -m bench`. What the numbers mean is in README.md beside this file."""
