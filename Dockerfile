FROM node:22-slim AS graphiql
WORKDIR /src/web/graphiql
COPY web/graphiql/package.json web/graphiql/package-lock.json ./
RUN npm ci
COPY web/graphiql/ ./
RUN npm run build

FROM python:3.12-slim AS build
RUN python -m venv /opt/insider-graph
WORKDIR /src
COPY pyproject.toml README.md ./
COPY graph_api/ graph_api/
COPY schema/ schema/
COPY loaders/ loaders/
COPY --from=graphiql /src/graph_api/static/graphiql/ graph_api/static/graphiql/
RUN /opt/insider-graph/bin/pip install --no-cache-dir .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/insider-graph insider
COPY --from=build /opt/insider-graph /opt/insider-graph
ENV PATH="/opt/insider-graph/bin:$PATH" \
    INSIDER_GRAPH_HOME=/var/lib/insider-graph \
    PYTHONUNBUFFERED=1
WORKDIR /var/lib/insider-graph
VOLUME /var/lib/insider-graph
USER insider
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as http; http.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["insider-graph", "serve", "--host", "0.0.0.0"]
