"""What customers say whatever their matter: that they want a person, that it did not help."""

import csv
from pathlib import Path

import pytest

from vito_plugin_support.complaints import complains
from vito_plugin_support.person import wants_person


@pytest.mark.parametrize(
    "text",
    [
        "let me talk to a person",
        "I want to speak to a human",
        "Can I speak with a real agent please?",
        "can you connect me to a human",
        "Please transfer me to someone from support",
        "agent",
        "human please",
        "I need a human",
        "I don't want to talk to a bot",
        "Talk to a person",
        "I'd like to speak with your manager",
        "Is there a person I can talk to?",
        "can a human help me",
        "can someone call me",
        "Enough. Get me a real person!",
        "I would prefer to talk to a person, not a machine",
        "quiero hablar con una persona",
        "¿Puedo hablar con alguien?",
        "Pásame con un humano",
        "no quiero hablar con un robot",
        "prefiero que me atienda una persona",
        "me gustaría hablar con un asesor",
        "Hola, ¿me puede atender una persona?",
        "comuníqueme con un operador",
    ],
)
def test_a_wish_for_a_person(text: str) -> None:
    assert wants_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "How do I assign a conversation to an agent?",
        "How do my customers talk to a human agent?",
        "How can visitors speak with a live agent from the widget?",
        "My customers want to speak with an agent",
        "When a visitor wants to talk to a human, what happens?",
        "Do I need to speak to a representative to change my pin?",
        "I don't need to talk to a person",
        "I need an agent bot for my inbox",
        "Can someone help me?",
        "Can I invite another person?",
        "Does the bot hand over to a human?",
        "The agent cannot log in",
        "no quiero hablar con una persona",
        "¿Cómo asigno una conversación a un agente?",
        "¿Cómo pueden mis clientes hablar con una persona?",
        "quiero añadir un agente",
    ],
)
def test_no_wish_for_a_person(text: str) -> None:
    assert not wants_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "still not working",
        "It still doesn't work",
        "that didn't help",
        "Same error again",
        "I tried that but no luck",
        "I already did that",
        "No, it does not work",
        "the problem is still there",
        "nothing changed",
        "It's still failing with 401",
        "still can't log in",
        "it keeps happening",
        "did not fix it",
        "sigue sin funcionar",
        "Sigue igual",
        "no me ha funcionado",
        "todavía no funciona",
        "aún no puedo entrar",
        "eso no me sirve",
        "el mismo problema",
        "ya probé eso",
        "me sigue saliendo el error",
        "no se ha solucionado",
        "no funciona",
    ],
)
def test_a_complaint(text: str) -> None:
    assert complains(text)


@pytest.mark.parametrize(
    "text",
    [
        "How do I connect LinkedIn?",
        "Thanks, that helped!",
        "It works now",
        "Can I still use the old plan?",
        "Do you still support Twitter?",
        "I can't log in since this morning",
        "Ya funciona, gracias",
        "Me ha funcionado",
        "¿Cómo sigo a otra cuenta?",
    ],
)
def test_no_complaint(text: str) -> None:
    assert not complains(text)


@pytest.mark.data
def test_real_questions_hardly_ever_look_like_a_wish_for_a_person(real_data: Path) -> None:
    """28,203 questions of banking77 and CLINC150: the five found do ask for one."""
    found = []
    for name in ("banking77_train.csv", "clinc150.csv"):
        with (real_data / "support" / name).open(encoding="utf-8", newline="") as file:
            found += [row["text"] for row in csv.DictReader(file) if wants_person(row["text"])]
    assert len(found) == 5
    assert all("talk to someone" in text or "speak to customer service" in text for text in found)
