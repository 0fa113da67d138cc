#!/bin/sh
# usage: set_up.sh run|test ROOT
# Finds a Python that is new enough (on Debian and Ubuntu it installs one where there is none) and hands over to set_up.py.
set -u
mode=$1
root=$2

find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return 0
    done
    return 1
}

if ! find_python; then
    sh "$root/tools/system_packages.sh" python >/dev/null
    if ! find_python; then
        echo '没有找到 Python 3.11 或更新的版本：请先安装（Debian、Ubuntu 上是软件包 python3 和 python3-venv），再重新启动。' >&2
        exit 2
    fi
fi
export PYTHONUTF8=1
exec "$python" "$root/tools/set_up.py" "$mode"
