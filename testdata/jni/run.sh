#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the JNI test (C library and Java program) in a temporary directory, runs it, compares with JniTest.expected.
#   run.sh VM [options]      VM: minijvm or java; --record in place of comparing: run.sh --record java
set -eu
record=false
if [ "$1" = --record ]; then record=true; shift; fi
vm=$1; shift
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
${CC:-cc} -std=gnu17 -Wall -Wextra -shared -fPIC -I"$here/../.." -o "$work/libjnitest.so" "$here/jnitest.c" -lpthread
javac -encoding UTF-8 -d "$work" "$here/JniTest.java"
"$vm" "$@" -Djava.library.path="$work" -cp "$work" JniTest >"$work/out" 2>"$work/err" || { cat "$work/out" "$work/err"; exit 1; }
cat >"$work/err.expected" <<'END'
Exception in thread "main" java.io.IOException: described
	at JniTest.exceptions(Native Method)
END
if $record; then cp "$work/out" "$here/JniTest.expected"; exit; fi
diff "$here/JniTest.expected" "$work/out"
sed -n '/^Picked up/d; 1,2p' "$work/err" | head -2 | diff "$work/err.expected" -
