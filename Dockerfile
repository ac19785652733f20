FROM python:3.11-slim-bookworm

# The shared libraries that render PDFs, the fonts they need, and pg_dump for backups; nothing else is added to the base.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fontconfig fonts-noto-cjk fonts-noto-core fonts-hanazono fonts-babelstone-han \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
        postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /tmp jixiao \
    && install -d -o jixiao -g jixiao /data/files

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .

ENV JIXIAO_MODE=production \
    MEDIA_ROOT=/data/files \
    STATIC_ROOT=/app/collected \
    PYTHONUNBUFFERED=1 \
    PYTHONUTF8=1 \
    HOME=/tmp

# Collecting needs settings, not secrets: these values end with this line.
RUN SECRET_KEY=unused DATABASE_URL=postgresql://unused/unused ALLOWED_HOSTS=unused \
    python manage.py collectstatic --noinput --verbosity 0

USER jixiao
VOLUME /data/files
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--max-requests", "5000", "--max-requests-jitter", "500", "--timeout", "60", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--logger-class", "config.gunicorn_lines.GunicornLines"]
