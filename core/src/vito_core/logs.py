"""Structured logs on standard error: event names, ids and codes; never a person's words."""

import json
import logging
import sys

import structlog


class CodesOnly(logging.Formatter):
    """For the libraries' own loggers: an exception is named, its text and traceback (which may quote) are not shown."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[0] if record.exc_info else None
        return json.dumps(
            {
                "event": str(record.msg).splitlines()[0][:120] if error is None else "failed",
                "error": error.__name__ if error is not None else None,
                "logger": record.name,
                "level": record.levelname.lower(),
            }
        )


def configure() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(CodesOnly())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
