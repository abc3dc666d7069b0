# syntax=docker/dockerfile:1
# Promcast as an image: built from source, then the binary, DuckDB's library and the page's files alone, without a shell, for a user without rights.

FROM node:22-bookworm-slim AS node

FROM rust:1.99.1-bookworm AS tools
COPY --from=node /usr/local/bin/ /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
WORKDIR /src
COPY rust-toolchain.toml Cargo.lock ./
COPY scripts/install-tools.sh scripts/install-duckdb.sh scripts/
RUN scripts/install-tools.sh /tools && cargo install cargo-chef --version 0.1.78 --locked
ENV PATH=/tools/bin:/tools/node_modules/.bin:$PATH DUCKDB_LIB_DIR=/tools/duckdb

FROM tools AS plan
COPY . .
RUN cargo chef prepare --recipe-path recipe.json

# What Promcast depends on is built once, until Cargo.lock changes.
FROM tools AS build
COPY --from=plan /src/recipe.json .
RUN cargo chef cook --release --locked --package server --recipe-path recipe.json \
 && cargo chef cook --profile wasm-release --locked --package frontend --target wasm32-unknown-unknown --recipe-path recipe.json
COPY . .
RUN cargo leptos build --release --precompress \
 && mkdir -p /image/app/site /image/data \
 && cp target/release/promcast /tools/duckdb/libduckdb.so /image/app/ \
 && cp -r target/site/. /image/app/site/

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build --chown=65532:65532 /image/data /data
COPY --from=build /image/app /app
ENV PROMCAST_WEB_LISTEN_ADDRESS=:8080 PROMCAST_STORAGE_PATH=/data
EXPOSE 8080
VOLUME /data
USER 65532:65532
# Below a route prefix, PROMCAST_HEALTHCHECK_URL has to say it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["/app/promcast", "healthcheck"]
ENTRYPOINT ["/app/promcast"]
CMD ["serve"]
