# One image for the web process, the worker and the migration; only the command differs.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/vigil
COPY requirements requirements
RUN python -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
    && /opt/venv/bin/uv pip install --python /opt/venv/bin/python --no-cache --compile-bytecode \
       --require-hashes -r requirements/run.txt
# .dockerignore lets in only what the program needs.
COPY . .
RUN /opt/venv/bin/uv pip install --python /opt/venv/bin/python --no-cache --no-deps --no-build-isolation --editable . \
    && python -m compileall -q app migrations \
    && /opt/venv/bin/uv pip uninstall --python /opt/venv/bin/python setuptools uv

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/vigil --create-home --shell /usr/sbin/nologin vigil \
    && install -d -o vigil -m 700 /var/lib/vigil-backups \
    && chmod 700 /var/lib/vigil
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/vigil /srv/vigil
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VIGIL_ENV=production \
    VIGIL_HOST=0.0.0.0 \
    VIGIL_PORT=8000 \
    VIGIL_DATA_DIR=/var/lib/vigil
WORKDIR /srv/vigil
USER 10001
VOLUME /var/lib/vigil /var/lib/vigil-backups
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=30s --start-period=60s CMD ["vigil", "health"]
CMD ["vigil", "serve"]
