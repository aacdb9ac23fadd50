"""The marketing module: the posts of social accounts, the comments below them, and the twin's replies."""
