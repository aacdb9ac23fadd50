"""How much each caller may ask, and what it has used."""
