"""The API process: `python -m vito_core.web.serve PORT`, started by the supervisor."""

import sys

import uvicorn

from vito_core.container import build
from vito_core.logs import RequestLines, configure
from vito_core.settings import from_environment
from vito_core.web.app import create_app


def main() -> None:
    configure("api")
    engine = build(from_environment())
    engine.telemetry.tracing.start("api")
    engine.telemetry.lines = RequestLines("api")
    app = create_app(engine)
    uvicorn.run(
        app, host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False, timeout_graceful_shutdown=10
    )


if __name__ == "__main__":
    main()
