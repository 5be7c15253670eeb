#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""flags.py MINIJVM JAVA [--every N] [NAME...] - does minijvm take and refuse the -XX flags that java does?

The flags are those that `java -XX:+PrintFlagsFinal` and `-XX:+PrintFlagsRanges` list with both unlock options. Each is given its
default value, several in one start while both VMs take them; and wrongly in each way that its type has: without + or -, with one,
no number, beyond its range, locked. Both VMs have to take it, or to refuse it with the same text and exit code (but for their
name in warnings). Flags of debug builds, from our table, follow: right, wrong and misspelt. EXCEPTIONS says where they do not, and why.

--every N: only each N-th flag. NAMES: only these. The exit code is 1 when there is a difference without an exception.
"""
import argparse
import pathlib
import re
import subprocess
import sys

UNLOCK = ["-XX:+UnlockDiagnosticVMOptions", "-XX:+UnlockExperimentalVMOptions"]
BATCH = 24
INTEGERS = {"int": (-2**31, 2**31 - 1), "uint": (0, 2**32 - 1), "intx": (-2**63, 2**63 - 1), "uintx": (0, 2**64 - 1),
            "size_t": (0, 2**64 - 1), "uint64_t": (0, 2**64 - 1)}
# flag, or flag=value, or group of flags -> why the VMs may differ
EXCEPTIONS = {
    "JVMCI": "HotSpot wants -XX:+EnableJVMCI with them; here is nothing that could be enabled",
    "GCPauseIntervalMillis=201": "the value that java lists is refused by it: MaxGCPauseMillis has to be given, too",
    "LargePageSizeInBytes=0": "the value that java lists is refused by it: 0 is no power of 2",
    "TLABSize=0": "the value that java lists is refused by it: MinTLABSize is more",
    "ReservedCodeCacheSize": "HotSpot reads it by code of its own, whose message has one line less",
    "StartFlightRecording": "HotSpot takes it without a value, for a recording that is not made here",
    "MaxTenuringThreshold": "HotSpot reads it by code of its own, whose message has one line less",
    "PrintFlagsInitial": "the lists of flags are compared elsewhere",
    "PrintFlagsRanges": "the lists of flags are compared elsewhere",
}


class Flag:
    def __init__(self, kind, name, value, group):
        self.kind, self.name, self.value, self.group = kind, name, value, group
        self.low = self.high = None
        self.locked = "diagnostic" in group or "experimental" in group

    def default(self):
        if self.kind == "bool":
            return f"-XX:{'+' if self.value == 'true' else '-'}{self.name}"
        return f"-XX:{self.name}={self.value}"

    def wrong(self):
        """options that cannot be right"""
        if self.kind == "bool":
            yield f"-XX:{self.name}"
            yield f"-XX:+{self.name}=1"
            return
        yield f"-XX:+{self.name}"
        yield f"-XX:{self.name}"
        if self.kind.startswith("ccstr"):
            return
        yield f"-XX:{self.name}=x"
        yield f"-XX:{self.name}="
        if self.kind in INTEGERS and self.low is not None:
            least, most = INTEGERS[self.kind]
            if self.low - 1 >= least:
                yield f"-XX:{self.name}={self.low - 1}"
            if self.high + 1 <= most:
                yield f"-XX:{self.name}={self.high + 1}"
        elif self.kind == "double" and self.low is not None:
            yield f"-XX:{self.name}={self.low - 1:f}"


def start(program, options):
    done = subprocess.run([program, *options, "-version"], capture_output=True, text=True, timeout=600, check=False)
    text = (done.stdout + done.stderr).replace("OpenJDK 64-Bit Server VM warning:", "minijvm warning:")
    return done.returncode, text


def list_flags(java):
    flags = {}
    for line in start(java, [*UNLOCK, "-XX:+PrintFlagsFinal"])[1].splitlines():
        found = re.match(r"\s*(\w+) (\w+)\s+= (.*?)\s+\{([^}]*)\} \{[^}]*\}$", line)
        if found:
            flags[found[2]] = Flag(*found.groups())
    for line in start(java, [*UNLOCK, "-XX:+PrintFlagsRanges"])[1].splitlines():
        found = re.match(r"\s*\w+ (\w+)\s+\[ (\S+)\s+\.\.\.\s+(\S+) \]", line)
        if found and found[1] in flags:
            number = float if flags[found[1]].kind == "double" else int
            flags[found[1]].low, flags[found[1]].high = number(found[2]), number(found[3])
    return list(flags.values())


def list_develop():
    """names of the flags of debug builds, which no VM lists"""
    table = pathlib.Path(__file__).resolve().parent.parent / "libjvm" / "flags_develop.def"
    return re.findall(r"^DEVELOP\(\w+, +(\w+)\)", table.read_text(), re.MULTILINE)


def is_exception(flag):
    return flag.name in EXCEPTIONS or flag.group.split()[0] in EXCEPTIONS


class Comparison:
    def __init__(self, minijvm, java):
        self.programs = (minijvm, java)
        self.starts = self.differences = self.excepted = 0

    def run(self, options):
        self.starts += len(self.programs)
        return [start(p, options) for p in self.programs]

    def differ(self, flag, option, results):
        reason = EXCEPTIONS.get(option.removeprefix("-XX:")) or EXCEPTIONS.get(flag.name) or EXCEPTIONS.get(flag.group.split()[0])
        if reason:
            self.excepted += 1
            return
        self.differences += 1
        print(f"{option}")
        for name, (code, text) in zip(("minijvm", "java"), results):
            print(f"    {name} {code}: " + (text.strip().replace("\n", "\n        ") if code else "starts"))

    def one(self, flag, option, unlock):
        results = self.run([*(UNLOCK if unlock else []), option])
        (code, text), (java_code, java_text) = results
        # What a VM says when it starts is its own; when it does not, the text has to be the same.
        if bool(code) != bool(java_code) or (code and (code, text) != (java_code, java_text)):
            self.differ(flag, option, results)

    def defaults(self, flags):
        """Halves a batch until the flag is alone that a VM refuses."""
        if len(flags) == 1:
            self.one(flags[0], flags[0].default(), True)
        elif any(code for code, _ in self.run([*UNLOCK, *(f.default() for f in flags)])):
            self.defaults(flags[:len(flags) // 2])
            self.defaults(flags[len(flags) // 2:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minijvm")
    parser.add_argument("java")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    flags = list_flags(arguments.java)
    if len(flags) < 500:
        sys.exit(f"java lists {len(flags)} flags only")
    chosen = [f for f in flags if f.name in arguments.names] if arguments.names else flags[::arguments.every]
    comparison = Comparison(arguments.minijvm, arguments.java)
    alone = [f for f in chosen if is_exception(f)]
    together = [f for f in chosen if not is_exception(f)]
    for batch in [[f] for f in alone] + [together[i:i + BATCH] for i in range(0, len(together), BATCH)]:
        comparison.defaults(batch)
    for flag in chosen:
        for option in flag.wrong():
            comparison.one(flag, option, True)
        if flag.locked and not flag.name.startswith("Unlock"):
            comparison.one(flag, flag.default(), False)
    develop = list_develop()
    for name in [n for n in develop if n in arguments.names] if arguments.names else develop[::arguments.every]:
        flag = Flag("bool", name, "false", "develop")
        for option in (f"-XX:+{name}", f"-XX:{name}=1", f"-XX:+{name}Q"):
            comparison.one(flag, option, False)
    print(f"{len(chosen)} of {len(flags)} flags, {comparison.starts} starts: {comparison.differences} differences, "
          f"{comparison.excepted} exceptions")
    sys.exit(1 if comparison.differences else 0)


main()
