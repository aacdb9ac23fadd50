"""The outside world of the demo: people comment, answer outreach and ask the support twin."""

import asyncio
from collections.abc import Callable
from typing import Any

from vito_contracts.modules import Module
from vito_core.demo.cast import Stage
from vito_core.demo.client import ApiError
from vito_core.demo.inputs import CommentLine, Inputs

CONCURRENT = 8
POLL_SECONDS = 0.3

Tick = Callable[[], None]


class Driver:
    """Everything it sends carries an id of its own, so that a second run sends nothing twice."""

    def __init__(self, stage: Stage, inputs: Inputs) -> None:
        self._api = stage.brand
        self._binding = stage.bindings[Module.MARKETING]
        self._inputs = inputs
        self.warnings: list[str] = []
        self._sent: set[str] = set()

    async def ingest(self, corpus: str, progress: Callable[[int, int, str], None]) -> dict[str, Any]:
        report: dict[str, Any] = {}
        body = {"corpus": corpus, "folder": str(self._inputs.knowledge.resolve())}
        async for event, data in self._api.stream("/v1/knowledge", body):
            if event == "progress":
                progress(data["done"], data["total"], data["path"])
            elif event == "report":
                report = data
            elif event == "problem":
                self.warnings.append(f"knowledge: {data['detail']}")
        return report

    async def comment_all(self, tick: Tick) -> None:
        """One author's comments in order, authors side by side."""
        by_author: dict[tuple[str, str], list[CommentLine]] = {}
        for comment in self._inputs.comments:
            by_author.setdefault((comment.platform, comment.author), []).append(comment)
        limit = asyncio.Semaphore(CONCURRENT)

        async def one(comments: list[CommentLine]) -> None:
            async with limit:
                for comment in comments:
                    await self._comment(comment)
                    tick()

        async with asyncio.TaskGroup() as group:
            for comments in by_author.values():
                group.create_task(one(comments))

    async def _comment(self, comment: CommentLine) -> None:
        body = {
            "binding": self._binding,
            "id": comment.id,
            "platform": comment.platform,
            "post_id": comment.post_id,
            "author": comment.author,
            "text": comment.text,
            "lang": comment.lang,
        }
        try:
            await self._api.post("/v1/interactions", body)
        except ApiError as error:
            self.warnings.append(f"comment {comment.id}: {error}")

    async def catch_up(self) -> None:
        """Has lead generation look at what came while it was disabled."""
        try:
            await self._api.post("/v1/x/lead-gen/catch-up")
        except ApiError as error:
            if error.status != 404:
                raise

    async def answer_outreach(self) -> None:
        """Sends each customer's next reply for each message that went out to it."""
        journeys = {row["contact"]: row for row in await self._api.all("/v1/journeys")}
        sent_to: dict[str, int] = {}
        for message in await self._outbox():
            sent_to[message["contact"]] = sent_to.get(message["contact"], 0) + 1
        for contact, messages in sent_to.items():
            journey = journeys.get(contact)
            customer = self._inputs.customers.get(journey["author"]) if journey is not None else None
            if journey is None or customer is None or journey["outcome"] is not None:
                continue
            for number, text in enumerate(customer.replies[:messages], start=1):
                await self._write("/v1/replies", journey["author"], journey["platform"], f"reply-{number}", text)

    async def _outbox(self) -> list[dict[str, Any]]:
        try:
            return await self._api.all("/v1/x/sales-host/outbox")
        except ApiError as error:
            if error.status == 404:
                return []
            raise

    async def enquire(self, ready: Callable[[str], bool]) -> None:
        """Sends the enquiries of each author that is `ready`, in order."""
        platforms = {comment.author: comment.platform for comment in self._inputs.comments}
        for author, customer in self._inputs.customers.items():
            if author not in platforms:
                self._warn(f"customer {author} wrote no comment in this run; its replies and enquiries wait")
                continue
            if ready(author):
                for number, text in enumerate(customer.enquiries, start=1):
                    await self._write("/v1/enquiries", author, platforms[author], f"enquiry-{number}", text)

    async def _write(self, path: str, author: str, platform: str, id_: str, text: str) -> None:
        if f"{path}/{platform}/{author}/{id_}" in self._sent:
            return
        try:
            await self._api.post(path, {"id": id_, "author": author, "platform": platform, "text": text})
        except ApiError as error:
            self._warn(f"{path} of {author}: {error}")
        self._sent.add(f"{path}/{platform}/{author}/{id_}")

    def _warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)
