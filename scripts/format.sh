#!/usr/bin/env bash
# Formats C++ (clang-format-19) and the web code (Prettier); with --check only says what differs.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "${root}"
options=(-i)
[ "${1:-}" != "--check" ] || options=(--dry-run -Werror)

find src tests bench fuzz cmake \( -name '*.cpp' -o -name '*.hpp' \) \
    -not -path '*/generated/*' -print0 |
    xargs -0 -r -n 40 -P 2 clang-format-19 --style=file "${options[@]}"
# The web app's own check is part of its lint script.
if [ "${1:-}" != "--check" ]; then npm run --silent --prefix web format; fi
