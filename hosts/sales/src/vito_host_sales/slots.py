"""When can the demo be? Times a contact names or accepts, in its own words; and the times the twin proposes."""

import datetime as dt
import re

from vito_host_sales.numbers import NUMBER_WORDS
from vito_host_sales.patterns import HEDGE, NEGATION, any_of
from vito_host_sales.text import Clause

_WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS_ES = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_MONTHS_EN = tuple("january february march april may june july august september october november december".split())
_MONTHS_ES = tuple("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split())
_MONTH = "|".join(_MONTHS_EN + _MONTHS_ES)
_HOURS = "|".join(word for word, value in NUMBER_WORDS.items() if value <= 12 and " " not in word)
_WEEKDAY = "|".join(_WEEKDAYS_EN + _WEEKDAYS_ES)
_DAY = any_of(
    rf"\b(?:{_WEEKDAY}|mon|tues?|wed|thurs?|fri|tomorrow|today|tonight|hoy)\b",
    r"(?<!la )(?<!esta )\bmanana\b",
    r"\b(?:the|el|el dia) \d{1,2}(?:st|nd|rd|th)?\b(?! ?%)",
    rf"\b(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? (?:{_MONTH})\b",
)
_CLOCK = any_of(
    r"\b\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.? ?m\.?|p\.? ?m\.?|hrs?|hs|h|o'clock)(?:\b|(?=\s|$))",
    r"\b\d{1,2}:\d{2}\b",
    rf"\b(?:at|around|from|after|before|a las?|sobre las?|hacia las?) (?:\d{{1,2}}|{_HOURS}|once)\b(?! ?%"
    rf"| \w*(?:seat|licen|user|usuari))",
    r"\b(?:at )?(?:noon|midday|mediodia)\b",
)
_PART = re.compile(
    r"\b(?:morning|afternoon|evening|por la manana|por la tarde|a la tarde|la tarde|esta tarde|de la tarde"
    r"|de la manana)\b"
)
_DEADLINE = re.compile(
    r"\b(?:by|until|till|deadline|start(?:ing)?|launch(?:ing|ed)?|go(?:ing)? live|since|every|each"
    r"|on (?:mondays|fridays)|hasta|antes del?|"
    r"empez\w+|lanz\w+|desde|cada|todos los|publi\w+|post(?:s|ing|ed)?|deliver\w*|need it|lo necesit\w+)\b"
)
_MEETING = re.compile(
    r"\b(?:demo|call|meet(?:ing)?|show|talk|chat|zoom|teams|walk|free|available|works?|suits?|can do|could do"
    r"|slot|good for|book|schedule (?:a|the)|"
    r"llamada|videollamada|reunion|reunirnos|vernos|ver(?:lo)?|hablamos|hablar|ensen\w*|mostr\w*|libre"
    r"|disponibles?|puedo|podemos|podria\w*|"
    r"agend\w*|reserv\w*|(?:me|nos) (?:va|viene|queda|sirve|encaja)|perfecto|perfect|quedamos)\b"
)
_ACCEPTS = re.compile(
    r"\b(?:(?:that|this|it)(?: time| day| slot)?(?:'s| is| would be| will be)? (?:works?|fine|good|great"
    r"|perfect|ok|okay)"
    r"|works (?:for|fine|great|well|perfectly)|"
    r"^works$|sounds (?:good|great|perfect|fine)|good for (?:me|us)|suits (?:me|us)|perfect|confirmed"
    r"|see you (?:then|there)|any ?time|whenever|"
    r"any day|i'll be there|we'll be there|(?:me|nos) (?:va|viene|queda|sirve|encaja|parece) (?:bien|perfecto"
    r"|genial)|perfecto|de acuerdo|"
    r"confirmado|cuando quieras|alli estare|ahi estare|nos vemos|cualquier dia|book it|it's a date)\b"
)
_YES = re.compile(
    r"^(?:(?:yes|ok|okay|sure|sí|si|vale|claro|great) )?(?:yes|yep|yeah|sure|sure thing|ok|okay|great|fine"
    r"|agreed|done|deal"
    r"|absolutely|definitely|of course|let's do it|go ahead|please do|sí|si|claro|vale|dale"
    r"|genial|hecho|listo|"
    r"por supuesto|adelante|hagamoslo|venga|quedamos asi|desde luego)(?: please| por favor| sure| claro| vale)?!*$"
)
_OTHERWISE = re.compile(
    r"\b(?:another|other|different|otr[oa]|instead|reschedule|later|earlier|but|pero|however|aunque|unless"
    r"|except|salvo|sooner)\b"
)
_NO_DEMO = any_of(
    r"\b(?:don't|do not|dont) (?:really |even )?(?:need|want) (?:a |the |any )?(?:demo|call|meeting)",
    r"\bno (?:demo|call|meeting) (?:is )?(?:needed|necessary|required)",
    r"\bno need for (?:a |the )?(?:demo|call|meeting)",
    r"\bskip the (?:demo|call|meeting)",
    r"\bwithout (?:a|the) (?:demo|call)",
    r"\bno (?:necesit|quer|quier|hace falta)\w* (?:una |la |ninguna )?(?:demo|llamada|reunion)",
    r"\bsin (?:la |una )?(?:demo|llamada)\b",
)


def names_time(clause: Clause, *, asked: bool) -> bool:
    """Whether the clause offers or takes a time for the demo. `asked`: a time had been proposed before, so that fewer
    words suffice; otherwise it must be plain that a meeting is meant."""
    text = clause.text
    day, clock, part = _DAY.search(text), _CLOCK.search(text), _PART.search(text)
    if not (day or clock or part) or NEGATION.search(text) or _DEADLINE.search(text):
        return False
    if asked:
        return bool(day or clock or _ACCEPTS.search(text))
    return bool(day and (_MEETING.search(text) or ((clock or part) and len(text.split()) <= 6)))


def names_hour(clause: Clause) -> bool:
    """Whether it is a day with its hour: a meeting's time, no date to start on."""
    return bool(_DAY.search(clause.text) and _CLOCK.search(clause.text)) and names_time(clause, asked=True)


def accepts_time(pieces: list[Clause]) -> tuple[int, int] | None:
    """The span that says yes to what was just proposed, where nothing else in the reply takes it back."""
    if any(_OTHERWISE.search(c.sentence) or HEDGE.search(c.sentence) or NEGATION.search(c.text) for c in pieces):
        return None
    asking = any(c.question for c in pieces)
    agreed = [c for c in pieces if not c.question and (_ACCEPTS.search(c.text) or (_YES.search(c.text) and not asking))]
    together = [c for c in agreed if c.sentence == agreed[0].sentence]
    return (together[0].start, together[-1].end) if together else None


def declines_demo(clause: Clause) -> bool:
    return not clause.question and bool(_NO_DEMO.search(clause.text))


def day_named(words: str, now: dt.datetime) -> dt.date | None:
    """The day that folded words speak of, counted from `now`; None where they name none we understand."""
    today = now.date()
    for names in (_WEEKDAYS_EN, _WEEKDAYS_ES):
        for number, name in enumerate(names):
            if re.search(rf"\b{name}\b", words):
                return today + dt.timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if re.search(r"\bday after tomorrow\b|\bpasado manana\b", words):
        return today + dt.timedelta(days=2)
    if re.search(r"\btomorrow\b|(?<!la )\bmanana\b", words):
        return today + dt.timedelta(days=1)
    if re.search(r"\b(?:today|tonight|hoy|esta tarde)\b", words):
        return today
    return _calendar_day(words, today)


def _calendar_day(words: str, today: dt.date) -> dt.date | None:
    for names in (_MONTHS_EN, _MONTHS_ES):
        for month, name in enumerate(names, 1):
            match = re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of| de)? {name}\b|\b{name} (\d{{1,2}})\b", words)
            if match:
                return _next_date(today, month, int(match[1] or match[2]))
    return None


