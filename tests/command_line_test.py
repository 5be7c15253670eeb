#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""command_line_test.py MINIJVM JAVA [WORD...] - minijvm's launcher against java, live: stdout, stderr and exit code of each command line.

launcher/command_lines.list has the command lines; launcher/fixtures.py makes what they start. A WORD limits the run to lines that have it.
"""
import concurrent.futures
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "launcher"))
import fixtures  # noqa: E402
from waiting import PATIENCE  # noqa: E402

# Those of {LOCALE}: without and with an encoding; one that does not exist.
LOCALES = ["C", "C.UTF-8", "no_SUCH"]
MADE_LOCALES = ["en_US.ISO-8859-1", "ja_JP.EUC-JP"]

# What differs by nature: the program's own name, versions, the memory that VMs report, addresses, the place of the sources.
NORMAL = [
    (r"(?m)^(OpenJDK 64-Bit Server VM|minijvm) \(build .*\)$", "VM (build)"),
    (r"\bminijvm\b|OpenJDK 64-Bit Server VM", "java"),
    (r"(?m)^    -\w+\t  to select the .* VM\n", ""),  # those that lib/jvm.cfg names
    (r"@[0-9a-f]{5,8}\b", "@N"),
    (r"memoryclassloader\d+", "memoryclassloaderN"),
]


def lines(locales):
    """-> (command, the reason why its output differs from java's, or ""); lines with {LOCALE} once for each"""
    reason = ""
    for line in (HERE / "launcher" / "command_lines.list").read_text(encoding="utf-8").splitlines():
        if line.startswith("differs: "):
            reason = line.removeprefix("differs: ")
        elif line == "same:":
            reason = ""
        elif line.strip() and not line.startswith("#"):
            for locale in locales if "{LOCALE}" in line else [""]:
                yield line.replace("{LOCALE}", locale), reason


def run(folder, vm, command):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "JAVA_", "JDK_", "_JAVA", "CLASSPATH"))}
    environment.update(LC_ALL="C.UTF-8", PATH=f"{folder}/bin-{vm}:" + environment["PATH"], JAVA_HOME=str(home), LOCPATH=f"{folder}/locales")
    done = subprocess.run(["sh", "-c", command.encode()], cwd=folder / "work", env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE,
                          check=False)
    texts = []
    for text in (done.stdout, done.stderr):
        text = text.decode("utf-8", "backslashreplace")
        for form, instead in NORMAL:
            text = re.sub(form, instead, text)
        texts.append(text)
    return done.returncode, *texts


def differences(wanted, got):
    """-> the lines of a diff: - for java's, + for minijvm's"""
    texts = [[f"exit {code}", *(f"{name}: {line}" for name, text in (("out", out), ("err", err)) for line in text.splitlines())]
             for code, out, err in (wanted, got)]
    return list(difflib.unified_diff(*texts, lineterm="", n=1))[2:]


def main():
    global home
    minijvm, java = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    home = java.parent.parent
    if not (home / "bin" / "javac").exists():
        print("no JDK here: skipped")
        return 77
    faults = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for name, vm in (("java", java), ("minijvm", minijvm)):
            (folder / f"bin-{name}").mkdir()
            (folder / f"bin-{name}" / "java").symlink_to(vm)
        (folder / "work").mkdir()
        fixtures.make(folder / "work", home)
        made = fixtures.make_locales(folder / "locales", MADE_LOCALES)
        chosen = [(line, reason) for line, reason in lines([*LOCALES, *made]) if all(word in line for word in sys.argv[3:])]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            theirs = pool.map(lambda row: run(folder, "java", row[0]), chosen)
            ours = pool.map(lambda row: run(folder, "minijvm", row[0]), chosen)
            for (line, reason), wanted, got in zip(chosen, theirs, ours):
                if (wanted == got) == bool(reason):
                    faults += 1
                    print(f"FAIL {line}", *([f"  is the same now, although: {reason}"] if reason else differences(wanted, got)), sep="\n", flush=True)
    print(f"{len(chosen)} command lines, {faults} faults")
    return 1 if faults or len(chosen) < 200 and not sys.argv[3:] else 0


if __name__ == "__main__":
    sys.exit(main())
