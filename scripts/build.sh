#!/usr/bin/env bash
# Builds what changed: scripts/build.sh [server] [web]. Looking at an unchanged tree takes well
# under a second, so ./run calls it every time.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

configure_server() {
    [ ! -f "${root}/build/release/build.ninja" ] || return 0
    (cd "${root}" && cmake --preset release) >"${root}/build/configure.log" 2>&1 || {
        tail -n 40 "${root}/build/configure.log" >&2
        exit 1
    }
}

# A terminal sees one line that counts up, a log file every 25th step; errors are shown whole.
show_progress() {
    local terminal=0
    [ ! -t 1 ] || terminal=1
    awk -v terminal="${terminal}" '
        /^ninja: (no work to do|Entering directory)/ {next}
        /^  \[[0-9]+ of [0-9]+, / {
            split($0, part, "]")
            if (terminal) printf "\r\033[K%s]", part[1]
            else if (++step % 25 == 1) print part[1] "]"
            shown = 1
            fflush()
            next
        }
        {print; fflush()}
        END {if (terminal && shown) print ""}'
}

build_server() {
    if [ ! -x "${root}/build/release/bin/amparo" ]; then
        say "Building the server (about 4 minutes on 2 cores the first time)"
    fi
    configure_server
    NINJA_STATUS='  [%f of %t, %es] ' ninja -C "${root}/build/release" amparo | show_progress
}

# One line for the names, times and sizes of everything the web build reads.
web_inputs() {
    cd "${root}"
    find web api testdata -name node_modules -prune -o -name dist -prune -o -type f \
        -printf '%p %T@ %s\n' | LC_ALL=C sort | sha256sum
}

build_web() {
    local stamp="${root}/build/web.stamp"
    local inputs
    inputs="$(web_inputs)"
    if [ -f "${root}/web/dist/index.html" ] && [ -f "${stamp}" ] &&
        [ "$(cat "${stamp}")" = "${inputs}" ]; then return 0; fi
    say "Building the web app (about 10 seconds)"
    npm run --silent --prefix "${root}/web" build >"${root}/build/web.log" 2>&1 </dev/null || {
        tail -n 40 "${root}/build/web.log" >&2
        exit 1
    }
    printf '%s\n' "${inputs}" >"${stamp}"
}

mkdir -p "${root}/build"
for part in "$@"; do
    case "${part}" in
        server) build_server ;;
        web) build_web ;;
        *) printf 'build: no such part: %s\n' "${part}" >&2; exit 2 ;;
    esac
done
