"""The ViTo twin engine's small core: registry, gate, tenancy, events, effects, journeys, web, CLI."""

__version__ = "0.1.0"
