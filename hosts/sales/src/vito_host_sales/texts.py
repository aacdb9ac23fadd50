"""The default playbook: what the sales twin writes where the tenant's playbooks say nothing. English and Spanish.

Placeholders: {author} (the contact's handle), {twin}, {product}; {questions} (follow_up), {slot} (book), {offer}
(close).
"""

TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "outreach": (
            "Hi {author}, this is {twin}. You asked about {product}, so I am getting in touch. What would "
            "you like to use it "
            "for, how many people would use it, and by when? Who decides on your side, and do you have a "
            "budget in mind?"
        ),
        "reminder": "Hi {author}, did my last message about {product} reach you? A short answer is enough.",
        "follow_up": "Thank you, {author}. So that I can suggest the right thing: {questions}",
        "book": "Shall I show you {product} in a short demo? How about {slot}? Another day and time is fine too.",
        "close": 'Hi {author}, shall we go ahead with {product}? {offer} A "yes" is enough.',
        "thank_you": "Thank you, {author}! Your order of {product} is noted. Whenever you have a question, just ask.",
    },
    "es": {
        "outreach": (
            "Hola {author}, soy {twin}. Preguntaste por {product} y por eso te escribo. ¿Para qué lo "
            "usarías, cuántas personas "
            "lo usarían y para cuándo? ¿Quién decide en tu equipo y qué presupuesto tenéis en mente?"
        ),
        "reminder": "Hola {author}, ¿te llegó mi último mensaje sobre {product}? Basta una respuesta corta.",
        "follow_up": "Gracias, {author}. Para proponerte lo adecuado: {questions}",
        "book": "¿Te enseño {product} en una demo corta? ¿Te va bien el {slot}? Otro día y otra hora también sirven.",
        "close": "Hola {author}, ¿seguimos adelante con {product}? {offer} Con un «sí» basta.",
        "thank_you": "¡Gracias, {author}! Tu pedido de {product} queda anotado. Si tienes cualquier duda, pregúntame.",
    },
}

SUBJECTS: dict[str, dict[str, str]] = {
    "en": {
        "outreach": "About {product}",
        "reminder": "{product}: a short reminder",
        "follow_up": "{product}: a question",
        "book": "{product}: a short demo",
        "close": "{product}: shall we go ahead?",
        "thank_you": "Thank you",
    },
    "es": {
        "outreach": "Sobre {product}",
        "reminder": "{product}: un recordatorio",
        "follow_up": "{product}: una pregunta",
        "book": "{product}: una demo corta",
        "close": "{product}: ¿seguimos adelante?",
        "thank_you": "Gracias",
    },
}

QUESTIONS: dict[str, dict[str, str]] = {
    "en": {
        "need": "what would you like to use it for?",
        "quantity": "how many people would use it?",
        "budget": "what budget do you have in mind?",
        "authority": "who decides on your side?",
        "timeline": "when would you like to start?",
    },
    "es": {
        "need": "¿para qué lo usarías?",
        "quantity": "¿cuántas personas lo usarían?",
        "budget": "¿qué presupuesto tenéis en mente?",
        "authority": "¿quién decide en tu equipo?",
        "timeline": "¿cuándo te gustaría empezar?",
    },
}

DISCLOSURE: dict[str, str] = {
    "en": "I am {twin}, an AI twin, not a human. Reply STOP and I will not write again.",
    "es": "Soy {twin}, un gemelo digital con IA, no una persona. Responde STOP y no volveré a escribirte.",
}
"""Ends every outreach message, a tenant's own text included."""

OUR_PRODUCT = {"en": "our product", "es": "nuestro producto"}
HOW_MANY = {"en": "How many do you need?", "es": "¿Cuántas licencias necesitáis?"}
OFFER = {
    "en": "That would be {quantity} × {price} = {total}.",
    "es": "Serían {quantity} × {price} = {total}.",
}
