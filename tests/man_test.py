#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""man_test.py MINIJVM MINIJAVAP - do the manual pages and the completions have every option, and no option that isn't?

The options are those that `minijvm --help`, `minijvm --help-extra` and `minijavap --help` print, and the rows of flags.def
that have an effect of their own. The completion for bash offers what it reads from the same help, so here is checked only
that it is a script, and that it offers something.
"""
import pathlib
import re
import shutil
import subprocess
import sys

from waiting import PATIENCE

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROWS = re.compile(r"^(?:FLAG|OWN)\((\w+), +(\w+),.*?, +(SET|NOT|SIZE|PROPERTY|READ|LATER)\b", re.M)
# Java's own help has a misprint: the option has two dashes.
HELP_MISPRINTS = {"-disable-@files"}
faults = 0


def fault(text):
    global faults
    faults += 1
    print(text)


def options_of(*command):
    """The options that begin a line of a program's help, or follow another one there."""
    text = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
    found = set()
    for line in text.splitlines():
        if not re.match(r" {2,4}-", line):
            continue
        for word in re.split(r"\s{3,}", line.strip())[0].replace(",", " ").replace("|", " ").split():
            option = re.match(r"--?[A-Za-z?@][\w@?/+-]*(:[a-z:]+)?", word)
            if option:
                found.add(option.group().rstrip(":"))
    return found


def page(name):
    """A manual page as text: options have their dashes."""
    text = (ROOT / "docs" / "man" / name).read_text(encoding="utf-8")
    text = re.sub(r"^\.\\\".*\n", "", text, flags=re.M).replace("\\\n", "").replace("\\&", "")
    options = set()
    for line in re.findall(r"^\.(?:It )?Fl .*", text, re.M) + re.findall(r"Fl .*", text):
        dash = False
        for word in line.split():
            if word.startswith("Fl") or word == ".Fl":
                dash = True
            elif word in ("Ns", "Ar", "Op", "Sq", "Sy", "Ev", "Nm", "Pa"):
                dash = word == "Ns" and dash
            elif dash and re.match(r"[\w?@-]", word):
                options.add("-" + word.rstrip("=:,"))
    return options


def compare(name, wanted, known):
    documented = page(name)
    for option in sorted(wanted - documented):
        fault(f"{name} lacks {option}")
    print(f"{name}: {len(wanted)} options wanted, {len(documented)} documented")
    for option in sorted(documented - wanted - known):
        fault(f"{name} has {option}, which nothing takes")


def completion(script, function, program, word):
    if not shutil.which("bash"):
        return
    line = f"source {script}; COMP_WORDS=({program} {word}); COMP_CWORD=1; {function}; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=PATIENCE, check=False)
    if word not in done.stdout or done.stderr:
        fault(f"{script}: completes {word} to {done.stdout!r} {done.stderr!r}")


def main():
    minijvm, minijavap = (str(pathlib.Path(a).resolve()) for a in sys.argv[1:3])
    sources = "".join(p.read_text(encoding="utf-8") for folder in ("base", "tools", "native", "libjvm", "runtime")
                      for p in sorted((ROOT / folder).rglob("*")) if p.suffix in (".c", ".def"))
    table = ROOT / "libjvm" / "flags.def"
    wanted = options_of(minijvm, "--help") | options_of(minijvm, "--help-extra")
    rows = {f"-XX:{'' if kind != 'bool' else '-' if effect == 'NOT' else '+'}{name}"
            for kind, name, effect in ROWS.findall(table.read_text(encoding="utf-8"))}
    documented = page("minijvm.1")
    # A flag is documented in the direction that changes something.
    rows = {row.replace(":+", ":-") if row not in documented and row.replace(":+", ":-") in documented else row for row in rows}
    # Whatever else is documented has to be a text of the program's sources.
    spelled = {option for option in documented
               if option in sources or f'"{option.split(":", 1)[-1].lstrip("+-")}' in sources}
    compare("minijvm.1", wanted | rows, spelled)
    compare("minijavap.1", options_of(minijavap, "--help") | {"-?"}, set())
    for script, function, program, word in (("minijvm.bash", "_minijvm", minijvm, "--list-modules"),
                                            ("minijavap.bash", "_minijavap", minijavap, "--registers")):
        completion(ROOT / "tools" / "completion" / script, function, program, word)
    print(f"{faults} faults")
    return 1 if faults else 0


sys.exit(main())
