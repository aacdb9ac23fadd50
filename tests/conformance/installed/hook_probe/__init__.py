"""A plugin with every hook, installed beside the tests: it notes who was called for whom."""
