#!/bin/sh
# Installs Pathcoach from this folder, without a network. Run again, it replaces the program and keeps the rest.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
prefix=${HOME:-}/.local/lib/pathcoach
python=python3

usage() {
    cat <<'HELP'
Usage: sh install.sh [--prefix DIR] [--home DIR] [--python PROGRAM]

Installs Pathcoach from the folder that this script lies in; no network is needed.

  --prefix DIR      where the program goes, an environment of its own (~/.local/lib/pathcoach)
  --home DIR        where its model, index and store go (PATHCOACH_HOME, else the platform's data folder)
  --python PROGRAM  the Python to use, of the version that manifest.json says (python3)
  --help            print this
HELP
}

die() {
    printf 'install.sh: %s\n' "$1" >&2
    exit "${2:-1}"
}

absolute() {
    case $1 in
        /*) printf '%s' "$1" ;;
        *) printf '%s' "$PWD/$1" ;;
    esac
}

read_options() {
    while [ $# -gt 0 ]; do
        case $1 in
            --help | -h) usage && exit ;;
            --prefix | --home | --python)
                [ $# -gt 1 ] && [ -n "$2" ] || die "$1 wants a value; --help shows how." 2
                case $1 in
                    --prefix) prefix=$(absolute "$2") ;;
                    --home) PATHCOACH_HOME=$(absolute "$2") && export PATHCOACH_HOME ;;
                    --python) python=$2 ;;
                esac
                shift
                ;;
            *) die "There is no option $1; --help shows those that there are." 2 ;;
        esac
        shift
    done
}

check_digests() {
    # The last line of SHA256SUMS is that of manifest.json: a list that was cut off lacks it.
    grep -q '  manifest.json$' "$here/SHA256SUMS" 2>/dev/null || die "SHA256SUMS is damaged or missing: copy the folder again."
    if command -v sha256sum >/dev/null; then
        set -- sha256sum
    elif command -v shasum >/dev/null; then
        set -- shasum -a 256
    else
        die "Neither sha256sum nor shasum is here to check the files with: install coreutils."
    fi
    if ! checked=$(cd "$here" && "$@" -c SHA256SUMS 2>/dev/null); then
        wrong=$(printf '%s\n' "$checked" | grep -v ': OK$' | head -n 1 | cut -d : -f 1)
        die "$wrong is damaged or missing: copy the folder again."
    fi
}

# Prints why this Python cannot use the bundle, or nothing. It may be an old one, so the program is plain.
refusal_of_python() {
    "$python" - "$here/manifest.json" "$python" <<'PYTHON'
import json, platform, sys

with open(sys.argv[1]) as file:
    wanted = json.load(file)["platform"]
python = "{}.{}".format(*sys.version_info[:2])
here = "{} {}".format(sys.platform, platform.machine())
there = "{} {}".format(wanted["system"], wanted["machine"])
libc, version = platform.libc_ver()

def numbers(text):
    return [int(part) for part in text.split(".") if part.isdigit()]

if here != there:
    print("The bundle is for {}, and this is {}: make one on a machine of this kind.".format(there, here))
elif (sys.implementation.name, python) != (wanted["implementation"], wanted["python"]):
    print("The bundle is for {} {}, and {} is {} {}: name the right one with --python.".format(
        wanted["implementation"], wanted["python"], sys.argv[2], sys.implementation.name, python))
elif libc != wanted["libc"] or numbers(version) < numbers(wanted["libc_version"]):
    print("The bundle needs {} {} or newer, and here is {} {}: make one on a system as old as this.".format(
        wanted["libc"], wanted["libc_version"], libc or "another C library", version))
PYTHON
}

check_python() {
    command -v "$python" >/dev/null || die "There is no $python: install Python, or name it with --python."
    refusal=$(refusal_of_python) || die "$python could not read manifest.json: name another Python with --python."
    [ -z "$refusal" ] || die "$refusal"
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        die "$python cannot make a virtual environment: on Debian, install python3-venv."
}

# Only an environment that an earlier run has made is replaced; what else lies there stays as it is.
make_environment() {
    mark=$prefix/.from-a-bundle
    if [ -e "$prefix" ] && [ ! -f "$mark" ] && [ -n "$(ls -A "$prefix")" ]; then
        die "$prefix is there already, and no bundle was installed there: name another folder with --prefix."
    fi
    "$python" -m venv --clear "$prefix" || die "The environment cannot be made in $prefix: name another with --prefix."
    : >"$mark"
    bin=$prefix/bin
    # Settings of pip that ask for an index, or for other versions, do not count here.
    PIP_CONFIG_FILE=/dev/null "$bin/python" -m pip --isolated --disable-pip-version-check install --quiet \
        --no-index --find-links "$here/wheels" pathcoach || die "pip could not install the wheels: its reason is above."
}

# What Pathcoach has by now, such as an index that was made since, is kept.
fill_home() {
    home=$("$bin/python" -c 'from bot.config import default_home; print(default_home())')
    learned=$("$bin/python" -c 'from bot.router import router_cache; print(router_cache())')
    (umask 077 && mkdir -p "$home" "$learned") || die "$home cannot be made: name another folder with --home."
    if [ -d "$here/learned" ]; then
        copy_missing "$here/learned" "$learned"
    fi
    if [ -d "$here/index" ] && [ -e "$home/index/current.json" ]; then
        printf '%s\n' "The index in $home stays as it is; \`pathcoach index\` brings it up to date."
    elif [ -d "$here/index" ]; then
        copy_missing "$here/index" "$home/index"
    fi
    if [ -d "$here/models" ]; then
        copy_missing "$here/models" "$home/models"
        for model in "$here"/models/*; do
            "$bin/pathcoach" models use "$home/models/${model##*/}" || die "The model cannot be used: its reason is above."
        done
    fi
}

# Copies what the second folder lacks of the first. A name appears when all of it is there; files come last, since
# the index's pointer is one.
copy_missing() {
    (umask 077 && mkdir -p "$2")
    for kind in -d -f; do
        for path in "$1"/*; do
            to=$2/${path##*/}
            if test "$kind" "$path" && [ ! -e "$to" ]; then
                rm -rf "$to.part"
                (umask 077 && cp -R "$path" "$to.part") || die "$path cannot be copied to $2: is the disk full?"
                mv "$to.part" "$to"
            fi
        done
    done
}

examine() {
    status=0
    "$bin/pathcoach" doctor || status=$?
    [ "$status" -lt 128 ] ||
        die "llama.cpp does not run on this processor (status $status): make a bundle on a machine of this kind."
    [ "$status" -eq 0 ] || die "Pathcoach is installed in $prefix, but not ready: see what is to be done above."
    printf '\n%s\n' "Pathcoach is installed in $prefix. Talk with it: $bin/pathcoach chat"
    if [ -n "${PATHCOACH_HOME:-}" ]; then
        printf '%s\n' "Its home is not the usual one: keep PATHCOACH_HOME=$PATHCOACH_HOME in the environment."
    fi
}

read_options "$@"
[ "$prefix" != /.local/lib/pathcoach ] || die "HOME is not set: name a folder with --prefix."
check_digests
check_python
make_environment
fill_home
examine
