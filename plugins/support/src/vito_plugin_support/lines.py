"""What a customer is told when a person takes over. It promises nothing the engine cannot know."""

from vito_plugin_support.events import EscalationReason

_LINES: dict[tuple[EscalationReason, str], str] = {
    (EscalationReason.IMMEDIATE_RULE, "en"): (
        "Thank you for writing to us. A person on our team looks after matters like this one: I have "
        "passed your message on, and they will get back to you."
    ),
    (EscalationReason.IMMEDIATE_RULE, "es"): (
        "Gracias por escribirnos. De asuntos como este se ocupa una persona de nuestro equipo: ya tiene "
        "tu mensaje y te responderá."
    ),
    (EscalationReason.FAILED_ATTEMPTS, "en"): (
        "I am sorry that this is not solved yet. I have passed your case to a person on our team, "
        "together with what we have tried, and they will get back to you."
    ),
    (EscalationReason.FAILED_ATTEMPTS, "es"): (
        "Siento que todavía no esté resuelto. He pasado tu caso a una persona de nuestro equipo, junto "
        "con lo que ya hemos intentado, y te responderá."
    ),
    (EscalationReason.PERSON_REQUESTED, "en"): (
        "Of course. I have passed your message to a person on our team, and they will get back to you."
    ),
    (EscalationReason.PERSON_REQUESTED, "es"): (
        "Por supuesto. He pasado tu mensaje a una persona de nuestro equipo y te responderá."
    ),
}


def hand_over_line(reason: EscalationReason, language: str) -> str:
    """`language`: a BCP 47 tag; Spanish in all its varieties, English for every other one and for ""."""
    spanish = language.casefold().split("-")[0].split("_")[0] == "es"
    return _LINES[reason, "es" if spanish else "en"]
