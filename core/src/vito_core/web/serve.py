"""The API process: `python -m vito_core.web.serve PORT`, started by the supervisor."""

import sys

import uvicorn

from vito_core.container import build
from vito_core.logs import configure
from vito_core.settings import from_environment
from vito_core.web.app import create_app
from vito_core.web.controllers.conversation_stream import MOST_BYTES
from vito_core.web.slow import impatient


def main() -> None:
    configure()
    settings = from_environment()
    app = create_app(build(settings))
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=10,
        http=impatient(settings.read_seconds),
        ws_max_size=MOST_BYTES,
    )


if __name__ == "__main__":
    main()
