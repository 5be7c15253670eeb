#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_docs.py [ROOT] - the form of the Markdown pages: no cell of a table is longer than 200 characters.

A diff shows a table's row as one line; longer texts belong below the table, or in a list.
"""
import pathlib
import re
import subprocess
import sys

LONGEST_CELL = 200

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
listed = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "*.md"], capture_output=True, text=True)
pages = sorted(root / name for name in listed.stdout.splitlines()) if listed.returncode == 0 else sorted(root.rglob("*.md"))
faults = 0
for page in pages:
    fenced = False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1) if page.is_file() else ():
        fenced ^= line.lstrip().startswith("```")
        if fenced or not line.lstrip().startswith("|"):
            continue
        for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]:
            if len(cell.strip()) > LONGEST_CELL:
                faults += 1
                print(f"{page.relative_to(root)}:{number}: a cell of {len(cell.strip())} characters: {cell.strip()[:60]}...")

print(f"docs: {faults} faults" if faults else "docs: in form")
sys.exit(1 if faults else 0)
