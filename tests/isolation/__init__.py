"""The isolation matrix: everything the engine can be asked, asked as tenant B about tenant A.

`python -m tests.isolation` (or `make isolation`) runs it in full and says what it tried; a test runs the same.
"""
