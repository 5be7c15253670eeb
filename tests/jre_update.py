# SPDX-License-Identifier: MIT
"""Updates of the JRE. Recordings are those of one update (testdata/RECORDED); others word messages differently, have other
members and other data. On another one, what its own java says counts."""
import pathlib
import re

RECORDED = (pathlib.Path(__file__).resolve().parent.parent / "testdata" / "RECORDED").read_text().strip()


def update(home):
    """The version of the JRE in a folder ("17.0.15"), or None."""
    try:
        found = re.search(r'^JAVA_VERSION="(.*)"$', (pathlib.Path(home) / "release").read_text(), re.M)
    except OSError:
        return None
    return found and found.group(1)


def is_recorded(java):
    """Is this java (its path) of the update that was recorded?"""
    return update(pathlib.Path(java).resolve().parent.parent) == RECORDED
