# The service alone: its Neo4j runs beside it (docker-compose.yml), or it keeps its graph in the volume /data.
FROM python:3.13-slim-bookworm

RUN apt-get update \
 && apt-get install -y --no-install-recommends graphviz fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --home-dir /data graphsvc

WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . ./
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

USER graphsvc
WORKDIR /data
VOLUME /data
ENV GRAPHSVC_STORE=embedded:/data/graph
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["graphsvc", "serve", "--host", "0.0.0.0", "--port", "8000"]
