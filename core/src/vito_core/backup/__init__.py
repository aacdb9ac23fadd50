"""Backups: the database, the objects and, if asked for, the master key, in a folder or one file; and back again."""
