"""JSON schemas of configuration columns: made from the contract structs, kept in the database, changed without a stop.

The SQL and the schemas beside this belong to migrations that have been released: they never change.
"""
