# The self-hosted server: the README's `npm ci` and `npm start`, with the data in the volume /data.
FROM node:24.21.0-slim

# The runtime needs the system's certificates to reach Turso or a libSQL server by HTTPS.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /app /data && chown node:node /app /data

USER node
WORKDIR /app

# With dev dependencies: the server runs in workerd, which Miniflare starts, and Wrangler builds the Worker.
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci

COPY --chown=node:node wrangler.toml ./
COPY --chown=node:node drizzle ./drizzle
COPY --chown=node:node migrations ./migrations
COPY --chown=node:node docs ./docs
COPY --chown=node:node scripts ./scripts
COPY --chown=node:node src ./src

ENV HOST=0.0.0.0 PORT=8787 STATE_DIR=/data SECRETS_FILE=/data/secrets.env ENGINE=d1
EXPOSE 8787
VOLUME /data

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

CMD ["npm", "start", "--", "--empty"]
