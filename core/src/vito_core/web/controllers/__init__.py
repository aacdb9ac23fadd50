"""Routes of the core, one module for each noun."""
