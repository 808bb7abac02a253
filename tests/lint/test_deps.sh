#!/bin/sh
# SPDX-License-Identifier: MIT
# `make deps` on systems that are not this one: a folder with pretended commands
# is the whole PATH, and a pretended compiler says which libraries are there.

cd "$(dirname "$0")/../.." || exit 1
deps=$PWD/.ci/deps
root=$(mktemp -d) || exit 1
trap 'rm -rf "$root"' EXIT
passed=0 failed=0

command_file()      # NAME LINE...
{
    name=$root/bin/$1
    shift
    { echo "#!/bin/sh"
      printf '%s\n' "$@"; } >"$name"
    chmod +x "$name"
}

# system UID COMMAND...: a machine with these commands besides the usual ones;
# `cc` links -lNAME when the file there/NAME exists.
system()
{
    rm -rf "${root:?}/bin" "${root:?}/there"
    mkdir "$root/bin" "$root/there"
    for tool in sh cat rm mktemp sed tail grep env; do
        ln -s "$(command -v $tool)" "$root/bin/$tool"
    done
    command_file id "echo $1"
    command_file make "exit 0"
    # shellcheck disable=SC2016  # the file's variables, not ours
    command_file pkg-config "[ \"\$1\" = --exists ] && [ -e '$root/there/'\"\$2\" ]"
    # shellcheck disable=SC2016  # the file's variables, not ours
    command_file cc 'for word; do' '    case $word in' \
        "    -l*) [ -e '$root/there/'\${word#-l} ] || exit 1 ;;" '    esac' 'done'
    shift
    for tool; do
        command_file "$tool" "echo \"$tool \$*\" >>'$root/calls'" "exit 0"
    done
    : >"$root/calls"
}

there()             # LIBRARY...
{
    for library; do
        : >"$root/there/$library"
    done
}

# installs TOOL LIBRARY...: running TOOL brings these.
installs()
{
    tool=$1
    shift
    command_file "$tool" "echo \"$tool \$*\" >>'$root/calls'" \
        "for l in $*; do : >'$root/there/'\$l; done"
}

run()
{
    PATH=$root/bin CC=cc "$deps" "$@" >"$root/out" 2>&1 </dev/null
    status=$?
}

# expect STATUS WORDS...: the exit status, and what was said.
expect()
{
    wanted=$1 right=1
    shift
    [ "$status" -eq "$wanted" ] || right=0
    for words; do
        cat "$root/out" "$root/calls" | grep -qF -- "$words" || right=0
    done
    if [ $right -eq 1 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "wanted exit $wanted and: $*"
        echo "got exit $status and:"
        cat "$root/out" "$root/calls"
    fi
}

silent()
{
    if [ "$status" -eq 0 ] && [ ! -s "$root/out" ] && [ ! -s "$root/calls" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "wanted silence, got exit $status and:"
        cat "$root/out" "$root/calls"
    fi
}

# What some lessons use; and what they are called on Debian.
lessons="jansson libcurl libmicrohttpd libxml-2.0 sqlite3 hiredis"
debian="libjansson-dev libcurl4-openssl-dev libmicrohttpd-dev libxml2-dev libsqlite3-dev \
libhiredis-dev"

# Nothing missing: nothing said, nothing called.
system 0 apt-get
there ev ncursesw
run build
silent
# shellcheck disable=SC2086  # a list of words
there check vterm $lessons
run test
silent

# Root on Debian: what and how, then it is done.
system 0 apt-get
installs apt-get ev ncursesw
run build
expect 0 "Missing: libev ncursesw.  Installing:" \
    "    apt-get update && apt-get install -y libev-dev libncurses-dev" \
    "apt-get install -y libev-dev libncurses-dev"

# Only what is missing is asked for; a demo needs no Check.
system 0 apt-get
there ev ncursesw
# shellcheck disable=SC2086  # a list of words
installs apt-get check vterm $lessons
run test
expect 0 "apt-get install -y check libvterm-dev $debian"
run build
expect 0

# Not root: sudo, and it is said.
system 1000 apt-get
installs apt-get ev
there ncursesw
command_file sudo "echo \"sudo \$*\" >>'$root/calls'" 'shift' '"$@"'
run build
expect 0 "Installing as root, through sudo:" \
    "sudo sh -c 'apt-get update && apt-get install -y libev-dev'" \
    "sudo -n sh -c apt-get update"

# sudo that wants a password nobody can type: the command, and exit 1.
system 1000 dnf
there ncursesw
command_file sudo 'echo "sudo: a password is required" >&2' 'exit 1'
run build
expect 1 "a password is required" "Could not install: libev." \
    "    sudo sh -c 'dnf install -y libev-devel'"

# Neither root nor sudo: one command, nothing started.
system 1000 apt-get
run build
expect 1 "there is no sudo" \
    "    su -c 'apt-get update && apt-get install -y libev-dev libncurses-dev'"
if [ -s "$root/calls" ]; then
    failed=$((failed + 1))
    echo "without root something was started:"
    cat "$root/calls"
else
    passed=$((passed + 1))
fi

# No network: the manager's last words, the command, and exit 1.
system 0 apt-get
command_file apt-get 'echo "E: Temporary failure resolving" >&2' 'exit 100'
run test
expect 1 "Temporary failure resolving" \
    "    apt-get update && apt-get install -y libev-dev libncurses-dev check libvterm-dev"

# Installed, yet not usable.
system 0 apt-get
there ncursesw
run build
expect 1 "Installed, but a program that uses it still does not link: libev."

# The other managers' names.
system 0 pacman
# shellcheck disable=SC2086  # a list of words
installs pacman ev ncursesw check vterm $lessons
run test
expect 0 "pacman -Sy --needed --noconfirm libev ncurses check libvterm jansson curl \
libmicrohttpd libxml2 sqlite hiredis"
system 501 brew
installs brew ev ncursesw
run build
expect 0 "brew install libev ncurses"
system 0 dnf
rm "$root/bin/pkg-config"
run test
expect 1 \
    "dnf install -y libev-devel ncurses-devel pkgconf-pkg-config check-devel libvterm-devel"

# No compiler at all, and no manager.
system 0
rm "$root/bin/cc"
run build
expect 1 "Missing: compiler libev ncursesw." "No package manager that we know"

# Looking installs nothing.
system 0 apt-get
run --look build
expect 1 "Missing: libev ncursesw." "make deps"
if [ -s "$root/calls" ]; then
    failed=$((failed + 1))
    echo "--look started something"
else
    passed=$((passed + 1))
fi

# Curses under its other names.
system 0
there ncurses
run --curses-libs
expect 0 "-lncurses"
there ncursesw tinfo
rm "$root/there/ncurses"
run --curses-libs
expect 0 "-lncursesw"
run nonsense
expect 2 "usage: deps"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
