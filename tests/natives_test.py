#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""natives_test.py MINIJAVAP [JAVA_HOME ...] - which native methods of the class library have nobody to run them?

Two lists, each compared with what is allowed below, in both directions:
- native methods of all modules that neither native/library/natives.def nor a library of the JRE implements;
- functions of native/ that refuse: they throw that something is not supported.
Rows of natives.def that are for this release (runtime/library.h) and match no method of its class library are faults too, and
REQUIRED rows of methods that have a Java body, and rows of runtime/known.def that name nothing. All JDKs that are installed are
looked at, one of each release; for a release that the VM does not run on yet (jre.RELEASES) the first list is only printed. Needs
cc (for the macros of the tables) and nm.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

import jre

ROOT = pathlib.Path(__file__).resolve().parent.parent
SKIP = 77  # meson: test skipped

# (module, class) whose natives nobody implements -> why that is no loss; `*` ends a prefix
MISSING = {
    ("java.base", "sun/nio/ch/Net"): "Windows only",
    ("java.security.jgss", "sun/security/krb5/*"): "macOS and Windows only",
    ("jdk.security.auth", "com/sun/security/auth/module/NTSystem"): "Windows only",
    ("java.desktop", "*"): "desktop (its libraries are in the full JRE; some are for Windows)",
    ("jdk.hotspot.agent", "sun/jvm/hotspot/debugger/*"): "serviceability agent: macOS and Windows",
    ("jdk.internal.vm.ci", "jdk/vm/ci/*"): "compiler interface of HotSpot",
    ("jdk.jfr", "jdk/jfr/internal/JVM"): "what records: FlightRecorder.isAvailable() is false",
}
# function of native/ that refuses -> area
REFUSALS = {
    "throw_unsupported@jvm_cds.c": "class data sharing (jcmd)",
    "JVM_DumpClassListToFile": "class data sharing (jcmd)",
    "JVM_DumpDynamicArchive": "class data sharing (jcmd)",
    "JVM_DefineArchivedModules": "class data sharing",
    "throw_not_managed": "management: what the next ones say",
    "set_command_notification": "management: diagnostic commands (none are listed)",
    "command_info": "management: diagnostic commands (none are listed)",
    "command_arguments": "management: diagnostic commands (none are listed)",
    "execute_command": "management: diagnostic commands (none are listed)",
    "set_pool_sensor": "management: thresholds (isUsageThresholdSupported() is false)",
    "set_pool_threshold": "management: thresholds (isUsageThresholdSupported() is false)",
    "check_walk": "StackWalker's frames with locals: no public API asks for them",
    "nat_flight_recorder_is_available": "recording (FlightRecorder.isAvailable() is false)",
    "nat_perf_attach": "attaching to another VM's performance counters",
    "nat_foreign_allocate_optimized_upcall": "Java asks first: supportsOptimizedUpcalls() is false",
    "check_layout": "the foreign linker on processors other than x86-64 and aarch64",
    "nat_unsafe_writeback": "cache line write-back: Java asks first whether the CPU can",
}


def rows(release):
    """(class, name, descriptor, kind) of natives.def's rows for a release; adjacent literals are joined."""
    source = '#include "runtime/library.h"\n#include "native/library/natives.def"\n'
    command = [os.environ.get("CC", "cc"), "-E", "-P", "-x", "c", f"-I{ROOT}", "-DRELEASE_FIRST=0", "-DRELEASE_LAST=255",
               "-DNATIVE_IN(c,n,d,f,k,r)=ROW c, n, d, #k, r END", "-DFAST_IN(c,n,d,f,r)=ROW c, n, d, \"FAST\", r END", "-"]
    text = subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout
    for row in re.findall(r"ROW (.*?) END", text, re.S):
        *texts, first, last = row.split(",")
        if int(first) <= release <= int(last):
            yield tuple("".join(re.findall(r'"([^"]*)"', part)) for part in texts)


