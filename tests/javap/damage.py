#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""minijavap on damaged classes: no crash, and every message says where.

    damage.py MINIJAVAP CLASS...

From each class: cut off at many lengths, bits flipped, and two or four bytes replaced by lengths that lie. The choice is
pseudo-random with a fixed seed. All ways to show a class are tried: -v -p, --json, --registers, --verify.
"""
import os
import random
import re
import subprocess
import sys
import tempfile

MODES = [['-v', '-p'], ['--json', '-p'], ['--registers', '-p'], ['--verify']]
OFFSET = re.compile(r'at byte offset \d+')
VERDICT = re.compile(r'VerifyError: |ClassFormatError: |not verified: class .* not found')


def damaged(data, rng):
    for _ in range(12):
        yield data[:rng.randrange(len(data))]
    for _ in range(40):
        out = bytearray(data)
        for _ in range(rng.choice((1, 1, 3))):
            out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
        yield bytes(out)
    for _ in range(25):
        size = rng.choice((2, 4))
        at = rng.randrange(8, len(data) - size)
        value = rng.choice((0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)) & (1 << 8 * size) - 1
        yield data[:at] + value.to_bytes(size, 'big') + data[at + size:]


def main():
    program, classes = sys.argv[1], sys.argv[2:]
    rng = random.Random(17)
    shown = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name in classes:
            with open(name, 'rb') as file:
                data = file.read()
            for variant in damaged(data, rng):
                paths.append(os.path.join(folder, '%d.class' % len(paths)))
                with open(paths[-1], 'wb') as file:
                    file.write(variant)
        for mode in MODES:
            run = subprocess.run(os.environ.get('MESON_EXE_WRAPPER', '').split() + [program] + mode + paths, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
            if run.returncode not in (0, 1):
                sys.exit('%s: exit status %d\n%s' % (' '.join(mode), run.returncode, run.stderr[-2000:].decode('utf-8', 'replace')))
            faults = (run.stdout if mode == ['--verify'] else run.stderr).decode('utf-8', 'replace').splitlines()
            for line in faults:
                if mode == ['--verify'] and VERDICT.search(line):
                    continue
                if not OFFSET.search(line) and not line.startswith('Warning:') and 'bytecode index' not in line:
                    sys.exit('%s: no byte offset in: %s' % (' '.join(mode), line))
            refused += len(faults)
            shown += len(paths) - len(faults)
    print('%d damaged classes, %d ways each: %d refused, %d shown' % (len(paths), len(MODES), refused, shown))


main()
