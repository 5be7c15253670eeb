#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what the class-file parser says of malformed classes with what HotSpot 17 says (expected.txt).

    run.py PARSE_CASES              compare
    run.py --record JAVA_HOME       write expected.txt again, with that JDK
"""
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing is left in the source folder
from cases import cases, write_cases  # noqa: E402

here = os.path.dirname(os.path.abspath(__file__))
expected_path = os.path.join(here, 'expected.txt')


def output(*command):
    return subprocess.run(os.environ.get('MESON_EXE_WRAPPER', '').split() + list(command), check=True, stdout=subprocess.PIPE).stdout.decode('utf-8', 'replace').splitlines()


def main():
    labels = [label for label, _, _ in cases()]
    with tempfile.TemporaryDirectory() as tmp:
        packed = os.path.join(tmp, 'cases')
        write_cases(packed)
        if sys.argv[1] == '--record':
            bin_ = os.path.join(sys.argv[2], 'bin')
            subprocess.run([bin_ + '/javac', '-d', tmp, os.path.join(here, 'Recorder.java')], check=True)
            results = output(bin_ + '/java', '-cp', tmp, 'Recorder', packed)
        else:
            results = output(sys.argv[1], packed)
    lines = ['%s -> %s' % pair for pair in zip(labels, results)]
    if len(results) != len(labels):
        sys.exit('%d results for %d cases' % (len(results), len(labels)))
    if sys.argv[1] == '--record':
        with open(expected_path, 'w', encoding='utf-8') as file:
            file.write('\n'.join(lines) + '\n')
        return
    with open(expected_path, encoding='utf-8') as file:
        expected = file.read().splitlines()
    if len(expected) != len(lines):
        sys.exit('expected.txt has %d cases, cases.py %d: record it again' % (len(expected), len(lines)))
    different = [(e, line) for e, line in zip(expected, lines) if e != line]
    for e, line in different:
        print('HotSpot: %s\n   here: %s' % (e, line))
    print('%d cases, %d different' % (len(lines), len(different)))
    sys.exit(1 if different else 0)


main()
