#!/bin/sh
# SPDX-License-Identifier: MIT
# Source checks that need no build: the layers, references to files and sections, the form of documents, the layout
# (.clang-format; .def tables are exempt), cppcheck.
# A missing tool is skipped with a note here; `./dev lint` installs them first.
set -eu
cd "$(dirname "$0")/.."
layers="base classfile gc runtime interp jit diagnostics native libjvm tools tests/unit"
[ -d tests/fuzz ] && layers="$layers tests/fuzz"
status=0

python3 tools/check_layers.py || status=1
python3 tools/check_references.py || status=1
python3 tools/check_docs.py || status=1

if command -v clang-format >/dev/null; then
    # shellcheck disable=SC2086  # a list of folders
    find $layers -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run --Werror || status=1
else
    echo "lint: clang-format is not installed: layout not checked"
fi

if command -v cppcheck >/dev/null; then
    # shellcheck disable=SC2086
    cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,portability --inline-suppr \
        --suppressions-list=tools/cppcheck.suppress -D__x86_64__=1 -I. $layers || status=1
else
    echo "lint: cppcheck is not installed"
fi
exit $status
