"""All that shapes a reply beside the question and the passages, in one value that a model can be handed."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from vito_contracts.contexts import (
    ClinicContext,
    ElearningContext,
    GeneralContext,
    MarketingContext,
    ModuleContext,
    SalesContext,
    SupportContext,
)
from vito_contracts.conversation import Turn
from vito_contracts.twin import ContentRating
from vito_plugin_conversation.approach import Approach, approach_of
from vito_plugin_conversation.guidelines import Guidelines, understand
from vito_plugin_conversation.language import Language, answer_language, suits
from vito_plugin_conversation.lexicon import Lexicon, names, profanity, topic_words


class Post(StrEnum):
    """What the twin is there for, in the module it works in."""

    AMBASSADOR = "brand ambassador"
    SALES = "sales representative"
    SUPPORT = "support agent"
    CLINIC = "clinic assistant"
    TEACHER = "teacher"
    ASSISTANT = "assistant"


_SELLING = (Post.AMBASSADOR, Post.SALES)
"""Where a buyer's wish is taken up. Support escalates by its own rules, and the others have nothing to sell."""


class Persona(msgspec.Struct, frozen=True, kw_only=True):
    """The twin of one turn. `language`: of the reply. `post`: its role's kind; `role`: as the module names
    it.
    """

    name: str
    language: Language
    tone: str
    traits: tuple[str, ...] = ()
    expertise: tuple[str, ...] = ()
    signature_phrases: tuple[str, ...] = ()
    post: Post = Post.ASSISTANT
    role: str = ""
    channel: str = ""
    guidelines: tuple[str, ...] = ()
    understood: Guidelines = Guidelines()
    banned_topics: tuple[str, ...] = ()
    content_rating: str = "PG"
    greeting: str = ""
    """Only if it is in the reply's language, and only for the first reply."""
    max_characters: int = 1200
    """For what is said after the opening."""
    home: str = "en"
    """BCP 47 tag of the language that it prefers and that its own phrases are in."""
    approach: Approach = Approach.NONE
    """What the end user is up to; only complaints show where nothing is sold."""
    brand: str = ""
    """Whose team a wish is passed on to, where the guidelines name one brand to speak well of."""
    opening: str = ""
    """What has been said to begin this very reply: greeting and disclosure; empty in most replies."""


def guideline_lines(turn: Turn) -> tuple[str, ...]:
    """The guidelines of the module context and of where the conversation takes place, each once."""
    context = turn.module_context
    own: tuple[str, ...] = ()
    if isinstance(context, MarketingContext):
        own = context.brand_guidelines
    elif isinstance(context, GeneralContext):
        own = context.instructions
    return tuple(dict.fromkeys((*own, *turn.conversation_context.brand_guidelines)))


class Forbidden(msgspec.Struct, frozen=True):
    """What this turn's twin may not say, by reason."""

    topics: Lexicon
    names: Lexicon
    profanity: Lexicon
    all: Lexicon

    def within(self, text: str) -> bool:
        return self.all.finds(text)


def forbidden(banned_topics: Sequence[str], avoid: Sequence[str], rating: str) -> Forbidden:
    topics, avoided, words = topic_words(banned_topics), names(avoid), profanity(ContentRating(rating))
    return Forbidden(topics, avoided, words, topics | avoided | words)


def forbidden_in(turn: Turn) -> Forbidden:
    limits, avoid = turn.twin.guardrails, understand(guideline_lines(turn)).avoid
    return forbidden(limits.banned_topics, avoid, limits.content_rating)


def reply_language(turn: Turn) -> Language:
    return answer_language(turn.message.text, turn.language, turn.twin.personality_profile.language)


def persona_of(turn: Turn) -> Persona:
    """The persona for this turn. Phrases and expertise that break the turn's own rules are left out."""
    profile, limits = turn.twin.personality_profile, turn.twin.guardrails
    language, lines = reply_language(turn), guideline_lines(turn)
    understood = understand(lines)
    bans = forbidden(limits.banned_topics, understood.avoid, limits.content_rating)
    phrases = _allowed(profile.signature_phrases, bans)
    greeting = next(iter(_allowed((profile.greeting,), bans)), "").strip()
    post = _post(turn.module_context)
    return Persona(
        name=turn.twin_name,
        language=language,
        tone=profile.tone,
        traits=profile.traits,
        expertise=_allowed(profile.expertise, bans),
        signature_phrases=tuple(phrase for phrase in phrases if suits(phrase, language, profile.language)),
        post=post,
        role=str(getattr(turn.module_context, "role", "")),
        channel=turn.conversation_context.channel,
        guidelines=lines,
        understood=understood,
        banned_topics=limits.banned_topics,
        content_rating=limits.content_rating,
        greeting=greeting if suits(greeting, language, profile.language) else "",
        max_characters=limits.max_response_length,
        home=profile.language,
        approach=_approach(turn.message.text, post),
        brand=_brand(understood, bans),
    )


def _allowed(phrases: tuple[str, ...], bans: Forbidden) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases if phrase.strip() and not bans.within(phrase))


def _approach(message: str, post: Post) -> Approach:
    approach = approach_of(message)
    return approach if post in _SELLING or approach is Approach.COMPLAINT else Approach.NONE


def _brand(understood: Guidelines, bans: Forbidden) -> str:
    named = [mention.name for mention in understood.mentions if not mention.when]
    return named[0] if len(named) == 1 and not bans.within(named[0]) else ""


def sells(post: Post) -> bool:
    return post in _SELLING


def _post(context: ModuleContext) -> Post:
    match context:
        case MarketingContext():
            return Post.AMBASSADOR
        case SalesContext():
            return Post.SALES
        case SupportContext():
            return Post.SUPPORT
        case ClinicContext():
            return Post.CLINIC
        case ElearningContext():
            return Post.TEACHER
        case _:
            return Post.ASSISTANT
