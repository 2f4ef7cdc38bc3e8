# Sourced by the scripts beside it: brings a fresh Debian to where they can work, and says what it does.
# Nothing here runs twice: what is present is left alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p .cache

say() { printf '· %s\n' "$*" >&2; }

refuse() { # refuse SENTENCE...: tell what is missing and end
    printf '%s\n' "$@" >&2
    exit 1
}

need_packages() { # need_packages NAME...: Debian packages, installed where we may, asked for where we may not
    (($#)) || return 0
    if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
        refuse "需要以下系统软件包（Debian 的名称），请管理员安装：$*" \
            "These system packages are needed (by Debian's names); ask for them to be installed: $*"
    fi
    say "installing $*"
    {
        apt-get update -q || say "the package lists could not be renewed; trying with those at hand"
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
    } >.cache/apt.log 2>&1 || {
        tail -n 20 .cache/apt.log >&2
        refuse "软件包安装失败，请管理员安装：$*" "Installing failed (.cache/apt.log); ask for these packages: $*"
    }
}

has_module() { "${PYTHON:-python3}" -c "import $1" 2>/dev/null; }

# Either makes a .venv; where there is one, nothing is looked for.
has_python() { [ -x .venv/bin/python ] || has_module ensurepip || has_module virtualenv; }

has_cjk_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; }

need_tools() { # need_tools python dot font java mvn node chromium: `python` can make a .venv, `font` is any Chinese font
    local tool packages=()
    for tool in "$@"; do
        case $tool in
        python) has_python || packages+=(python3-venv) ;; # brings python3
        dot) command -v dot >/dev/null || packages+=(graphviz) ;;
        font) has_cjk_font || packages+=(fontconfig fonts-noto-cjk) ;;
        java) command -v java >/dev/null || packages+=(default-jre-headless) ;; # 17 or 21, by the release
        mvn) command -v mvn >/dev/null || packages+=(maven) ;;
        chromium) command -v chromium >/dev/null || packages+=(chromium) ;;
        node) command -v npm >/dev/null || packages+=(nodejs npm) ;;
        esac
    done
    need_packages "${packages[@]}"
}

lock_stamp() { cat "$1" pyproject.toml | sha256sum | cut -d' ' -f1; }

is_installed() { # is_installed LOCK: does .venv hold what LOCK says?
    [ -x .venv/bin/python ] && [ "$(cat ".venv/.$1" 2>/dev/null)" = "$(lock_stamp "$1")" ]
}

make_venv() {
    local python=${PYTHON:-python3}
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        refuse "需要 Python 3.11 或更高版本（可用 PYTHON= 指定）" "Python 3.11 or later is needed (PYTHON= names one)"
    say "making .venv with $("$python" --version)"
    if has_module ensurepip; then "$python" -m venv .venv; else "$python" -m virtualenv --quiet .venv; fi
}

pip_install() { # pip_install ARGS...: by pip, into .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@" ||
        refuse "Python 软件包未能装入 .venv，请管理员开通 Python 软件源后再运行" \
            "Python's packages did not come into .venv; ask for a way to a package index (pip's settings name it), then run this again"
}

need_python() { # need_python LOCK: .venv as LOCK says, every file checked against its hash
    local lock=$1
    is_installed "$lock" && return
    # The lock for tests holds all of the other one.
    [ "$lock" = requirements.txt ] && is_installed requirements-test.txt && return
    need_tools python
    (
        flock 9
        is_installed "$lock" && exit
        .venv/bin/python -c '' 2>/dev/null || make_venv
        .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
        say "installing $lock into .venv (a minute the first time)"
        pip_install --require-hashes -r "$lock"
        pip_install --no-deps --no-build-isolation -e .
        lock_stamp "$lock" >".venv/.$lock"
    ) 9>.cache/setup.lock
}

start_neo4j() { # start_neo4j: a throw-away one, named by GRAPHSVC_TEST_NEO4J; whoever starts it ends the process $neo4j
    local said
    said=$(mktemp)
    # A machine that stands still a while is no server that is away.
    GRAPHSVC_NEO4J_KEEP_ALIVE=30s ./scripts/neo4j >"$said" &
    neo4j=$!
    until [ -s "$said" ]; do
        kill -0 "$neo4j" 2>/dev/null || refuse "Neo4j 未能启动" "Neo4j did not start"
        sleep 0.2
    done
    GRAPHSVC_TEST_NEO4J=$(cat "$said")
    export GRAPHSVC_TEST_NEO4J
    rm -f "$said"
}
