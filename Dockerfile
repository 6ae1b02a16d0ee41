# The image of svctui, for example for the pods of `svctui sweep --emit-job`:
#   docker build -t svctui:0.1.0 .
# scripts/try-image does the same steps without Docker.

FROM swift:6.3-bookworm AS build
WORKDIR /source
RUN apt-get update && apt-get install -y --no-install-recommends make
COPY . .
# The Swift runtime becomes part of the binary; install fetches the packages that building needs.
RUN make install DESTDIR=/image PREFIX=/usr

FROM debian:bookworm-slim
# What the binary links from the system, and nothing else.
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libmd0 libncursesw6 libsimdjson14 libstdc++6 libtinfo6 libzstd1 zlib1g \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /image /
ENV LC_ALL=C.UTF-8
USER 65532:65532
ENTRYPOINT ["svctui"]
