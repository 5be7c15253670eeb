#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""globals_test.py LIBJVM - are the process-wide variables of libjvm.so those that docs/ARCHITECTURE.md names?

A variable is whatever lies in a section that can be written at run time: .data, .bss and their thread-local twins
(constants with addresses in them are in .data.rel.ro). What the linker puts in from libgcc, nettle and the C runtime
doesn't count, nor do libraries built with sanitizers, which have variables of their own everywhere.
"""
import pathlib
import re
import subprocess
import sys

SKIP = 77
SECTIONS = {".data", ".bss", ".tdata", ".tbss"}
# libgcc's unwinder, the C runtime, and nettle, which chooses its code for the processor when it is loaded.
FOREIGN = re.compile(r"_?nettle_|__|completed$|dwarf_reg_size_table$|once_regsizes$|object_mutex$|unseen_objects$|"
                     r"seen_objects$|any_objects_registered$|marker$|emutls_|once$|frame_hdr_cache|registered_frames$|in_shutdown$")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def variables(library):
    sections = {}
    for number, name in re.findall(r"^\s*\[\s*(\d+)\] (\S+)", output("readelf", "-SW", library), re.M):
        sections[number] = name
    found = set()
    for line in output("readelf", "-sW", library).splitlines():
        part = line.split()
        if len(part) == 8 and part[3] in ("OBJECT", "TLS") and sections.get(part[6]) in SECTIONS:
            found.add(part[7].split(".")[0])  # name.2, name.lto_priv.0
    return found


def main():
    library = sys.argv[1]
    if "__asan_" in output("readelf", "-sW", library) or "__tsan_" in output("readelf", "-sW", library):
        print("built with a sanitizer: skipped")
        return SKIP
    page = pathlib.Path(__file__).resolve().parent.parent / "docs" / "ARCHITECTURE.md"
    state = page.read_text(encoding="utf-8").split("## State")[1].split("\n## ")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", state, re.M))
    there = {name for name in variables(library) if not FOREIGN.match(name)}
    if not there:
        print("no symbols: stripped? skipped")
        return SKIP
    for name in sorted(there - named):
        print(f"{name} is a variable of the process, and docs/ARCHITECTURE.md does not name it")
    for name in sorted(named - there):
        print(f"docs/ARCHITECTURE.md names {name}, which libjvm.so does not have")
    print(f"{len(there)} variables, {len(named)} named")
    return 1 if there != named else 0


sys.exit(main())
