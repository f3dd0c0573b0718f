#!/usr/bin/env bash
# Prove the Debian package on a bare Debian without Python: it installs with apt, is valid, starts
# from its desktop entry, opens its own and other files by their type, steps EM, exports, and goes
# without a trace.
#
# usage: check_deb.sh [-s SUITE] [-m MIRROR] [-d DIRECTORY] [-b PATH]... PACKAGE.deb [PART]...
#   -s  the Debian or Ubuntu release to make (bookworm)
#   -m  where to get it (the first mirror that this machine's apt uses)
#   -d  where to keep it (/var/tmp/gmm-bare-deb); the bare system is made once
#   -b  a file or folder of this machine that the bare one sees too, read-only, at the same place
#
# Needs root, debootstrap, python3, xvfb, x11-utils and xdotool; bare_debian.sh says what else holds.
set -euo pipefail

suite=bookworm mirror='' directory=/var/tmp/gmm-bare-deb
SHARED_PATHS=''
while getopts 's:m:d:b:' option; do
    case "$option" in
        s) suite=$OPTARG ;;
        m) mirror=$OPTARG ;;
        d) directory=$OPTARG ;;
        b) SHARED_PATHS+="$OPTARG"$'\n' ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { sed -n 's/^# usage: //p' "$0" >&2; exit 2; }
package=$1
shift
[ $# -gt 0 ] || set -- is_valid installs knows_its_files opens_its_window goes_without_a_trace
# shellcheck source=packaging/bare_debian.sh
source "$(dirname "$0")/bare_debian.sh"
base=$directory/bare-$suite
home=/home/$user

is_valid() {
    announce 'The package is valid: desktop entry, catalogue entry, Debian policy'
    copy_base "$base"
    cp "$package" "$machine/srv/"
    inside "$machine" root apt-get update -q
    apt_install "$machine" -q lintian desktop-file-utils appstream >"$directory/tools.log"
    inside "$machine" root dpkg-deb --extract "/srv/$(basename "$package")" /srv/tree
    inside "$machine" root desktop-file-validate /srv/tree/usr/share/applications/gmm-explorer.desktop
    inside "$machine" root sh -c 'appstreamcli validate --no-net /srv/tree/usr/share/metainfo/*.xml'
    inside "$machine" root lintian --allow-root --fail-on error "/srv/$(basename "$package")"
}

# traces : all files that speak of the app, but for the logs and lists of apt itself.
traces() {
    find "$machine" -xdev \( -path "$machine/home" -o -path "$machine/srv" -o -path "$machine/root" -o -path "$machine/var/log" \
        -o -path "$machine/var/lib/apt" \) -prune -o \( -iname '*gmm-explorer*' -o -iname '*gmm_explorer*' \) -print
    grep -rl gmm-explorer "$machine/usr/share/applications" "$machine/usr/share/mime" \
        "$machine/var/lib/dpkg" 2>/dev/null || true
}

installs() {
    announce 'It installs with apt where there is no Python'
    copy_base "$base"
    [ -z "$(traces)" ] || fail 'the bare system knows the app already'
    cp "$package" "$machine/srv/"
    inside "$machine" root apt-get update -q
    apt_install "$machine" -q "/srv/$(basename "$package")"
    if inside "$machine" root sh -c 'command -v python3'; then fail 'it brought the Python of Debian'; fi
    inside "$machine" "$user" gmm-explorer --platform-info
}

knows_its_files() {
    announce 'Sessions are known by their name and by their first bytes'
    # What a desktop has beside the app.
    apt_install "$machine" -q libglib2.0-bin desktop-file-utils shared-mime-info >"$directory/desktop.log"
    cat >"$machine$home/table.csv" <<'END'
x,y
0.1,0.2
0.3,0.1
0.2,0.4
3.1,3.0
2.9,3.3
3.2,2.8
END
    python3 - "$machine$home/named.gmmx" "$machine$home/nameless" <<'END'
import sys, zipfile
for path in sys.argv[1:]:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/x-gmm-explorer")
END
    local file
    for file in named.gmmx nameless; do
        inside "$machine" "$user" gio info -a standard::content-type "$home/$file" |
            grep -F application/x-gmm-explorer || fail "$file is not known as a session"
    done
    inside "$machine" "$user" gio mime application/x-gmm-explorer | grep -F gmm-explorer.desktop
    inside "$machine" "$user" gio mime text/csv | grep -F gmm-explorer.desktop
}

# launch DESKTOP-COMMAND ... : as the desktop would, which starts the app and does not wait for it;
# this does, as the end of the first process of a namespace is that of all the others.
launch() {
    inside "$machine" "$user" \
        sh -c '"$@"; sleep 2; while pgrep -x gmm-explorer >/dev/null; do sleep 1; done' launch "$@"
}

# focus TITLE : give a window the keyboard, as there is no window manager to do it.
focus() { xdotool search --sync --onlyvisible --name "$1" windowfocus --sync; }

press() { xdotool key --delay 50 "$@"; }

opens_its_window() {
    announce 'It starts from its desktop entry, steps EM and exports'
    apt_install "$machine" -q procps >>"$directory/desktop.log"
    rm -f "$machine$home/fitted.json" "$machine$home"/{kept,again}.gmmx
    start_display
    launch gio launch /usr/share/applications/gmm-explorer.desktop "$home/table.csv" &
    local app=$!
    await_window "$app" 'table\.csv.*GMM Explorer"'
    focus 'table.csv'
    press i s s ctrl+e
    await_window "$app" '"Export parameters"'
    focus 'Export parameters'
    xdotool type --delay 20 "$home/fitted.json"
    press Return
    local seconds=0
    until grep -s '"n_iter": 2' "$machine$home/fitted.json"; do
        [ "$((seconds += 1))" -lt 60 ] || fail 'nothing was exported'
        sleep 1
    done

    announce 'A second start, of a session by its type, lands in the same window'
    focus 'table.csv'
    press ctrl+s
    await_window "$app" '"Save session"'
    focus 'Save session'
    xdotool type --delay 20 "$home/kept.gmmx"
    press Return
    await_window "$app" 'kept\.gmmx.*GMM Explorer"'
    cp "$machine$home/kept.gmmx" "$machine$home/again.gmmx"
    launch gio open "$home/again.gmmx"
    await_window "$app" 'again\.gmmx.*GMM Explorer"'
    [ "$(xwininfo -root -tree | grep -cE 'GMM Explorer".* [0-9]{3,}x[0-9]{3,}\+')" = 1 ] || fail 'there are two windows'
    focus 'again.gmmx'
    press ctrl+q
    wait "$app"
    stop_display
}

goes_without_a_trace() {
    announce 'It is removed without a trace'
    inside "$machine" root env DEBIAN_FRONTEND=noninteractive apt-get purge -y -q gmm-explorer
    local left
    left=$(traces)
    [ -z "$left" ] || fail "left behind: $left"
}

provide_base "$base"
for part; do "$part"; done
announce "All well on $suite: $(basename "$package")"
