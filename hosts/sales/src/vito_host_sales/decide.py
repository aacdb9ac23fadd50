"""What a stage does next: a pure function of what is known. Texts, effects and rows are other modules' business."""

import datetime as dt

import msgspec

from vito_contracts.journey import Outcome, Signal, SignalReceived, StageResult
from vito_contracts.outputs import BANT
from vito_host_sales.reading import ITEMS, Reading
from vito_host_sales.settings import Settings

REACH_OUT, QUALIFY, BOOK, WIN = "reach_out", "qualify", "book", "win"
LISTENS_TO = (Signal.REPLIED, Signal.STOPPED, Signal.PURCHASED)
OUTREACH, FAREWELL = "outreach", "thank_you"
"""Kinds of the first message, which opens the journey, and of the last, which no journey depends on."""
OUTREACH_SENT = "outreach_sent"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier call. `sent`: kind of the message it sent, if any; `asked`: items that message asked for."""

    stage: str
    step: int
    replies_read: int
    sent: str | None = None
    asked: tuple[str, ...] = ()


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """All that a decision depends on. `bant`: the lead's own, completed by the replies; `opt_out`, `purchased`: known
    from earlier calls."""

    stage: str
    received: SignalReceived | None
    reading: Reading
    bant: BANT
    steps: tuple[Step, ...]
    settings: Settings
    now: dt.datetime
    opt_out: bool = False
    purchased: bool = False
    slot: str | None = None
    demo_on: dt.datetime | None = None

    @property
    def buys(self) -> bool:
        return self.purchased or self.signal is Signal.PURCHASED or self.reading.purchase is not None

    @property
    def signal(self) -> Signal | None:
        return self.received.signal if self.received else None

    @property
    def fresh(self) -> bool:
        """Whether a reply came that no earlier call has read. Signals of replies already read change nothing."""
        return self.reading.replies > max((step.replies_read for step in self.steps), default=0)

    def sent(self, kind: str) -> int:
        return sum(step.sent == kind for step in self.steps if step.stage == self.stage)


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """`send`: kind of the message to send first; `asks`: the items it asks for."""

    result: StageResult
    send: str | None = None
    asks: tuple[str, ...] = ()


def decide(at: Situation) -> Decision:
    """The next step. A wish to stop comes before all else, then a human's turn, then the end; then the stage itself."""
    ended = _ended(at)
    if ended:
        return Decision(result=ended)
    return {REACH_OUT: _reach_out, QUALIFY: _qualify, BOOK: _book, WIN: _win}[at.stage](at)


def _ended(at: Situation) -> StageResult | None:
    reading = at.reading
    if at.opt_out or reading.stop or at.signal is Signal.STOPPED:
        return StageResult(outcome=Outcome.STOPPED, reason="opt_out")
    if reading.human:
        return StageResult(outcome=Outcome.ESCALATED, reason=reading.human)
    paid = at.purchased or at.signal is Signal.PURCHASED
    if reading.contradiction and not paid:
        return StageResult(outcome=Outcome.ESCALATED, reason="contradiction")
    if reading.purchase and reading.discount and not paid:
        return StageResult(outcome=Outcome.ESCALATED, reason="discount")
    if reading.refusal and not paid:
        return StageResult(outcome=Outcome.LOST, reason=reading.refusal)
    return None


def _reach_out(at: Situation) -> Decision:
    if at.buys or at.reading.replies:
        return _done()
    if at.signal is None:
        return _send(at, OUTREACH)
    return _silence(at)


def _qualify(at: Situation) -> Decision:
    if not at.bant.missing or at.reading.purchase:
        return _done("bant_answered")
    if at.buys:  # paid without a word: nothing was answered, and nothing need be asked
        return _done(*(("bant_answered",) if enough(at.bant) else ()))
    rounds = at.sent("follow_up")
    if at.signal is None or at.fresh:
        if rounds < at.settings.question_rounds:
            return _send(at, "follow_up", asks=missing(at.bant))
        if enough(at.bant):
            return _done("bant_answered")
        return Decision(result=StageResult(outcome=Outcome.LOST, reason="not_qualified"))
    return _silence(at)


def _book(at: Situation) -> Decision:
    if at.reading.slot or at.slot:
        return _done("demo_booked")
    if at.buys or at.reading.declines_demo:
        return _done()
    if at.signal is None or at.fresh:
        if at.sent("book") < at.settings.demo_proposals:
            return _send(at, "book")
        return Decision(result=StageResult(outcome=Outcome.ESCALATED, reason="slot_unclear"))
    return _silence(at)


def _win(at: Situation) -> Decision:
    if at.buys:
        won = StageResult(provisional=Outcome.WON, milestones=("won", "customer_created"))
        return Decision(result=won, send=FAREWELL)
    if at.sent("close"):
        return _silence(at)
    if at.signal is Signal.TIMED_OUT or at.slot is None:
        return _send(at, "close")
    until_demo = (at.demo_on - at.now) / dt.timedelta(days=1) if at.demo_on else at.settings.demo_days
    return _send(at, "close") if until_demo <= 0 else _wait(at, days=until_demo)


def after_sending(kind: str, settings: Settings) -> StageResult:
    """The stage's answer once a message of the kind was sent."""
    if kind == FAREWELL:
        return StageResult()
    milestones = (OUTREACH_SENT,) if kind == OUTREACH else ()
    return StageResult(waits_for=LISTENS_TO, wait_days=settings.reply_wait_days, milestones=milestones)


def awaiting_approval(decision: Decision, settings: Settings) -> StageResult:
    """The stage's answer while the decision's message waits for approval: what is true without it is told at once."""
    result = decision.result
    meanwhile = LISTENS_TO if result.waits_for else (Signal.STOPPED,)
    return StageResult(
        waits_for=(Signal.DECIDED, *meanwhile),
        wait_days=settings.approval_days,
        provisional=result.provisional,
        milestones=tuple(name for name in result.milestones if name != OUTREACH_SENT),
    )


def missing(bant: BANT) -> tuple[str, ...]:
    """Items not known yet, the quantity included: it is asked for along with the rest, never alone."""
    return tuple(name for name in ITEMS if getattr(bant, name) is None)


def enough(bant: BANT) -> bool:
    """The need or the quantity, and one item more."""
    return (bant.need is not None or bant.quantity is not None) and len(ITEMS) - len(missing(bant)) >= 2


def _silence(at: Situation) -> Decision:
    """Nothing new came. After the wait: a reminder, then the end; on a signal without news: on with the wait."""
    if at.signal is not Signal.TIMED_OUT or at.fresh:
        return _wait(at)
    if at.sent("reminder") < at.settings.reminders:
        return _send(at, "reminder")
    if not at.reading.replies:
        return Decision(result=StageResult(outcome=Outcome.NO_REPLY, reason="no_reply"))
    return Decision(result=StageResult(outcome=Outcome.LOST, reason="went_silent"))


def _done(*milestones: str) -> Decision:
    return Decision(result=StageResult(milestones=milestones))


def _wait(at: Situation, *, days: float | None = None) -> Decision:
    wait = at.settings.reply_wait_days if days is None else days
    return Decision(result=StageResult(waits_for=LISTENS_TO, wait_days=wait))


def _send(at: Situation, kind: str, *, asks: tuple[str, ...] = ()) -> Decision:
    return Decision(result=after_sending(kind, at.settings), send=kind, asks=asks)
