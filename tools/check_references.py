#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_references.py [ROOT] - does everything that code and documents refer to exist?

Looked at are the files that git knows (all below ROOT where there is no git). A reference is one of these:

  FOLDER/NAME.h          in any file: a path from the top folder. It may hold `*` and `**`, and words in capitals stand for
                         anything (testdata/NAME.java): some file must match
  FOLDER/FOLDER/         in any file: a folder
  name.c                 in comments of C and in documents, without a folder: a file of that name somewhere, or a system header
  docs/PAGE.md#section   in any file: a heading of that page, as GitHub writes its anchor
  [text](target#section) in documents: relative to the document

Also: the first comment of a C file names the file itself, and phrases that point at texts outside the repository are faults.
Test data, the fuzz corpus and recordings hold no references.
"""
import fnmatch
import pathlib
import re
import subprocess
import sys

LEFT_OUT = ("testdata/", "tests/fuzz/corpus/")
C_FILES = {".c", ".h", ".def", ".inc"}
OTHERS = {".md", ".py", ".sh", ".build", ".map", ".txt", ".yml", ".suppress", ".suppressions", ".1"}
EXTENSIONS = "c|h|def|inc|md|py|sh|map|json|list|txt|java|svg|suppress|suppressions"
OUTSIDE = re.compile(r"interface document|design document|\bthe design\b", re.I)

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
faults = 0


def fault(path, number, text):
    global faults
    faults += 1
    print(f"{path}:{number}: {text}")


def repository():
    """Paths of all files, from the top."""
    found = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True)
    if found.returncode == 0:
        return sorted(name for name in found.stdout.splitlines() if (root / name).is_file())
    return sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file())


FILES = repository()
FOLDERS = {str(parent) for name in FILES for parent in pathlib.PurePath(name).parents} - {"."}
NAMES = {pathlib.PurePath(name).name for name in FILES}
TOP = sorted({name.split("/")[0] for name in FILES if "/" in name})

PATH = re.compile(r"(?<![\w./*$}{<>~-])((?:%s)/[\w./*-]*?\.(?:%s))\b(?!/)(?!\.\w)" % ("|".join(map(re.escape, TOP)), EXTENSIONS))
FOLDER = re.compile(r"(?<![\w./*$}{<>~-])((?:%s)(?:/[\w-]+)*)/(?![\w*.{$<-])" % "|".join(map(re.escape, TOP)))
NAME = re.compile(r"(?<![\w./*$}{<>~-])((?:\w[\w-]*/)?\w[\w-]*\.(?:c|h|def|inc|md|py))\b(?!\()")
SECTION = re.compile(r"(?<![\w./-])([\w./-]+\.md)#([\w-]+)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
HEADING = re.compile(r"^ \* ([\w-]+\.(?:c|h|def|inc)) - ", re.M)


def pattern(reference):
    """Words in capitals stand for anything. README.md and the like are files of ours, so those are tried first."""
    return re.sub(r"(?<![a-z])[A-Z]{2,}(?![a-z])", "*", reference).replace("**/", "*")


def exists(reference):
    if reference in FILES_SET:
        return True
    wanted = pattern(reference)
    return "*" in wanted and any(fnmatch.fnmatchcase(name, wanted) for name in FILES)


FILES_SET = set(FILES)
FOLDER_PATTERNS = re.compile(r"^[A-Z]{2,}$")


def folder_exists(reference):
    return reference in FOLDERS or any(FOLDER_PATTERNS.match(part) for part in reference.split("/"))


def anchors(path, known={}):
    if path not in known:
        known[path] = set()
        fenced = False
        for line in (root / path).read_text(encoding="utf-8").splitlines():
            fenced ^= line.startswith("```")
            if line.startswith("#") and not fenced:
                title = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line.lstrip("#").strip())
                known[path].add(re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-"))
    return known[path]


def check_section(path, number, page, section, folder):
    """page is a path from the top, from the document's folder, or the name of a page of docs/."""
    for candidate in (page, str(pathlib.PurePath(folder, page)), f"docs/{page}"):
        candidate = str((root / candidate).resolve().relative_to(root)) if (root / candidate).exists() else candidate
        if candidate in FILES_SET:
            if section not in anchors(candidate):
                fault(path, number, f"{page} has no section #{section}")
            return
    fault(path, number, f"{page} does not exist")


def comments(text):
    """The text with everything blanked that is not in a comment; lines stay where they are."""
    out, at = [], 0
    for found in COMMENT.finditer(text):
        out.append(re.sub(r"[^\n]", " ", text[at:found.start()]))
        piece = found.group()
        out.append(piece if piece.startswith("/") else re.sub(r"[^\n]", " ", piece))
        at = found.end()
    out.append(re.sub(r"[^\n]", " ", text[at:]))
    return "".join(out)


SYSTEM_HEADERS = set()
TEXTS = {}
for name in FILES:
    suffix = pathlib.PurePath(name).suffix
    if name.startswith(LEFT_OUT) or not (suffix in C_FILES or suffix in OTHERS or name == "dev"):
        continue
    TEXTS[name] = (root / name).read_text(encoding="utf-8")
    if suffix in C_FILES:
        SYSTEM_HEADERS.update(re.findall(r"#\s*include\s+<([\w./-]+)>", TEXTS[name]))

for name, text in TEXTS.items():
    path = pathlib.PurePath(name)
    is_c, is_page = path.suffix in C_FILES, path.suffix == ".md"
    if name == "tools/check_references.py":
        continue  # its examples
    if is_c:
        heading = HEADING.search(text[:2000])
        if heading and heading.group(1) != path.name:
            fault(name, text[:heading.start()].count("\n") + 1, f"the first comment calls this file {heading.group(1)}")
        text = comments(text)
    for number, line in enumerate(text.splitlines(), 1):
        for found in OUTSIDE.finditer(line):
            if is_c or is_page:
                fault(name, number, f'"{found.group()}" is not in the repository')
        for found in SECTION.finditer(line):
            check_section(name, number, found.group(1), found.group(2), path.parent)
        for found in PATH.finditer(line):
            if not exists(found.group(1)) and not (is_page and exists(str(path.parent / found.group(1)))):
                fault(name, number, f"{found.group(1)} does not exist")
        for found in FOLDER.finditer(line):
            if not folder_exists(found.group(1)) and not (is_page and str(path.parent / found.group(1)) in FOLDERS):
                fault(name, number, f"there is no folder {found.group(1)}/")
        if is_c or is_page:
            for found in NAME.finditer(line):
                file = found.group(1)
                if "/" in file:
                    known = file in SYSTEM_HEADERS or any(f"/{other}".endswith(f"/{file}") for other in FILES) or exists(file)
                else:
                    known = file in NAMES or file in SYSTEM_HEADERS or "*" in pattern(file)
                if not known and not PATH.match(file):
                    fault(name, number, f"no file is called {file}")
        if is_page:
            for target in LINK.findall(line):
                if re.match(r"\w+:", target):
                    continue
                page, _, section = target.partition("#")
                if page and not (root / path.parent / page).exists():
                    fault(name, number, f"the link {target} leads nowhere")
                elif section and section not in anchors(str((root / path.parent / (page or path.name)).resolve().relative_to(root))):
                    fault(name, number, f"the link {target}: no such section")

print(f"references: {faults} faults" if faults else "references: all resolve")
sys.exit(1 if faults else 0)
