"""The peer: agno's own server with its own storage, set up as its documentation does. `PEER_DATABASE`: its DSN."""

import os

from agno.agent import Agent
from agno.db.postgres import AsyncPostgresDb
from agno.os import AgentOS
from fastapi import FastAPI

from bench.peer.stub_model import SYSTEM, StubModel

HISTORY_RUNS = 5
"""Ten messages: as many as the other servers give the model."""


def application() -> FastAPI:
    database = os.environ["PEER_DATABASE"].replace("postgresql://", "postgresql+asyncpg://", 1)
    agent = Agent(
        id="twin",
        name="Alba",
        model=StubModel(),
        db=AsyncPostgresDb(db_url=database),
        instructions=SYSTEM,
        add_history_to_context=True,
        num_history_runs=HISTORY_RUNS,
        telemetry=False,
    )
    return AgentOS(agents=[agent], telemetry=False).get_app()
