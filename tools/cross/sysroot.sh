#!/bin/bash
# SPDX-License-Identifier: MIT
# sysroot.sh DIR ARCHITECTURE PACKAGE... - unpacks Debian packages of another architecture, and what they depend on, in DIR.
#
# Nothing of the machine is changed: apt works with lists and a cache of its own under DIR/apt, and packages are unpacked,
# not installed, so that none of their scripts run. A finished DIR is left as it is.
set -euo pipefail
folder=$1 architecture=$2
shift 2
[ ! -f "$folder/complete" ] || exit 0
mkdir -p "$folder"/apt/{lists/partial,cache/archives/partial,empty}
folder=$(cd "$folder" && pwd)
: >"$folder/apt/status"
own=(-qq -o "APT::Architecture=$architecture" -o "APT::Architectures=$architecture" -o "Dir::State::lists=$folder/apt/lists"
    -o "Dir::State::status=$folder/apt/status" -o "Dir::Cache=$folder/apt/cache" -o APT::Install-Recommends=false
    -o APT::Sandbox::User=root -o Debug::NoLocking=true)
apt-get "${own[@]}" update
# What would be installed on an empty machine, named by a simulation, is fetched and unpacked.
mapfile -t wanted < <(apt-get "${own[@]}" --simulate install "$@" | sed -n 's/^Inst \([^ ]*\) (.*/\1/p' |
    grep -vE '^(dpkg|perl|perl-base|debconf|tar|base-passwd|init-system-helpers|python3.*)$')
cd "$folder/apt/cache/archives"
apt-get "${own[@]}" download "${wanted[@]}"
mkdir -p "$folder/root"
for package in *.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$folder/root" --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale'
done
rm -f ./*.deb
# Absolute links are meant for a root folder; the linker and qemu would follow them into that of this machine.
find "$folder/root" -type l -lname '/*' -print0 | while IFS= read -r -d '' link; do
    ln -sfn "$(realpath -ms --relative-to="${link%/*}" "$folder/root$(readlink "$link")")" "$link"
done
touch "$folder/complete"