def known(release):
    """(kind, class, name, descriptor) of runtime/known.def's rows for a release, without the fields that the VM adds"""
    source = '#include "runtime/library.h"\n#include "runtime/known.def"\n'
    command = [os.environ.get("CC", "cc"), "-E", "-P", "-x", "c", f"-I{ROOT}", "-DRELEASE_FIRST=0", "-DRELEASE_LAST=255",
               "-DKNOWN_CLASS_IN(i,n,r)=ROW CLASS|i|n|\"\"|r END", "-DKNOWN_SYMBOL(i,t)=",
               *(f"-DKNOWN_{kind}(i,c,n,d,r)=ROW {kind.split('_')[0]}|c|n|d|r END"
                 for kind in ("FIELD_IN", "FIELD_ELSE", "STATIC_IN", "METHOD_IN", "METHOD_ELSE")), "-"]
    text = subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout
    injected = set(re.findall(r'\{"([^"]+)", "([^"]+)", "([^"]+)", \{', (ROOT / "runtime" / "layout.c").read_text()))
    classes = {}
    for row in re.findall(r"ROW (.*?) END", text, re.S):
        kind, holder, name, descriptor, releases = (part.strip().strip('"') for part in row.split("|"))
        first, last = map(int, releases.split(","))
        if kind == "CLASS":
            classes[holder] = name
        if first <= release <= last and (classes[holder], name, descriptor) not in injected:
            yield kind, classes[holder], name, descriptor


def check_known(minijavap, home):
    """Has the class library what runtime/known.def says of its release?"""
    release = jre.release(home)
    table = list(known(release))
    holders, there = {row[1] for row in table}, set()
    lines = subprocess.run([minijavap, "--system", home, "--json", "-p", "-m", "java.base"], capture_output=True, text=True).stdout
    for line in lines.split("\n"):
        head = re.search(r'"name":"([^"]+)"', line)
        if head and head[1].replace(".", "/") in holders:
            k = json.loads(line)
            holder = k["name"].replace(".", "/")
            there.add(("CLASS", holder, holder, ""))
            there.update(("STATIC" if "ACC_STATIC" in f["flags"] else "FIELD", holder, f["name"], f["descriptor"]) for f in k["fields"])
            there.update(("METHOD", holder, m["name"], m["descriptor"]) for m in k["methods"])
    missing = [row for row in table if row not in there]
    for row in missing:
        print(f"FAULT: known.def has {' '.join(row)}: the class library of {release} does not")
    print(f"Java {release}: {len(table)} rows of known.def, {len(missing)} missing")
    return len(missing)


def mangled(text):
    special = {"/": "_", "_": "_1", ";": "_2", "[": "_3"}
    return "".join(special.get(c) or (c if c.isascii() and c.isalnum() else f"_0{ord(c):04x}") for c in text)


def symbols(home):
    found = set()
    for library in sorted((home / "lib").glob("*.so")):
        if not library.exists():  # a link of Debian's to what is not installed
            continue
        text = subprocess.run(["nm", "-D", "--defined-only", str(library)], capture_output=True, text=True, check=True).stdout
        found.update(re.findall(r" [TtW] (Java_\w+)", text))
    return found


class Library:
    """What the JRE's C libraries implement."""

    def __init__(self, home):
        self.symbols = symbols(home)
        self.libjava = (home / "lib" / "libjava.so").read_bytes()

    def implements(self, holder, name, descriptor):
        short = f"Java_{mangled(holder)}_{mangled(name)}"
        if short in self.symbols or f"{short}__{mangled(descriptor[1:descriptor.index(')')])}" in self.symbols:
            return True
        # libjava hands a table of these to RegisterNatives
        return f"Java_{mangled(holder)}_registerNatives" in self.symbols and b"\0" + name.encode() + b"\0" in self.libjava


