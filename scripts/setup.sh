#!/usr/bin/env bash
# Installs what is missing, and nothing else: scripts/setup.sh [build] [test] [bench] [lint]
# Debian packages come from scripts/packages.txt, the npm ones from the lock files of web/, e2e/
# and tests/contract/. Called again it only looks, which takes a moment.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
groups=("${@:-build}")

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

die() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "these packages are missing and only root can install them; as root, run: $*"
    fi
}

wanted_packages() {
    local group
    for group in "${groups[@]}"; do
        awk -v group="${group}" '$1 == group {print $2}' "${root}/scripts/packages.txt"
    done | sort -u
    command -v npm >/dev/null || printf 'nodejs\nnpm\n'
}

missing_packages() {
    local wanted
    mapfile -t wanted < <(wanted_packages)
    comm -23 <(printf '%s\n' "${wanted[@]}" | sort) \
        <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
            awk '$1 == "installed" {print $2}' | sort)
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages)
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "Installing ${#missing[@]} Debian packages (a few minutes the first time)"
    printf '  %s\n' "${missing[*]}" | fold -s -w 96
    # Runlevel 1 keeps a freshly installed database or web server from starting by itself.
    as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 bash -c '
        set -e
        apt-get update -q
        apt-get install -y -q --no-install-recommends \
            -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@"' \
        apt "${missing[@]}" </dev/null
}

# npm leaves out, without a word, optional packages that the Node.js it runs on is too old for:
# with Debian's 18 these are the native parts of the bundler.
is_too_old() {
    [ "$(printf '%s\n' v20.19.0 "$("$1" --version)" | sort -V | head -n 1)" != v20.19.0 ]
}

npm_ci_once() {
    npm ci --prefix "${root}/$1" --no-audit --no-fund --loglevel=error </dev/null
}

# The newer Node.js comes with what the app itself needs, a sixth of all packages.
newer_node() {
    cp "${root}/web/package.json" "${root}/web/package-lock.json" "${newer}/"
    npm ci --prefix "${newer}" --omit=dev --no-audit --no-fund --loglevel=error </dev/null
}

npm_ci() (
    if ! is_too_old node; then
        npm_ci_once "$1"
        return
    fi
    # web/ brings a newer one, which has to be got first; and npm ci empties the folder it is in.
    newer="$(mktemp -d)"
    trap 'rm -rf "${newer}"' EXIT
    if [ -x "${root}/web/node_modules/.bin/node" ]; then
        cp -L "${root}/web/node_modules/.bin/node" "${newer}/node"
    else
        newer_node
        cp -L "${newer}/node_modules/.bin/node" "${newer}/node"
    fi
    PATH="${newer}:${PATH}"
    export NODE_NO_WARNINGS=1  # Debian's npm is older than what it warns of
    npm_ci_once "$1"
)

# npm ci runs only when the lock file is not the one that was installed last.
install_npm() {
    local folder="$1"
    local lock="${root}/${folder}/package-lock.json"
    local stamp="${root}/${folder}/node_modules/.amparo-lock"
    [ -f "${lock}" ] || return 0
    if [ -f "${stamp}" ] && cmp -s "${lock}" "${stamp}"; then return 0; fi
    say "Installing the npm packages of ${folder}/ (about a minute)"
    npm_ci "${folder}"
    cp "${lock}" "${stamp}"
}

# web/ brings the Node.js it needs as an npm package, since Debian's is too old for it.
check_node() {
    local node="${root}/web/node_modules/.bin/node"
    [ -x "${node}" ] || node="$(command -v node)" || die "there is no Node.js"
    local major
    major="$("${node}" -p 'process.versions.node.split(".")[0]')"
    [ "${major}" -ge 20 ] || die "Node.js ${major} is too old; version 20 or newer is needed"
}

for group in "${groups[@]}"; do
    case "${group}" in
        build | test | bench | lint) ;;
        *) die "no such group: ${group} (build, test, bench, lint)" ;;
    esac
done
install_packages
install_npm web
if [[ " ${groups[*]} " == *" test "* ]]; then
    install_npm e2e
    install_npm tests/contract
fi
check_node
