# shellcheck shell=bash
# Bare Debian systems, made by debootstrap and entered by chroot; sourced by the checks beside it.
#
# The caller sets: directory (where the systems are kept), suite (the release), mirror (where to get
# it; empty: the first one that this machine's apt uses) and SHARED_PATHS (files and folders of this
# machine, one a line, that the systems see too, read-only, at the same place). Needs root,
# debootstrap and xvfb. Environment variables PIP_*, SSL_CERT_* and *_proxy are handed on. Mounts
# live in private namespaces, so that nothing is left behind, however it ends.
# shellcheck disable=SC2154
machine=$directory/machine
user=student
xvfb=''
export SHARED_PATHS

announce() { printf '\n#### %s\n' "$*"; }

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# mount_and_enter ROOT USER COMMAND ... : runs as the first process of its own namespaces.
mount_and_enter() {
    local root=$1 user=$2 path home=/root
    shift 2
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/dev/shm"
    while IFS= read -r path; do
        [ -n "$path" ] || continue
        mkdir -p "$root$(dirname "$path")"
        if [ -d "$path" ]; then mkdir -p "$root$path"; else touch "$root$path"; fi
        mount --bind "$path" "$root$path"
        mount -o remount,bind,ro "$root$path"
    done <<<"$SHARED_PATHS"
    [ "$user" = root ] || home=/home/$user
    local -a handed_on
    mapfile -t handed_on < <(env | grep -E '^(PIP_[A-Z_]+|SSL_CERT_[A-Z]+|[A-Za-z]+_(proxy|PROXY)|DISPLAY)=' || true)
    exec chroot --userspec="$user" "$root" env -i HOME="$home" USER="$user" TERM=dumb \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${handed_on[@]}" "$@"
}
export -f mount_and_enter

# inside ROOT USER COMMAND ... : run a command in one of the systems.
inside() {
    unshare --mount --propagation private --pid --fork --kill-child \
        bash -euo pipefail -c 'mount_and_enter "$@"' enter "$@"
}

# apt_install ROOT PACKAGE ... : with apt-get, nothing that is only recommended.
apt_install() {
    local root=$1
    shift
    inside "$root" root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@"
}

# provide_base BASE PACKAGE ... : a minimal system with these packages and a user; made once.
provide_base() {
    local base=$1
    shift
    [ ! -d "$base" ] || return 0
    announce "Making a bare $suite in $base"
    mkdir -p "$directory"
    rm -rf --one-file-system "$base.part"
    # shellcheck disable=SC2016
    [ -n "$mirror" ] || mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
    debootstrap --variant=minbase "$suite" "$base.part" "$mirror"
    apt-config dump | grep '^Acquire' >"$base.part/etc/apt/apt.conf.d/99acquire" || true
    cp /etc/resolv.conf "$base.part/etc/resolv.conf"
    # Packages write where the shared paths are, so that these come with the machines only.
    SHARED_PATHS='' inside "$base.part" root apt-get update
    SHARED_PATHS='' apt_install "$base.part" ca-certificates "$@"
    SHARED_PATHS='' inside "$base.part" root sh -c "apt-get clean && rm -rf /var/lib/apt/lists/* &&
        useradd --create-home --shell /bin/bash $user"
    mv "$base.part" "$base"
}

# copy_base BASE : a machine that is a fresh copy of a system.
copy_base() {
    rm -rf --one-file-system "$machine"
    cp -a "$1" "$machine"
}

# start_display : a screen of this machine, as the bare one has only what it is given; sets DISPLAY.
start_display() {
    local number
    exec 3<> <(:)
    Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 2>"$directory/xvfb.log" &
    xvfb=$!
    read -r -u 3 -t 20 number || fail "Xvfb: see $directory/xvfb.log"
    export DISPLAY=:$number
}

# stop_display : ends the app too, as signals do not pass unshare and an app without display ends.
stop_display() {
    [ -z "$xvfb" ] || kill "$xvfb"
    xvfb=''
}
trap stop_display EXIT

# await_window PID TITLE : until PID's window with this title is there; its size tells it from the
# invisible ones that Qt makes beside it.
await_window() {
    local seconds=0
    until xwininfo -root -tree | grep -E "$2.* [0-9]{3,}x[0-9]{3,}\+"; do
        kill -0 "$1" 2>/dev/null || fail "the app ended without the window $2"
        [ "$((seconds += 1))" -lt 900 ] || fail "no window $2 within 15 minutes"
        sleep 1
    done
}
