"""Marketing host: the posts and comments of a social account, as tables of its own."""
