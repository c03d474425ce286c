# Nocturne in sandbox mode. The first stage builds the pages; the service itself is not built: tsx runs the sources.
FROM node:20.20.2-bookworm-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build:web

FROM node:20.20.2-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Nothing at run time needs an install script, and "prepare" would look for build tools that are not here.
RUN npm ci --omit=dev --ignore-scripts
COPY . .
COPY --from=pages /app/web/dist web/dist
USER node
# Inside a container loopback reaches nobody. Publish the port on loopback (docker run -p 127.0.0.1:8080:8080) as
# docker-compose.yml does: in sandbox mode anyone who reaches it can call.
ENV HOST=0.0.0.0 PORT=8080 NOCTURNE_SANDBOX_EXPOSE=1
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD node -e "fetch('http://127.0.0.1:8080/healthz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "--import", "tsx", "src/main.ts"]
