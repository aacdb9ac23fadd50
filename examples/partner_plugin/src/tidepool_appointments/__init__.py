"""Appointments for ViTo twins."""
