#!/usr/bin/env bash
# Formats C++ (clang-format-19), scripts and the web code (Prettier); with --check it only says
# what differs.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "${root}"
cpp=(-i)
scripts=(--write)
if [ "${1:-}" = "--check" ]; then
    cpp=(--dry-run -Werror)
    scripts=(--check)
fi

status=0
find src tests bench fuzz cmake \( -name '*.cpp' -o -name '*.hpp' \) \
    -not -path '*/generated/*' -print0 |
    xargs -0 -r -n 40 -P 2 clang-format-19 --style=file "${cpp[@]}" || status=1
web/node_modules/.bin/prettier --log-level warn "${scripts[@]}" scripts tests e2e || status=1
# The web app checks its own formatting in its lint script.
if [ "${1:-}" != "--check" ]; then npm run --silent --prefix web format || status=1; fi
exit "${status}"
