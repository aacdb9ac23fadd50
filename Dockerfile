# The engine with all plugins of this repository, from the same hashed pins as `make setup`.
FROM python:3.11-slim
RUN useradd --create-home --uid 10001 vito && mkdir /app /data && chown vito:vito /app /data
USER vito
WORKDIR /app
COPY --chown=vito:vito . .
RUN python tools/setup_env.py && .venv/bin/python -m compileall -q contracts core plugins hosts
ENV PATH=/app/.venv/bin:$PATH VITO_HOME=/data VITO_PLUGINS=/app/plugins.toml PYTHONDONTWRITEBYTECODE=1
VOLUME /data
EXPOSE 8700
STOPSIGNAL SIGTERM
ENTRYPOINT ["vito"]
CMD ["serve", "--host", "0.0.0.0"]
