#!/bin/bash
# SPDX-License-Identifier: MIT
# visualvm.sh JDK FOLDER DUMP...: opens heap dumps with a reader that is not ours, VisualVM's library. Its jar is taken out of
# Debian's package, which is not installed (it would bring a desktop); FOLDER keeps it.
set -euo pipefail
jdk=$1 folder=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
jar=$folder/usr/share/visualvm/visualvm/modules/org-graalvm-visualvm-lib-jfluid-heap.jar
if [ ! -f "$jar" ]; then
    (cd "$folder" && apt-get -qq download visualvm 2>/dev/null && dpkg -x visualvm_*.deb . && rm visualvm_*.deb)
fi
"$jdk/bin/javac" -cp "$jar" -d "$folder" "$here/HprofRead.java"
for dump in "$@"; do
    "$jdk/bin/java" -cp "$folder:$jar" HprofRead "$dump"
done