def _next_date(today: dt.date, month: int, day: int) -> dt.date | None:
    for year in (today.year, today.year + 1):
        try:
            date = dt.date(year, month, day)
        except ValueError:
            continue
        if date >= today:
            return date
    return None


def propose(now: dt.datetime, number: int) -> dt.datetime:
    """The time to propose, UTC: two working days ahead at 10:00; each next one a working day later, 15:00 and 10:00 by
    turns."""
    day, ahead = now.date(), 2 + number
    while ahead:
        day += dt.timedelta(days=1)
        ahead -= day.weekday() < 5
    return dt.datetime.combine(day, dt.time(15 if number % 2 else 10), dt.UTC)


def spell(time: dt.datetime, language: str) -> str:
    """As in "Tuesday, 3 March at 10:00 (UTC)", "martes 3 de marzo a las 10:00 (UTC)"."""
    if language == "es":
        day, month = _WEEKDAYS_ES[time.weekday()], _MONTHS_ES[time.month - 1]
        day = {"miercoles": "miércoles", "sabado": "sábado"}.get(day, day)
        return f"{day} {time.day} de {month} a las {time:%H:%M} (UTC)"
    day, month = _WEEKDAYS_EN[time.weekday()].capitalize(), _MONTHS_EN[time.month - 1].capitalize()
    return f"{day}, {time.day} {month} at {time:%H:%M} (UTC)"
