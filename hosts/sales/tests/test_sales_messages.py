"""What the twin writes, and the file it leaves as."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest

from vito_contracts.contexts import Playbook
from vito_contracts.effects import EffectRefused, LookUp
from vito_contracts.ids import ContactId, EffectId, RequestId, TenantId, new_id
from vito_contracts.money import Money
from vito_contracts.scope import SYSTEM, TenantScope
from vito_contracts.twin import Contact
from vito_host_sales import texts
from vito_host_sales.messages import Words, compose, language_of, offer, questions
from vito_host_sales.outreach import Outbox, Outreach, compose_file

SCOPE = TenantScope(tenant=TenantId(new_id()), actor=SYSTEM, request=RequestId(new_id()))
ANA = Contact(id=ContactId(new_id()), platform="TWITTER", handle="@ana.lópez")
EFFECT = EffectId(new_id())
WORDS = {language: Words(author="@ana", twin="Leo", product="Postiz", language=language) for language in ("en", "es")}
DETAILS = {"questions": "Who?", "slot": "Tuesday", "offer": "120"}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("step", ["outreach", "reminder", "follow_up", "book", "close", "thank_you"])
def test_every_default_text_is_complete(step: str, language: str) -> None:
    made = compose(step, WORDS[language], (), DETAILS)
    assert "{" not in made.text + made.subject
    assert "\n" not in made.subject
    if step == "outreach":
        assert "STOP" in made.text
        assert "Leo" in made.text


def test_both_languages_hold_the_same_steps() -> None:
    for table in (texts.TEXTS, texts.SUBJECTS, texts.QUESTIONS):
        assert table["en"].keys() == table["es"].keys()


def test_a_tenants_text_goes_first_and_asks_all_the_same() -> None:
    playbooks = (Playbook(name="a", messages={"follow_up": "Well, {author}?", "follow_up_es": "¿Y bien, {author}?"}),)
    assert compose("follow_up", WORDS["en"], playbooks, DETAILS).text == "Well, @ana?\n\nWho?"
    assert compose("follow_up", WORDS["es"], playbooks, DETAILS).text.startswith("¿Y bien, @ana?")
    assert compose("book", WORDS["en"], playbooks, DETAILS).text.startswith("Shall I show you Postiz")


def test_what_a_contact_is_called_is_never_evaluated() -> None:
    words = Words(author="{twin} {product.__class__} {0}", twin="Leo", product="Postiz", language="en")
    assert compose("reminder", words, (), {}).text.startswith("Hi {twin} {product.__class__} {0}, did")


def test_questions_and_offer() -> None:
    assert questions(("budget", "need"), "en") == "What would you like to use it for? What budget do you have in mind?"
    assert questions(("authority",), "es") == "¿Quién decide en tu equipo?"
    assert offer(Money(1200, "USD"), 10, "en") == "That would be 10 × 12.00 USD = 120.00 USD."
    assert offer(Money(1200, "USD"), None, "es") == "¿Cuántas licencias necesitáis?"
    assert offer(None, 10, "en") == ""


@pytest.mark.parametrize(
    ("replies", "preferences", "language"),
    [
        (["We need a planner"], ("es",), "en"),
        (["Necesitamos una herramienta para el equipo"], ("en",), "es"),
        (["we need it", "lo decido yo con mi jefa, gracias"], (), "es"),
        (["ok"], ("es-MX", "en"), "es"),
        ([], ("", "fr", "en"), "en"),
        ([], (), "en"),
    ],
)
def test_the_language_to_answer_in(replies: list[str], preferences: tuple[str, ...], language: str) -> None:
    assert language_of(replies, *preferences) == language


def payload(**changes: Any) -> Outreach:
    fields: dict[str, Any] = {"kind": "outreach", "twin": "Leo", "subject": "About Postiz", "text": "Hola, ¿qué tal?"}
    return Outreach(contact=ANA.id, message=new_id(), language="es", **(fields | changes))


def test_the_file_follows_rfc_5322() -> None:
    file: Any = compose_file(payload(), ANA, EFFECT)
    assert file["To"].addresses[0].addr_spec == "ana.l-pez@twitter.invalid"
    assert file["To"].addresses[0].display_name == "@ana.lópez"
    assert file["X-Effect-Id"] == str(EFFECT)
    assert file.get_content().strip() == "Hola, ¿qué tal?"
    assert b"\r\n\r\n" in file.as_bytes()


@pytest.mark.parametrize("handle", ["a\r\nBcc: x@y.z", "", "💥", "..", "a" * 500, "x\x00y", "\udcff", "a..b", '"<>"'])
def test_no_handle_breaks_the_header(handle: str) -> None:
    contact = Contact(id=ANA.id, platform="X \r\n", handle=handle)
    file = compose_file(payload(subject=f"Hi {handle}", text=f"Hi {handle}"), contact, EFFECT)
    raw = file.as_bytes()
    assert "Bcc" not in file
    assert raw.count(b"\r\nTo:") == 1


class Shelf:
    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    async def create(self, scope: TenantScope, key: str, data: bytes) -> bool:
        return self.held.setdefault(key, data) is data

    async def get(self, scope: TenantScope, key: str) -> bytes | None:
        return self.held.get(key)


class World:
    """Conversations, clock and suppression in one."""

    silent = False

    async def contact(self, scope: TenantScope, contact: UUID) -> Contact:
        return ANA

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)

    async def opted_out(self, scope: TenantScope, contact: UUID) -> bool:
        return self.silent


def outbox(shelf: Shelf, world: Any) -> Outbox:
    return Outbox(shelf, world, world, world)


async def test_sending_twice_leaves_one_file_and_looking_finds_it() -> None:
    shelf = Shelf()
    box = outbox(shelf, World())
    assert await box.look_up(SCOPE, EFFECT) is LookUp.ABSENT
    first = await box.send(SCOPE, EFFECT, payload())
    assert await box.send(SCOPE, EFFECT, payload(text="other")) == first == f"outbox/{EFFECT}.eml"
    assert len(shelf.held) == 1
    assert await box.look_up(SCOPE, EFFECT) is LookUp.CONFIRMED


async def test_the_last_door_stays_shut_for_who_asked_for_peace() -> None:
    shelf, world = Shelf(), World()
    world.silent = True
    with pytest.raises(EffectRefused, match="opted_out"):
        await outbox(shelf, world).send(SCOPE, EFFECT, payload())
    assert not shelf.held
