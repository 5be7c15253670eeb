# SPDX-License-Identifier: MIT
# bash completion for minijvm: its options, as it names them itself, jars, source files, and classes of the current folder.
# Installed as PREFIX/share/bash-completion/completions/minijvm; or: source tools/completion/minijvm.bash

_minijvm_options() {
    { "$1" --help; "$1" --help-extra; } 2>/dev/null |
        sed -nE 's/^ {4}(-.*)$/\1/p' | sed -E 's/ {3,}.*//; s/[[|]/ /g' | tr ' ' '\n' | sed -nE 's/^(--?[A-Za-z?@][A-Za-z0-9_@?/+:-]*).*/\1/p' | sort -u
    printf '%s\n' --java-home --deny= -fullversion --full-version --show-resolved-modules -XX:MaxRunTime= -XX:MaxInstructions= \
        -XX:MaxThreads= -Xlog:help
}

_minijvm() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} cur=
    COMPREPLY=()
    # readline takes ':' for the end of a word; bash-completion's functions put words together again
    if declare -F _get_comp_words_by_ref >/dev/null; then
        _get_comp_words_by_ref -n : cur
        word=$cur
    fi
    case $before in
    -jar | -cp | -classpath | --class-path | -p | --module-path | --upgrade-module-path)
        mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X '!*.jar' -- "$word")
        return ;;
    --java-home)
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        return ;;
    esac
    case $word in
    -*)
        mapfile -t COMPREPLY < <(compgen -W "$(_minijvm_options "${COMP_WORDS[0]}")" -- "$word") ;;
    *)
        mapfile -t COMPREPLY < <(
            compgen -f -X '!*.java' -- "$word"
            compgen -f -X '!*.class' -- "$word" | sed -n '/\$/!s/\.class$//p') ;;
    esac
    if declare -F __ltrim_colon_completions >/dev/null; then
        __ltrim_colon_completions "$word"
    fi
}

complete -F _minijvm minijvm
