"""What belongs to a sentence that was chosen: the steps of its list, the rest of an introduction."""

from collections.abc import Sequence
from typing import Final

from vito_plugin_conversation.blocks import Kind
from vito_plugin_conversation.forms import commands
from vito_plugin_conversation.places import Place
from vito_plugin_conversation.wishes import Wish

_STEPS: Final = 6
_PROSE: Final = 3
"""Sentences quoted in a row where they are no list of steps."""


def around(best: Place, places: Sequence[Place], wish: Wish) -> list[Place]:
    """The sentence with those around it that a wish needs: all steps of a list, from the first one."""
    page = [place for place in places if place.reference == best.reference]
    if wish is Wish.OVERVIEW:
        more = _following(best, page, 1)
        return [best, *(place for place in more if not commands(place) and _same_run(place, best))]
    if wish is not Wish.STEPS:
        return [best]
    steps = _list(best, page)
    if len(steps) > 1:
        return steps[:_STEPS]
    return [best, *(place for place in _following(best, page, _PROSE - 1) if _same_run(place, best))]


def _list(best: Place, page: Sequence[Place]) -> list[Place]:
    """The steps that a sentence is one of, or that it announces."""
    at = page.index(best)
    first = last = at
    while first > 0 and _adjoin(page[first - 1], page[first]) and _step(page[first - 1]) and _step(page[first]):
        first -= 1
    while last + 1 < len(page) and _adjoin(page[last], page[last + 1]) and _step(page[last + 1]):
        last += 1
    if last == at and not _step(best):
        return [best]
    return list(page[first : last + 1])


def _step(place: Place) -> bool:
    """An item, a command, or what announces them."""
    return place.sentence.kind is Kind.ITEM or commands(place) or place.text.endswith(":")


def _adjoin(one: Place, other: Place) -> bool:
    """Whether a sentence comes next and in the same list: a colon leads on into the next paragraph."""
    next_to = one.order + 1 == other.order and one.sentence.heading == other.sentence.heading
    return next_to and (_same_run(one, other) or one.text.endswith(":")) and other.sentence.kind is not Kind.ROW


def _following(best: Place, page: Sequence[Place], most: int) -> list[Place]:
    at = page.index(best)
    found: list[Place] = []
    for place in page[at + 1 : at + 1 + most]:
        if place.order != best.order + 1 + len(found) or place.sentence.heading != best.sentence.heading:
            break
        found.append(place)
    return found


def _same_run(one: Place, other: Place) -> bool:
    return one.sentence.run == other.sentence.run
