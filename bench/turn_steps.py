"""One turn without a model's time, split by step, over the least a turn can cost: two transactions of one insert."""

import asyncio
import itertools
import statistics
import time
from pathlib import Path
from typing import Any

import msgspec

from bench.measure import Comparison, Result, Side, Step, percentile, rounded
from bench.session import ROOT, Session, connected, real_data
from vito_contracts.capabilities import Document, KnowledgeBase, Source
from vito_contracts.conversation import ConversationContext
from vito_contracts.ids import ConversationId, new_id
from vito_contracts.modules import Module
from vito_core.contacts import ensure_conversation
from vito_core.engine import Engine
from vito_core.testing import Furnished, add_contact, furnish
from vito_core.turn_model import TurnRequest

CHUNKS = 500
TURNS = 10
"""In each conversation: the history that a turn reads grows from nothing to 18 messages."""
STEPS = "accept search agent complete".split()
ENDINGS = {".md", ".mdx", ".txt", ".html"}
QUESTIONS = (
    "How do I start with {}?",
    "What is {} and who is it for?",
    "Can you tell me more about {}?",
    "Is there anything I have to know before I use {}?",
)
STRANGE = "What was the name of Napoleon's first horse?"


class Lap(msgspec.Struct, frozen=True):
    """One turn, in milliseconds. `timings`: what the engine says of its steps."""

    whole: float
    timings: dict[str, float]
    known: bool


async def run(session: Session) -> Result:
    result = Result(comparisons=[])
    async with session.engine("knowledge", "conversation") as engine:
        tenant = await furnish(engine, "bench", contexts={Module.MARKETING: {}})
        await session.plain_tables(engine)
        questions, result.facts["knowledge"] = await _learn(engine, tenant)
        for at_once, conversations in ((1, session.choose(4, 1)), (8, session.choose(16, 8))):
            stage = Stage(engine, tenant, questions, at_once, conversations)
            comparison, facts = await stage.measure(session, session.choose(11, 4))
            result.comparisons.append(comparison)
            result.steps += stage.steps()
            result.facts[stage.name] = facts
            result.faults += stage.faults
    return result


async def _learn(engine: Engine, tenant: Furnished) -> tuple[list[str], dict[str, Any]]:
    """Ingests about `CHUNKS` chunks and makes a question of each page's name, and one that no page answers."""
    data = real_data()
    folder = data / "kb" / "postiz_docs" if data is not None else ROOT / "examples" / "demo" / "knowledge"
    pages = sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS)
    copies = itertools.count() if data is None else range(1)
    knowledge = await engine.capabilities.of(tenant.bindings[Module.MARKETING], KnowledgeBase)
    documents = chunks = 0
    for copy, page in ((copy, page) for copy in copies for page in pages):
        if chunks >= CHUNKS:
            break
        path = page.relative_to(folder).as_posix()
        text = await asyncio.to_thread(page.read_text, encoding="utf-8")
        document = Document(path=path if copy == 0 else f"copy-{copy}/{path}", text=text)
        report = await knowledge.ingest(tenant.scope, Source(corpus="docs", documents=(document,)))
        documents, chunks = documents + report.documents, chunks + report.chunks
    questions = [form.format(_subject(page)) for page, form in zip(pages, itertools.cycle(QUESTIONS), strict=False)]
    source = "real data, kb/postiz_docs" if data is not None else "examples/demo/knowledge, repeated"
    return [*questions[:39], STRANGE], {"source": source, "documents": documents, "chunks": chunks}


def _subject(page: Path) -> str:
    return page.stem.replace("-", " ").replace("_", " ")


