"""Typed client of the ViTo API."""

from vito_client.client import AsyncClient, Client, async_pages, pages
from vito_client.problem import Problem, ProblemError
from vito_client.streams import StreamEvent

__all__ = ["AsyncClient", "Client", "Problem", "ProblemError", "StreamEvent", "async_pages", "pages"]
