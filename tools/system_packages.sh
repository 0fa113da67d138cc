#!/bin/sh
# usage: system_packages.sh python          install Python and its venv module
#        system_packages.sh all [PACKAGE]   install what the program needs and is missing, and PACKAGE
#        system_packages.sh only PACKAGE …  install these where they are missing
# Only for Debian, Ubuntu and their kin; elsewhere it does nothing. Speaks on stderr.
# Exit status: 0 all is there; 1 something is missing and could not be installed, its names are on stdout.
# shellcheck disable=SC2086,SC2116 # lists of package names are meant to fall apart into words
set -u

# Qt itself, then what a real window needs besides.
libraries='libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0'
chinese_font=fonts-noto-cjk

command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 || exit 0
# apt calls tools of the system folders, which a user's PATH may lack.
PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin
export PATH

list_missing() {
    # Provided names count as installed: newer releases renamed some packages (libglib2.0-0t64).
    installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' | sed -n 's/^installed //p' | tr ',\n' '  ') "
    for package in "$@"; do
        case $installed in *" $package "*) ;; *) printf ' %s' "$package" ;; esac
    done
}

become_root() {
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo >/dev/null 2>&1 || return 1
    # Without a terminal nobody could type the password.
    if [ -t 0 ]; then sudo -v; else sudo -n true 2>/dev/null; fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive PATH="$PATH" \
        apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$log" 2>&1
}

install() {
    become_root || return 1
    log=$(mktemp) || return 1
    # Fresh systems have no package lists; an interrupted installation has to be finished first.
    apt_install "$@" || {
        as_root env PATH="$PATH" dpkg --configure -a >/dev/null 2>&1
        as_root apt-get update -qq >/dev/null 2>&1
        apt_install "$@"
    }
    status=$?
    [ $status = 0 ] || tail -n 5 "$log" >&2
    rm -f "$log"
    return $status
}

case $1 in
python)
    # A python3 that is there and too old stays as it is: the newer one goes beside it.
    if command -v python3 >/dev/null 2>&1; then missing='python3.11 python3.11-venv'; else missing='python3 python3-venv'; fi
    ;;
only)
    shift
    missing=$(list_missing "$@")
    ;;
*)
    shift
    missing=$(list_missing $libraries "$@")
    [ -n "$(fc-list :lang=zh 2>/dev/null)" ] || missing=$missing$(list_missing $chinese_font)
    ;;
esac
[ -n "$missing" ] || exit 0
echo "  正在安装系统软件包：$(echo $missing)" >&2
install $missing && exit 0
echo $missing
exit 1