class Stage:
    """So many conversations at once, and the bare pairs of transactions they are compared with."""

    def __init__(
        self, engine: Engine, tenant: Furnished, questions: list[str], at_once: int, conversations: int
    ) -> None:
        self.name = f"{at_once} at once"
        self.faults: list[str] = []
        self._engine = engine
        self._tenant = tenant
        self._questions = itertools.cycle(questions)
        self._at_once = at_once
        self._conversations = conversations
        self._laps: list[list[Lap]] = []
        self._seconds: list[float] = []

    async def measure(self, session: Session, rounds: int) -> tuple[Comparison, dict[str, Any]]:
        async with connected(self._engine, self._at_once) as connections:
            sides: dict[str, Side] = {"turn": self._turns, "2 bare transactions": self._pairs(connections)}
            found = await session.interleave(f"turns, {self.name}", sides, rounds)
        del self._laps[0], self._seconds[0]  # of the round that does not count
        laps = [lap for each in self._laps for lap in each]
        known = statistics.mean(lap.known for lap in laps)
        if known < 0.5:
            self.faults.append(f"{self.name}: only {known:.0%} of the answers came from the knowledge")
        facts = {
            "turns": len(laps),
            "answered_from_the_knowledge": rounded(known),
            "turns_per_second": rounded(len(laps) / sum(self._seconds)),
        }
        return found.compare(f"a turn, {self.name}", "turn", "2 bare transactions"), facts

    def steps(self) -> list[Step]:
        """`between`: what the engine does outside its four steps, such as asking the gate and the guardrails."""
        laps = [lap for each in self._laps for lap in each]
        parts = {name: [lap.timings[name] for lap in laps] for name in STEPS}
        parts["between"] = [lap.whole - sum(lap.timings[name] for name in STEPS) for lap in laps]
        parts["whole"] = [lap.whole for lap in laps]
        whole = sum(parts["whole"])
        return [
            Step(
                of=f"a turn, {self.name}",
                name=name,
                p50_ms=percentile(values, 50),
                p99_ms=percentile(values, 99),
                share=rounded(sum(values) / whole),
            )
            for name, values in parts.items()
        ]

    async def _turns(self) -> float:
        openings = [await self._opened() for _ in range(self._conversations)]
        waiting = iter(openings)
        laps: list[Lap] = []

        async def worker() -> None:
            for opening in waiting:
                laps.extend([await self._turn(opening) for _ in range(TURNS)])

        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for _ in range(self._at_once):
                group.create_task(worker())
        self._seconds.append(time.perf_counter() - began)
        self._laps.append(laps)
        return statistics.median(lap.whole for lap in laps) / 1000

    async def _opened(self) -> TurnRequest:
        """A new conversation of a new contact."""
        scope = self._tenant.scope
        binding = self._tenant.bindings[Module.MARKETING].binding
        contact = await add_contact(self._engine, scope, f"@{new_id()}")
        conversation = ConversationId(new_id())
        async with self._engine.pools.within(scope.tenant) as connection:
            await ensure_conversation(connection, scope.tenant, conversation, binding, contact, ConversationContext())
        return TurnRequest(conversation=conversation, text="", key=new_id())

    async def _turn(self, opening: TurnRequest) -> Lap:
        request = msgspec.structs.replace(opening, text=next(self._questions), key=new_id())
        began = time.perf_counter()
        reply = await self._engine.turns.run(self._tenant.scope, request)
        return Lap((time.perf_counter() - began) * 1000, reply.timings, reply.known)

    def _pairs(self, connections: list[Any]) -> Side:
        async def worker(connection: Any, taken: list[float]) -> None:
            for _ in range(max(TURNS, self._conversations * TURNS // len(connections))):
                began = time.perf_counter()
                for _ in range(2):
                    async with connection.transaction():
                        await connection.execute(
                            "insert into bench.messages (id, conversation, text) values ($1, $2, $3)",
                            new_id(),
                            new_id(),
                            STRANGE,
                        )
                taken.append(time.perf_counter() - began)

        async def side() -> float:
            taken: list[float] = []
            async with asyncio.TaskGroup() as group:
                for connection in connections:
                    group.create_task(worker(connection, taken))
            return statistics.median(taken)

        return side
