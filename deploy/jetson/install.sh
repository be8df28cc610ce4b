#!/usr/bin/env bash
# Installs Pathcoach on an NVIDIA Jetson with JetPack 6 or 7, with llama.cpp built for the board's GPU.
# Run again, it updates: what is there already stays, above all the file with secrets. No power mode is set.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
checkout=$(cd -- "$here/../.." && pwd)
readonly here checkout

readonly user=pathcoach
readonly state=/var/lib/pathcoach
readonly units=(pathcoach.service pathcoach-remind.service pathcoach-remind.timer)
readonly job_kb=1500000 # memory that nvcc takes for one file of llama.cpp, roughly

# Everything of the board is read and written below this folder; the tests name one of their own.
readonly root=${PATHCOACH_INSTALL_ROOT:-}

prefix=/opt/pathcoach
python=
dry_run=

usage() {
    cat <<'HELP'
Usage: sudo deploy/jetson/install.sh [--prefix DIR] [--python PROGRAM] [--dry-run]

Installs Pathcoach from this checkout on a Jetson with JetPack 6 (L4T 36) or 7 (L4T 38, 39): a user of its own,
a virtual environment, llama.cpp built for the board's GPU, the index, and systemd units, of which none is
enabled. Run it again to update.

  --prefix DIR      where the program goes (/opt/pathcoach)
  --python PROGRAM  a Python from 3.11 on; without it, the system's, or the one that apt-get installs
  --dry-run         say what would be done, and do nothing
  --help            print this

Written beside it: /var/lib/pathcoach (index, store, models), /etc/pathcoach/pathcoach.env (settings and secrets,
readable by root alone, never overwritten), /etc/systemd/system/pathcoach*.
HELP
}

die() {
    printf 'install.sh: %s\n' "$1" >&2
    exit "${2:-1}"
}

# Says a command, and unless this is a dry run, runs it.
run() {
    printf '+ %s\n' "${*@Q}"
    [[ -n $dry_run ]] || "$@"
}

read_options() {
    while (($#)); do
        case $1 in
            --help | -h) usage && exit ;;
            --dry-run) dry_run=1 ;;
            --prefix | --python)
                (($# > 1)) || die "$1 wants a value; --help shows how." 2
                if [[ $1 == --prefix ]]; then prefix=${2%/}; else python=$2; fi
                shift
                ;;
            *) die "There is no option $1; --help lists those that there are." 2 ;;
        esac
        shift
    done
    [[ $prefix == /* && $prefix != *[[:space:]\|\&\\%]* ]] ||
        die "--prefix wants a plain path from the root, such as /opt/pathcoach, not ${prefix@Q}." 2
    venv=$root$prefix/venv
}

read_board() {
    local release=$root/etc/nv_tegra_release chip=$root/proc/device-tree/compatible major
    [[ -r $release && -r $chip ]] ||
        die "This is no Jetson. Elsewhere run \`make install\` in the checkout, or use deploy/Dockerfile."
    major=$(sed -nE '1s/^# R([0-9]+) .*/\1/p' "$release")
    case $major in
        36) jetpack=6 system_python=python3.11 ;; # Ubuntu 22.04's own is 3.10, which is too old
        38 | 39) jetpack=7 system_python=python3.12 ;;
        *) die "L4T ${major:-of an unknown version} is not supported. Flash JetPack 6 (L4T 36) or 7 (L4T 38 or 39)." ;;
    esac
    case $(tr '\0' ' ' <"$chip") in
        *tegra234*) cuda_arch=87 ;;  # Orin
        *tegra264*) cuda_arch=110 ;; # Thor
        *) die "This Jetson is neither an Orin nor a Thor. Use deploy/Dockerfile, which needs no GPU." ;;
    esac
    echo "JetPack $jetpack (L4T $major), CUDA architecture $cuda_arch."
}

# The mode is its owner's choice: it decides about heat, noise and the power supply.
say_power_mode() {
    local mode
    mode=$(nvpmodel -q 2>/dev/null | sed -n 's/^NV Power Mode: *//p' || true)
    echo "Power mode: ${mode:-not known}. It stays as it is; \`sudo nvpmodel -m NUMBER\` changes it."
}

find_nvcc() {
    nvcc=$root/usr/local/cuda/bin/nvcc
    [[ -x $nvcc ]] ||
        die "There is no CUDA compiler at $nvcc. Run \`sudo apt-get update && sudo apt-get install nvidia-jetpack\`, then this again."
    grep --quiet --line-regexp "compute_$cuda_arch" <<<"$("$nvcc" --list-gpu-arch)" ||
        die "The CUDA compiler at $nvcc cannot build for architecture $cuda_arch. Install the CUDA of this board's JetPack with \`sudo apt-get install nvidia-jetpack\`, then run this again."
}

is_usable() {
    command -v "$1" >/dev/null &&
        "$1" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local each
    for each in python3.12 python3.11 python3.13 python3; do
        if is_usable "$each"; then
            python=$each
            return
        fi
    done
    return 1
}

