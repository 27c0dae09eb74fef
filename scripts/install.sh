#!/usr/bin/env bash
# Copies what ./run --build-only built: scripts/install.sh [PREFIX], /usr/local if not given.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
prefix="${1:-/usr/local}"
program="${root}/build/release/bin/amparo"

if [ ! -x "${program}" ] || [ ! -f "${root}/web/dist/index.html" ]; then
    printf 'install: build first, with ./run --build-only\n' >&2
    exit 1
fi
install -D -m 0755 "${program}" "${prefix}/bin/amparo"
for part in config web; do
    rm -rf "${prefix}/share/amparo/${part}"
    mkdir -p "${prefix}/share/amparo/${part}"
done
cp -R "${root}/config/." "${prefix}/share/amparo/config/"
cp -R "${root}/web/dist/." "${prefix}/share/amparo/web/"
printf 'installed %s/bin/amparo\n' "${prefix}"
