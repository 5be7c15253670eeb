#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_layers.py [ROOT] - every #include of ours names a layer at or below the including file's.

The table says what each folder may include besides itself. classfile/ and gc/ know neither each other nor runtime/,
interp/ and native/ don't know each other; libjvm/ puts them together; tests may include everything. Also checked here: an SPDX line in each C file,
and that nobody but the engines looks into frames.
"""
import pathlib
import re
import sys

MAY_INCLUDE = {
    "base": set(),
    "classfile": {"base"},
    "gc": {"base"},
    "runtime": {"base", "classfile", "gc"},
    "interp": {"base", "classfile", "gc", "runtime"},
    "jit": {"base", "classfile", "gc", "runtime", "interp"},
    "diagnostics": {"base", "classfile", "gc", "runtime"},
    "native": {"base", "classfile", "gc", "runtime", "diagnostics"},
    "libjvm": {"base", "classfile", "gc", "runtime", "interp", "jit", "diagnostics", "native"},
    "tools": {"base", "classfile", "gc", "runtime", "interp", "native"},
}

# What a frame looks like in memory is known to those who run methods, and to the file that answers for all others.
ENGINES = ("interp/", "jit/")
FRAME_RECORD = "runtime/frame_record.h"

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
include = re.compile(r'^\s*#\s*include\s+"([^"]+)"')
faults = 0


def fault(path, number, text):
    global faults
    faults += 1
    print(f"{path}:{number}: {text}")


for layer, below in MAY_INCLUDE.items():
    for path in sorted((root / layer).rglob("*")):
        if path.suffix not in (".c", ".h", ".def", ".inc"):
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        if "SPDX-License-Identifier: MIT" not in "\n".join(lines[:3]):
            fault(path, 1, "no SPDX line at the top")
        for number, line in enumerate(lines, 1):
            found = include.match(line)
            if not found:
                continue
            target = found.group(1)
            folder = target.split("/")[0]
            if not (root / target).is_file():
                fault(path, number, f'"{target}" is not a path from the top folder')
            elif folder != layer and folder not in below:
                fault(path, number, f"{layer}/ may not include {folder}/ ({target})")
            elif target == FRAME_RECORD and not path.relative_to(root).as_posix().startswith((*ENGINES, "runtime/frame.c")):
                fault(path, number, f"only engines and runtime/frame.c may include {target}")

print(f"layers: {faults} faults" if faults else "layers: in order")
sys.exit(1 if faults else 0)
