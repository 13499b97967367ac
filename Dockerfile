# The product without a database: NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD say where that is. See compose.yaml.
FROM python:3.13-slim

RUN useradd --create-home --uid 10001 casusregie
WORKDIR /opt/casusregie
COPY locks/run.txt locks/run.txt
RUN pip install --no-cache-dir --require-hashes -r locks/run.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY graph graph
COPY seeds seeds
COPY analytics analytics
COPY api api
COPY docs/questions docs/questions
RUN pip install --no-cache-dir --no-deps . && mkdir /home/casusregie/data && chown casusregie /home/casusregie/data

USER casusregie
WORKDIR /home/casusregie
ENV CASUSREGIE_HOME=/home/casusregie/data CASUSREGIE_HOST=0.0.0.0 CASUSREGIE_PORT=8400
EXPOSE 8400
HEALTHCHECK --interval=10s --timeout=10s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8400/readyz', timeout=8)"]
CMD ["casusregie", "serve"]
