#!/bin/bash
# SPDX-License-Identifier: MIT
# make_jdk.sh DIR LIBJVM JDK: DIR becomes a JDK whose VM is LIBJVM: links to everything of JDK, except bin/ (copies: a launcher finds its JDK by its own
# real path) and lib/server/libjvm.so. DIR serves as JAVA_HOME for anything that starts bin/java, javac, jshell, jtreg ...
set -euo pipefail
[ $# -eq 3 ] || { echo "usage: $0 DIR LIBJVM JDK" >&2; exit 2; }
dir=$1 libjvm=$(realpath "$2") jdk=$(realpath "$3")
[ -e "$jdk/lib/modules" ] || { echo "make_jdk: $3 is no JDK: no lib/modules" >&2; exit 1; }
[ ! -e "$dir" ] || [ -e "$dir/lib/server/libjvm.so" ] || { echo "make_jdk: $dir exists and is none of ours" >&2; exit 1; }
mkdir -p "$dir/lib/server" "$dir/bin"
for f in "$jdk"/*; do
    case ${f##*/} in bin | lib) ;; *) ln -sfn "$f" "$dir/${f##*/}" ;; esac
done
for f in "$jdk"/lib/*; do
    [ "${f##*/}" = server ] || ln -sfn "$f" "$dir/lib/${f##*/}"
done
cp -f "$jdk"/bin/* "$dir/bin/"
ln -sfn "$libjvm" "$dir/lib/server/libjvm.so"
# jshell runs snippets in a second VM that it debugs (JDWP), which needs JVMTI. Without that they run in jshell's own.
if [ -e "$dir/bin/jshell" ]; then
    mv -f "$dir/bin/jshell" "$dir/bin/jshell.launcher"
    cat >"$dir/bin/jshell" <<'SCRIPT'
#!/bin/sh
# minijvm has no JVMTI: unless told otherwise, snippets run in jshell's own VM.
case " $* " in
*" --execution "*) ;;
*) set -- --execution local "$@" ;;
esac
exec "$(dirname "$(realpath "$0")")/jshell.launcher" "$@"
SCRIPT
    chmod +x "$dir/bin/jshell"
fi
