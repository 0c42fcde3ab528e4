#!/bin/sh
# Installs fangpin from this folder, without any network, and starts it. Run it again to start it again.
# 从本目录离线安装并启动 fangpin；以后启动也运行它。
set -eu
cd "$(dirname "$0")"
wanted=$(cat python-version)
python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in "python$wanted" python3; do
        if command -v "$name" >/dev/null 2>&1; then python=$name; break; fi
    done
fi
found=$("${python:-python3}" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none)
if [ "$found" != "$wanted" ]; then
    echo "需要 Python $wanted，找到的是 $found。请让信息中心安装，或用 PYTHON=/路径/python$wanted ./start.sh" >&2
    echo "Python $wanted is needed, found $found. Have it installed, or run PYTHON=/path/to/python$wanted ./start.sh" >&2
    exit 1
fi
venv=${FANGPIN_VENV:-./program}
if [ ! -f "$venv/installed" ] || ! cmp -s SHA256SUMS "$venv/installed"; then
    echo "核对文件 / checking the files"
    sha256sum --check --quiet SHA256SUMS
    echo "离线安装，约一分钟 / installing offline, about a minute"
    "$python" -m venv "$venv"
    # Settings of pip on this machine that name an index are not looked at.
    PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=1 "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --no-index --find-links ./wheels --require-hashes --requirement requirements.txt
    cp SHA256SUMS "$venv/installed"
fi
if [ "$#" -gt 0 ]; then exec "$venv/bin/fangpin" "$@"; fi
exec "$venv/bin/fangpin" serve
