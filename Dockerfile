# Builds dist/ and the packages it needs. Nothing of this stage but those two enters the image that runs.
FROM node:24-slim AS builder
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install script of any package runs, but better-sqlite3's, which is compiled here from its own source
# with the headers that the base image brings: no ready-made binary is downloaded.
RUN npm ci --ignore-scripts \
  && npm_config_build_from_source=true npm_config_nodedir=/usr/local npm rebuild better-sqlite3
COPY tsconfig.json vite.config.ts ./
COPY src ./src
COPY scripts ./scripts
COPY locales ./locales
RUN npm run build
# The peers stay out too: .npmrc's own `omit` does not count once the option is given here.
RUN npm prune --omit=dev --omit=peer --ignore-scripts

FROM node:24-slim AS runtime
# /data is the only place that is written to; the rest may be mounted read-only (docker run --read-only).
RUN install -d -o 10001 -g 10001 -m 0700 /data
WORKDIR /app
COPY --from=builder /app/package.json ./
COPY --from=builder /app/node_modules ./node_modules
COPY --from=builder /app/dist ./dist
COPY locales ./locales
ENV NODE_ENV=production \
  NODE_OPTIONS=--disable-proto=delete \
  HOST=0.0.0.0 \
  PORT=8080 \
  DATA_DIR=/data
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