def methods(minijavap, home, listed):
    """(module, class, name, descriptor, is native) of every class that has a native method or is listed"""
    modules = subprocess.run([home / "bin" / "java", "--list-modules"], capture_output=True, text=True, check=True).stdout
    for module in (line.partition("@")[0] for line in modules.splitlines()):
        lines = subprocess.run([minijavap, "--system", home, "--json", "-p", "-m", module],
                               capture_output=True, text=True).stdout.split("\n")
        for line in lines:
            head = re.search(r'"name":"([^"]+)"', line)
            if '"ACC_NATIVE"' not in line and not (head and head[1].replace(".", "/") in listed):
                continue
            k = json.loads(line)
            for m in k["methods"]:
                yield module, k["name"].replace(".", "/"), m["name"], m["descriptor"], "ACC_NATIVE" in m["flags"]


def allowed(module, holder):
    for (m, pattern), why in MISSING.items():
        if m == module and (holder == pattern or pattern.endswith("*") and holder.startswith(pattern[:-1])):
            return m, pattern
    return None


def check_methods(minijavap, home):
    release = jre.release(home)
    runs = release in jre.RELEASES
    table = {(c, n, d): kind for c, n, d, kind in rows(release)}
    native_rows = {key for key, kind in table.items() if kind != "FAST"}
    library, used, seen, faults, count, missing = Library(home), set(), set(), 0, 0, {}
    print(f"Java {release}, {home}: {len(table)} rows")
    for module, holder, name, descriptor, native in methods(minijavap, home, {key[0] for key in table}):
        seen.add((holder, name, descriptor))
        if not native:
            if table.get((holder, name, descriptor)) == "REQUIRED":
                print(f"FAULT: natives.def says REQUIRED of {holder}.{name}{descriptor}, which has a Java body in {release}")
                faults += 1
            continue
        count += 1
        # signature-polymorphic: operations of the interpreter
        if holder in ("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle") or \
                (holder, name, descriptor) in native_rows or library.implements(holder, name, descriptor):
            continue
        entry = allowed(module, holder)
        used.add(entry)
        if not entry and not runs:
            missing.setdefault(f"{module} {holder}", []).append(name)
        elif not entry:
            print(f"FAULT: nobody implements {holder}.{name}{descriptor} of {module}")
            faults += 1
    for entry in MISSING.keys() - used if runs else ():
        print(f"FAULT: {' '.join(entry)} is implemented: take it off the list")
        faults += 1
    for row in sorted(table.keys() - seen):
        print(f"FAULT: natives.def has {'.'.join(row[:2])}{row[2]}: the class library of {release} has no such method")
        faults += 1
    print(f"{count} native methods in the class library; not implemented:")
    for (module, holder), why in MISSING.items():
        print(f"  {module} {holder}: {why}")
    for holder, names in sorted(missing.items()):
        print(f"  {holder}: {' '.join(names)}: to be written for {release}")
    return faults


def check_refusals():
    found = set()
    for path in sorted((ROOT / "native").rglob("*.c")):
        function = None
        for line in path.read_text().splitlines():
            head = re.match(r"[A-Za-z][\w ]*?[ *](?:JNICALL )?\*?(\w+)\(", line)
            if head and not line.endswith(";"):
                function = head[1]
            refuses = re.search(r'UnsupportedOperationException", "(%s"|live )|not supported"|\bthrow_(unsupported|no)\((t|env), "', line)
            if refuses:
                found.add(function + (f"@{path.name}" if function == "throw_unsupported" else ""))
    faults = 0
    for function in sorted(found ^ REFUSALS.keys()):
        print(f"FAULT: {function} " + ("refuses" if function in found else "refuses no more: take it off the list"))
        faults += 1
    print("refuse with an exception:")
    for function in sorted(found):
        print(f"  {function}: {REFUSALS.get(function)}")
    return faults


def main():
    minijavap = sys.argv[1]
    homes = [pathlib.Path(home) for home in sys.argv[2:]] or [jre.jdk(n) for n in range(min(jre.RELEASES), 40)]
    homes = [home for home in homes if (home / "lib" / "modules").exists()]
    if not homes:
        print("no JRE: skipped")
        return SKIP
    faults = sum(check_known(minijavap, home) + check_methods(minijavap, home) for home in homes) + check_refusals()
    print(f"{faults} faults")
    return 1 if faults else 0


sys.exit(main())
