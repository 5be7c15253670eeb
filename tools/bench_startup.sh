#!/bin/sh
# SPDX-License-Identifier: MIT
# bench_startup.sh MINIJVM JAVA - Hello: wall time (hyperfine, interleaved by it per command) and peak resident memory.
set -eu
minijvm=$1
java=$2
cd "$(dirname "$0")/.."
runs=${RUNS:-40}

hyperfine --shell=none --warmup 3 --runs "$runs" --style basic --output null \
    --command-name 'minijvm' "$minijvm -cp testdata Hello" \
    --command-name 'java -Xshare:auto' "$java -Xshare:auto -cp testdata Hello" \
    --command-name 'java -Xshare:off' "$java -Xshare:off -cp testdata Hello" \
    --command-name 'java -Xint' "$java -Xint -cp testdata Hello"

echo "Peak resident memory (median of 5 runs):"
python3 tools/peak_rss.py 'minijvm' "$minijvm" -cp testdata Hello
for option in -Xshare:auto -Xshare:off -Xint; do
    python3 tools/peak_rss.py "java $option" "$java" "$option" -cp testdata Hello
done
