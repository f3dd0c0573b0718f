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
# Needs root, debootstrap, xvfb and x11-utils; bare_debian.sh says what else holds.
set -euo pipefail

suite=bookworm mirror='' directory=/var/tmp/gmm-bare commit=HEAD
SHARED_PATHS=''
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
# shellcheck source=packaging/bare_debian.sh
source "$(dirname "$0")/bare_debian.sh"
repository=$(cd "$(dirname "$0")/.." && pwd)
commit=$(git -C "$repository" rev-parse --verify "$commit^{commit}")
base=$directory/base-$suite

# dev ROOT USER ARGUMENT ... : run dev.py in the clone of that user.
dev() {
    local root=$1 user=$2
    shift 2
    inside "$root" "$user" sh -c 'cd ~/gmm-explorer && exec python3 packaging/dev.py "$@"' dev "$@"
}

# fresh_machine USER : a copy of the bare system with a clone that belongs to that user.
fresh_machine() {
    local home=$machine/root
    [ "$1" = root ] || home=$machine/home/$1
    copy_base "$base"
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
    start_display
    dev "$machine" root run &
    local app=$!
    await_window "$app" 'GMM Explorer"'
    sleep 5
    kill -0 "$app" 2>/dev/null || fail 'the window closed by itself'
    stop_display
    wait "$app" || true
}

provide_base "$base" python3 git
for part; do "$part"; done
announce "All well on $suite, commit $commit"
