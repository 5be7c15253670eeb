#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Real classes through `minijavap --verify`: none may be refused.

    verify_all.py [--minijavap FILE] [--jdk DIR] [--jars FOLDER] [--most N] [MODULE...]

Without modules: all of the JRE's, and the jars of the folder (default /usr/share/java), N of them at most, with all its jars
as class path. Classes that could not be decided, because one they name is on no path, are counted apart; for the modules
there must be none.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'tests'))
import jre  # noqa: E402

SUMMARY = re.compile(r'(\d+) classes, ([\d.]+) us each: (\d+) refused, (\d+) not decided(?:, (\d+) by inference)?')


def verify(minijavap, arguments):
    run = subprocess.run([minijavap, '--verify'] + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    text = run.stderr.decode('utf-8', 'replace')
    found = SUMMARY.search(text)
    if not found and run.returncode == 0:  # one class has no summary
        return dict(classes=1, us=0.0, refused=[], undecided=0, inferred=0)
    if not found:
        sys.exit('minijavap: exit status %d\n%s' % (run.returncode, text))
    lines = run.stdout.decode('utf-8', 'replace').splitlines()
    refused = [line for line in lines if ': not verified: ' not in line]
    return dict(classes=int(found[1]), us=float(found[2]), refused=refused, undecided=int(found[4]), inferred=int(found[5] or 0))


def show(name, result):
    for line in result['refused'][:20]:
        print(line)
    print('%s: %d classes, %.1f us each, %d refused, %d not decided, %d by inference' %
          (name, result['classes'], result['us'], len(result['refused']), result['undecided'], result['inferred']), flush=True)


def modules_of(jdk):
    run = subprocess.run([os.path.join(jdk, 'bin/java'), '--list-modules'], stdout=subprocess.PIPE, check=True)
    return [line.split('@')[0] for line in run.stdout.decode().split()]


def jars_of(folder, most):
    """Files, not links; the largest first, versions of one name once."""
    files = sorted((p for p in pathlib.Path(folder).glob('*.jar') if not p.is_symlink()), key=lambda p: -p.stat().st_size)
    return [str(p) for p in files[:most]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--minijavap', default='build/minijavap')
    parser.add_argument('--jdk', default=str(jre.jdk()))
    parser.add_argument('--jars', default='/usr/share/java')
    parser.add_argument('--most', type=int, default=400)
    parser.add_argument('modules', nargs='*')
    options = parser.parse_args()
    if not os.path.exists(os.path.join(options.jdk, 'lib/modules')):
        print('no JRE in ' + options.jdk)
        sys.exit(77)
    failed, total = False, dict(classes=0, us=0.0)
    for module in options.modules or modules_of(options.jdk):
        result = verify(options.minijavap, ['--system', options.jdk, '-m', module])
        total['classes'] += result['classes']
        total['us'] += result['us'] * result['classes']
        failed |= bool(result['refused'] or result['undecided'])
        if result['refused'] or result['undecided'] or options.modules:
            show(module, result)
    print('modules: %d classes, %.1f us each' % (total['classes'], total['us'] / max(total['classes'], 1)), flush=True)
    jars = [] if options.modules else jars_of(options.jars, options.most)
    if jars:
        # Of two versions of JUnit the newer one: mockito's classes would rightly be refused with the other.
        path = '%s/junit4.jar:%s/*' % (options.jars, options.jars)
        result = verify(options.minijavap, ['--system', options.jdk, '-cp', path] + jars)
        show('%d jars' % len(jars), result)
        failed |= bool(result['refused'])
    sys.exit(failed)


main()
