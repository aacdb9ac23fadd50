"""Journeys: the durable workflow of one contact across modules."""
