# The service with its embedded data: docker build -t qpv . && docker run --rm -p 8080:8080 qpv
# Another dataset: -v /srv/qpv/dataset:/srv/qpv/dataset:ro. The root file system may be read-only.

FROM debian:12-slim AS build
WORKDIR /src
COPY tools/install-packages.sh tools/
RUN tools/install-packages.sh build
COPY . .
RUN tools/run.sh --build-only

FROM debian:12-slim
COPY tools/install-packages.sh /tmp/
RUN /tmp/install-packages.sh run && rm -rf /var/lib/apt/lists/* /tmp/install-packages.sh
COPY --from=build /src/build/release/bin/qpv-server /src/build/release/bin/qpv-import /src/build/release/bin/qpv-batch /usr/local/bin/
COPY --from=build /src/tools/batch/qpv-batch.1 /usr/local/share/man/man1/
COPY --from=build /src/build/release/dataset /srv/qpv/dataset
COPY LICENSE data/README.md /usr/local/share/doc/qpv/

# The probes listen on every interface of the container so that an orchestrator reaches them; they
# say nothing of people, and only 8080 is meant to be published.
ENV QPV_DATASET=/srv/qpv/dataset QPV_LISTEN=0.0.0.0:8080 QPV_OPS_LISTEN=0.0.0.0:8081
EXPOSE 8080
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["qpv-server", "--healthcheck"]
ENTRYPOINT ["qpv-server"]
