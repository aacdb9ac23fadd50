"""How well real questions are told from chatter, and how often the right page is found, on real documentation."""

import csv
import random
import re
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from vito_contracts.capabilities import Document, KnowledgeBase, Source
from vito_contracts.conversation import Passage, Query
from vito_contracts.modules import Module
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import EngineOf, Furnished, engine_on, furnish

pytestmark = pytest.mark.data

QUESTIONS = Path(__file__).parent / "questions"
LANGUAGES = ("en", "es")


class Known:
    """Tenants, each with one body of knowledge."""

    def __init__(self, base: KnowledgeBase, who: dict[str, Furnished]) -> None:
        self.base, self.who = base, who

    async def ask(self, tenant: str, text: str, limit: int = 5) -> list[Passage]:
        return list(await self.base.search(self.who[tenant].bindings[Module.MARKETING], Query(text=text, limit=limit)))

    async def share(self, tenant: str, texts: list[str]) -> float:
        """Of these texts, how many find anything."""
        return sum([bool(await self.ask(tenant, text)) for text in texts]) / len(texts)


def questions(name: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
    rows = [line.split("\t") for line in (QUESTIONS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()]
    return [(question, tuple(pages.split("|"))) for spoken, question, pages in rows if spoken == language]


@pytest.fixture(scope="module")
async def known(
    postgres: PostgresAddress, real_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Known]:
    engine, _ = await engine_on(postgres, tmp_path_factory.mktemp("quality"), ("knowledge",), {})
    who = {name: await furnish(engine, name) for name in ("postiz", "chatwoot", "fastapi")}
    base = await engine.capabilities.of(who["postiz"].scope, KnowledgeBase)
    for name, tenant in who.items():
        report = await base.ingest(tenant.scope, Source(corpus="docs", folder=real_data / "kb" / f"{name}_docs"))
        assert report.skipped == {}
        assert report.documents > 50
    yield Known(base, who)
    await engine.close()


async def test_product_questions_are_known(known: Known):
    for name, least in {
        "postiz": (0.85, 0.65),
        "postiz_later": (0.85, 0.65),
        "chatwoot": (0.85, 0.65),
        "fastapi": (0.85, 0.65),
    }.items():
        for language, wanted in zip(LANGUAGES, least, strict=True):
            asked = questions(name, language)
            share = await known.share(name.partition("_")[0], [question for question, _ in asked])
            assert share >= wanted, f"{name} {language}: {share:.0%} of {len(asked)}"


async def test_the_right_page_is_among_the_first_five(known: Known):
    for name, least in {"postiz": 0.8, "postiz_later": 0.7, "chatwoot": 0.75, "fastapi": 0.75}.items():
        asked = [each for language in LANGUAGES for each in questions(name, language)]
        right = 0
        for question, pages in asked:
            found = await known.ask(name.partition("_")[0], question)
            right += any(passage.source.startswith(pages) for passage in found)
        assert right / len(asked) >= least, f"{name}: {right} of {len(asked)}"


async def test_chatter_finds_nothing(known: Known, real_data: Path):
    with (real_data / "social" / "vader_human_rated_tweets.csv").open(encoding="utf-8", newline="") as stream:
        tweets = [row["text"] for row in csv.DictReader(stream)]
    random.Random(7).shuffle(tweets)
    noise = (QUESTIONS / "noise.txt").read_text(encoding="utf-8").splitlines()
    for tenant in known.who:
        share = await known.share(tenant, tweets[:300])
        assert share <= 0.035, f"{tenant}: {share:.1%} of tweets"
        share = await known.share(tenant, noise)
        assert share <= 0.1, f"{tenant}: {share:.0%} of other things"


async def test_quotes_stand_on_the_page(known: Known, real_data: Path):
    """Compared are letters and digits in a row, whatever markup stands between them on the page."""

    def bare(text: str) -> str:
        return "".join(character for character in text.lower() if character.isalnum())

    for question, _ in questions("postiz", "en"):
        for passage in await known.ask("postiz", question):
            page = (real_data / "kb" / "postiz_docs" / passage.source).read_text(encoding="utf-8")
            shown = bare(re.sub(r"\]\([^)]*\)|</?[a-zA-Z][^<>]*>", "", page)) + bare(page)
            for line in passage.text.splitlines():
                assert bare(line) in shown, (passage.source, line)


@pytest.mark.parametrize(("language", "least"), [("en", 0.97), ("es", 0.97)])
async def test_xquad_recall_at_5(engine_of: EngineOf, real_data: Path, language: str, least: float):
    engine = await engine_of("knowledge", settings={"knowledge": {"relevance_threshold": 0.0}})
    tenant = await furnish(engine, "xquad")
    base = await engine.capabilities.of(tenant.scope, KnowledgeBase)

    def rows(name: str) -> list[dict[str, str]]:
        lines = (real_data / "retrieval" / name).read_text(encoding="utf-8").splitlines()
        return [msgspec.json.decode(line) for line in lines]

    pages = tuple(Document(path=f"{row['passage_id']}.md", text=row[language]) for row in rows("xquad_passages.jsonl"))
    await base.ingest(tenant.scope, Source(corpus="xquad", documents=pages))
    asked = rows("xquad_questions.jsonl")
    right = 0
    for row in asked:
        found = await base.search(tenant.bindings[Module.MARKETING], Query(text=row[f"q_{language}"], limit=5))
        right += f"{row['passage_id']}.md" in {passage.source for passage in found}
    assert right / len(asked) >= least, f"{right} of {len(asked)}"
