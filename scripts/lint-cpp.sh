#!/usr/bin/env bash
# Runs clang-tidy-19: scripts/lint-cpp.sh [--all | FILE...]; without either, the C++ files that
# differ from the main branch. Needs a configured build/release (./run --build-only).
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "${root}"
database=build/lint
[ -f build/release/compile_commands.json ] || cmake --preset release >/dev/null
mkdir -p "${database}"

# GCC's precompiled headers and its own switches mean nothing to clang: the headers are read as
# text from a copy, the switches are dropped.
node - "${database}" <<'JS'
const { copyFileSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, dirname, resolve } = require('node:path');
const folder = process.argv[2];
const commands = JSON.parse(readFileSync('build/release/compile_commands.json', 'utf8'));
const copies = new Map();
const copyOf = (header) => {
  if (!copies.has(header)) {
    const target = basename(dirname(header)).replace('.dir', '');
    copies.set(header, resolve(folder, `${target}_headers.hpp`));
    copyFileSync(header, copies.get(header));
  }
  return copies.get(header);
};
const kept = commands
  .filter(({ file }) => !file.includes('cmake_pch') && !file.includes('/generated/'))
  .map(({ command, ...entry }) => ({
    ...entry,
    command: command
      .replace(/^.*?(\S*c\+\+\S*) /, '$1 ')
      .replace(/ -fpch-preprocess| -Winvalid-pch| -W(no-)?[\w-]+/g, '')
      .replace(/-include (\S+)/g, (_, header) => `-include ${copyOf(header)}`),
  }));
writeFileSync(`${folder}/compile_commands.json`, JSON.stringify(kept));
JS

case "${1:-}" in
    --all) mapfile -t files < <(find src tests -name '*.cpp' | sort) ;;
    "")
        mapfile -t files < <(
            git diff --name-only --diff-filter=d main -- 'src/*.cpp' 'tests/*.cpp'
        )
        ;;
    *) files=("$@") ;;
esac
[ "${#files[@]}" -gt 0 ] || { echo "nothing to look at"; exit 0; }
printf '%s\0' "${files[@]}" |
    xargs -0 -n 1 -P "$(nproc)" clang-tidy-19 -p "${database}" --quiet 2>/dev/null
