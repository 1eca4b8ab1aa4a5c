# The page and its commands in one image. `make image` builds it; compose.yaml runs it beside a Chroma server.
FROM python:3.11-slim-bookworm

# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends make \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home --home-dir /var/lib/eduplan eduplan

WORKDIR /opt/eduplan
ENV VENV=/opt/venv \
    PYTHONDONTWRITEBYTECODE=1 \
    EDUPLAN_STATE=/var/lib/eduplan/state \
    EDUPLAN_STORE=/var/lib/eduplan/store \
    EDUPLAN_HOST=0.0.0.0 \
    EDUPLAN_LOG=json
ARG PIP_OPTIONS=""

COPY pyproject.toml constraints.txt Makefile README.md LICENSE ./
COPY assistant assistant
COPY eval eval
COPY index index
COPY prompts prompts
COPY ui ui
RUN make install

USER eduplan
VOLUME /var/lib/eduplan
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["/opt/venv/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7860/readyz', timeout=4)"]
ENTRYPOINT ["/opt/venv/bin/eduplan"]
CMD ["chat"]
