#!/usr/bin/env bash
# Prove on a bare Debian that the two commands do everything: a minimal system, Python and git added,
# a fresh clone, then the commands as a person would type them.
#
# usage: check_bare_debian.sh [-s SUITE] [-m MIRROR] [-d DIRECTORY] [-c COMMIT] [-b PATH]... [PART]...
#   -s  the Debian or Ubuntu release to make (bookworm)
#   -m  where to get it (the first mirror that this machine's apt uses)
#   -d  where to keep it (/var/tmp/gmm-bare); the bare system is made once, machines are copies of it
#   -c  the commit to clone (HEAD)
#   -b  a file or folder of this machine that the bare one sees too, read-only, at the same place:
#       the certificates and the configuration of pip, where this network needs them
#
# Needs root, debootstrap, xvfb and x11-utils. Environment variables PIP_*, SSL_CERT_* and *_proxy
# are handed on. Mounts live in private namespaces, so that nothing is left behind, however it ends.
set -euo pipefail

suite=bookworm mirror='' directory=/var/tmp/gmm-bare commit=HEAD
export SHARED_PATHS=''
while getopts 's:m:d:c:b:' option; do
    case "$option" in
        s) suite=$OPTARG ;;
        m) mirror=$OPTARG ;;
        d) directory=$OPTARG ;;
        c) commit=$OPTARG ;;
        b) SHARED_PATHS+="$OPTARG"$'\n' ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- user_is_told_the_line root_can_test root_can_run
repository=$(cd "$(dirname "$0")/.." && pwd)
commit=$(git -C "$repository" rev-parse --verify "$commit^{commit}")
base=$directory/base-$suite
machine=$directory/machine
user=student

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

# dev ROOT USER ARGUMENT ... : run dev.py in the clone of that user.
dev() {
    local root=$1 user=$2
    shift 2
    inside "$root" "$user" sh -c 'cd ~/gmm-explorer && exec python3 packaging/dev.py "$@"' dev "$@"
}

make_base() {
    announce "Making a bare $suite in $base"
    mkdir -p "$directory"
    rm -rf --one-file-system "$base.part"
    # shellcheck disable=SC2016
    [ -n "$mirror" ] || mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
    debootstrap --variant=minbase "$suite" "$base.part" "$mirror"
    apt-config dump | grep '^Acquire' >"$base.part/etc/apt/apt.conf.d/99acquire" || true
    cp /etc/resolv.conf "$base.part/etc/resolv.conf"
    # Packages write where the shared paths are, so that these come with the machines only.
    SHARED_PATHS='' inside "$base.part" root sh -c "apt-get update &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3 git ca-certificates &&
        apt-get clean && rm -rf /var/lib/apt/lists/* && useradd --create-home --shell /bin/bash $user"
    mv "$base.part" "$base"
}

# fresh_machine USER : a copy of the bare system with a clone that belongs to that user.
fresh_machine() {
    local home=$machine/root
    [ "$1" = root ] || home=$machine/home/$1
    rm -rf --one-file-system "$machine"
    cp -a "$base" "$machine"
    git clone --quiet --no-hardlinks --no-local "$repository" "$home/gmm-explorer"
    git -C "$home/gmm-explorer" checkout --quiet --detach "$commit"
    inside "$machine" root chown -R "$1:$1" "${home#"$machine"}/gmm-explorer"
}

user_is_told_the_line() {
    announce 'A user without root is told the one line, and it is enough'
    fresh_machine "$user"
    local output line
    if output=$(dev "$machine" "$user" test 2>&1); then fail 'test passed on a machine without libraries'; fi
    printf '%s\n' "$output"
    line=$(tail -n 1 <<<"$output")
    [[ $line == *'apt-get install -y'* ]] || fail 'the last line does not say what to run'
    inside "$machine" root sh -c "$line" >"$directory/line.log" 2>&1 || fail "the line: see $directory/line.log"
    dev "$machine" "$user" check
}

root_can_test() {
    announce 'Root: test, start to end'
    fresh_machine root
    dev "$machine" root test
}

root_can_run() {
    announce 'Root: run says in one line that there is no display'
    fresh_machine root
    local output
    if output=$(DISPLAY='' dev "$machine" root run 2>&1); then fail 'run passed without a display'; fi
    printf '%s\n' "$output"
    [ "$(wc -l <<<"$output")" = 1 ] || fail 'more than one line'

    announce 'Root: run opens the window'
    # The display is this machine's, as the bare one has only the libraries that dev.py gives it.
    exec 3<> <(:)
    Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 2>"$directory/xvfb.log" &
    xvfb=$!
    local number
    read -r -u 3 -t 20 number || fail "Xvfb: see $directory/xvfb.log"
    DISPLAY=:$number dev "$machine" root run &
    local app=$! seconds=0
    # A size of three digits tells the window from the invisible ones that Qt makes beside it.
    until xwininfo -display ":$number" -root -tree | grep -E 'GMM Explorer".* [0-9]{3,}x[0-9]{3,}\+'; do
        kill -0 "$app" 2>/dev/null || fail 'run ended without a window'
        [ "$((seconds += 1))" -lt 900 ] || fail 'no window within 15 minutes'
        sleep 1
    done
    sleep 5
    kill -0 "$app" 2>/dev/null || fail 'the window closed by itself'
    # Signals do not pass unshare; an app whose display is gone ends.
    kill "$xvfb"
    xvfb=''
    wait "$app" || true
}

xvfb=''
trap '[ -z "$xvfb" ] || kill "$xvfb"' EXIT
[ -d "$base" ] || make_base
for part; do "$part"; done
announce "All well on $suite, commit $commit"
