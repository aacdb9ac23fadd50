"""For authors: a plugin from nothing (`scaffold`), and whether one is fit to be installed (`check`)."""
