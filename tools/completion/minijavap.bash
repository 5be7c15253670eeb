# SPDX-License-Identifier: MIT
# bash completion for minijavap: its options, as it names them itself, class files and jars.
# Installed as PREFIX/share/bash-completion/completions/minijavap; or: source tools/completion/minijavap.bash

_minijavap() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    case $before in
    --system)
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        return ;;
    -cp | -classpath | --class-path | -bootclasspath | --module-path)
        mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X '!*.jar' -- "$word")
        return ;;
    esac
    case $word in
    -*)
        mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" --help 2>/dev/null | sed -nE 's/^  (-.*)$/\1/p' |
            sed -E 's/ {3,}.*//' | sed 's/[ ,]/\n/g' | grep -oE '^--?[A-Za-z?][A-Za-z-]*')" -- "$word") ;;
    *)
        mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X '!*.@(class|jar)' -- "$word") ;;
    esac
}

shopt -s extglob
complete -F _minijavap minijavap