install_packages() {
    local missing=()
    command -v c++ >/dev/null || missing+=(build-essential)
    if [[ -n $python ]]; then
        is_usable "$python" ||
            die "$python is no Python from 3.11 on that can make a virtual environment. Name another with --python, or leave it out."
    elif ! find_python; then
        python=$system_python
        missing+=("$python" "$python-venv")
    fi
    ((${#missing[@]})) || return 0
    run apt-get update --quiet || die "apt-get update failed. Put right what it says above, then run this again."
    run env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends "${missing[@]}" ||
        die "apt-get cannot install ${missing[*]}. Put right what it says above (Ubuntu's \"universe\" must be enabled), then run this again."
}

make_user() {
    local group
    for group in video render; do # whose members may use the GPU
        getent group "$group" >/dev/null || run groupadd --system "$group" ||
            die "The group $group cannot be made. Run \`sudo groupadd --system $group\`, then this again."
    done
    getent passwd "$user" >/dev/null ||
        run useradd --system --user-group --groups video,render --home-dir "$state" --shell /usr/sbin/nologin "$user" ||
        die "The user $user cannot be made. Put right what useradd says above, then run this again."
    [[ -d $root$state ]] || run install -d -m 0700 "$root$state"
    run chown "$user:$user" "$root$state"
}

offloads() {
    [[ -x $venv/bin/python ]] && "$venv/bin/python" -c "import sys, llama_cpp
sys.exit(not (llama_cpp.__version__ == '$1' and llama_cpp.llama_supports_gpu_offload()))" 2>/dev/null
}

# How many files of llama.cpp can be compiled at once: nvcc on all cores fills the memory of a small board.
jobs() {
    local cores available most
    cores=$(nproc)
    available=$(sed -nE 's/^MemAvailable: +([0-9]+) kB/\1/p' "$root/proc/meminfo")
    most=$((${available:-0} / job_kb))
    echo $((most < 1 ? 1 : most < cores ? most : cores))
}

build_llama() {
    local version=$1 flags
    flags="-DGGML_CUDA=on -DCMAKE_CUDA_ARCHITECTURES=$cuda_arch -DGGML_CUDA_NO_VMM=ON -DLLAVA_BUILD=OFF"
    echo "Building llama.cpp for the GPU, which takes a while."
    # Past pip's cache, where a build for the processor alone may lie.
    run env CUDACXX="$nvcc" CMAKE_ARGS="$flags" CMAKE_BUILD_PARALLEL_LEVEL="$(jobs)" \
        "$venv/bin/python" -m pip install --no-deps --force-reinstall --no-cache-dir \
        --no-binary llama-cpp-python "llama-cpp-python==$version" ||
        die "llama.cpp could not be built. Put right what the compiler says above, then run this again."
}

install_program() {
    local version built=
    version=$(sed -n 's/^llama_cpp_python==//p' "$checkout/constraints.txt")
    if [[ ! -x $venv/bin/python ]]; then
        run "$python" -m venv "$venv" ||
            die "No virtual environment can be made at $venv. Put right what $python says above, then run this again."
    fi
    offloads "$version" || built=1
    [[ -z $built ]] || build_llama "$version"
    run "$venv/bin/python" -m pip install -c "$checkout/constraints.txt" "$checkout" ||
        die "Pathcoach could not be installed. Put right what pip says above (it needs the network), then run this again."
    [[ -n $dry_run ]] || offloads "$version" ||
        die "llama.cpp was built for the processor alone. Check that \`$nvcc --version\` works and that the compiler's output above says \"CUDA Toolkit found\", then run this again."
}

unit_text() {
    sed "s|/opt/pathcoach/|$prefix/|g" "$here/$1"
}

write_configuration() {
    local folder=$root/etc/pathcoach systemd=$root/etc/systemd/system unit changed=
    [[ -d $folder ]] || run install -d -m 0755 "$folder"
    [[ -e $folder/pathcoach.env ]] || run install -m 0600 "$here/pathcoach.env" "$folder/pathcoach.env"
    [[ -d $systemd ]] || run install -d -m 0755 "$systemd"
    for unit in "${units[@]}"; do
        cmp --silent <(unit_text "$unit") "$systemd/$unit" && continue
        run install -m 0644 /dev/stdin "$systemd/$unit" < <(unit_text "$unit")
        changed=1
    done
    [[ -z $changed ]] || run systemctl daemon-reload
}

as_coach() {
    run runuser -u "$user" -- env "PATHCOACH_HOME=$root$state" "$venv/bin/pathcoach" "$@"
}

main() {
    read_options "$@"
    cd / # what is run below must not read a pathcoach.toml that lies here
    read_board
    say_power_mode
    find_nvcc
    [[ -n $dry_run || $(id -u) == 0 ]] || die "Only root can install. Run \`sudo $here/install.sh\`."
    install_packages
    make_user
    install_program
    write_configuration
    as_coach index || die "The index could not be built. Put right what is said above, then run this again."
    as_coach doctor || die "Pathcoach is installed, but not ready. Put right what is marked \"fail\" above, then run this again."
    run systemctl try-restart pathcoach.service
    [[ -n $dry_run ]] || cat <<NEXT

Installed. A first answer:
  cd / && sudo -u $user PATHCOACH_HOME=$state $prefix/venv/bin/pathcoach ask "Which skills are critical?"
For Slack, put the tokens into /etc/pathcoach/pathcoach.env, then: sudo systemctl enable --now pathcoach
NEXT
}

main "$@"
