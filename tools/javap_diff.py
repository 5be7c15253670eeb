#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares minijavap with javap of JDK 17, class by class, byte for byte.

    javap_diff.py --minijavap PROGRAM --jdk HOME [--sample N] [--speed] TARGET...

A target is a module of the JDK, a .jar, or a folder of .java files, which are compiled first. The classes are written
to a temporary folder once; then both programs are called with the same list of files, many at a time, for each set of
options. When the outputs of a call differ the list is halved until the classes that differ are known. Output, messages
and exit status count. Ends with 1 when any class differs.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time
import zipfile

OPTION_SETS = ['-c', '-c -p', '-s -l -p', '-constants', '-v -p']
BATCH = 2000


def collect(target, jdk, folder):
    """Class files of the target, as paths."""
    if target.endswith('.jar'):
        with zipfile.ZipFile(target) as jar:
            for name in jar.namelist():
                if name.endswith('.class'):
                    jar.extract(name, folder)
    elif os.path.isdir(target):
        sources = [os.path.join(target, name) for name in sorted(os.listdir(target)) if name.endswith('.java')]
        for index, source in enumerate(sources):  # one folder a source: a module-info needs its own
            subprocess.run([jdk + '/bin/javac', '-g', '-parameters', '-nowarn', '-d', os.path.join(folder, str(index)), source],
                           check=True, stderr=subprocess.DEVNULL)
    else:
        subprocess.run([jdk + '/bin/jimage', 'extract', '--dir', folder, '--include', 'regex:/%s/.*' % target,
                        jdk + '/lib/modules'], check=True, stdout=subprocess.DEVNULL)
    return sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names
                  if name.endswith('.class'))


def run(program, options, files):
    start = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        status = subprocess.run([program] + options.split() + files, stdout=out, stderr=errors, check=False).returncode
        spent = time.monotonic() - start
        out.seek(0)
        errors.seek(0)
        return (out.read(), errors.read(), status), spent


class Comparison:
    def __init__(self, javap, minijavap):
        self.programs = javap, minijavap
        self.seconds = [0, 0]
        self.total = 0
        self.different = []

    def compare(self, options, files):
        results = []
        for index, program in enumerate(self.programs):
            result, spent = run(program, options, files)
            results.append(result)
            self.seconds[index] += spent
        if results[0] == results[1]:
            return
        if len(files) == 1:
            self.different.append((files[0], results))
            return
        middle = len(files) // 2
        self.compare(options, files[:middle])
        self.compare(options, files[middle:])


def show_difference(path, results, folder):
    print('  differs: ' + os.path.relpath(path, folder))
    for theirs, ours in zip(results[0][:2], results[1][:2]):
        for a, b in zip(theirs.splitlines(), ours.splitlines()):
            if a != b:
                print('    javap:     ' + a.decode('utf-8', 'replace')[:200])
                print('    minijavap: ' + b.decode('utf-8', 'replace')[:200])
                return


def compare_target(args, target, option_sets):
    ok = True
    with tempfile.TemporaryDirectory() as folder:
        files = collect(target, args.jdk, folder)
        if args.sample and len(files) > args.sample:
            files = files[::len(files) // args.sample + 1]
        for options in option_sets:
            c = Comparison(args.jdk + '/bin/javap', args.minijavap)
            for start in range(0, len(files), BATCH):
                c.compare(options, files[start:start + BATCH])
            print('%-28s %-10s identical %d of %d   (javap %.2f s, minijavap %.2f s)' % (
                os.path.basename(target.rstrip('/')), options, len(files) - len(c.different), len(files), *c.seconds), flush=True)
            for path, results in c.different[:args.show]:
                show_difference(path, results, folder)
            ok = ok and not c.different
        if files and args.speed:
            for label, some in (('one class', files[len(files) // 2:][:1]), ('%d classes' % len(files), files)):
                times = []
                for program in (args.jdk + '/bin/javap', args.minijavap):
                    times.append(min(run(program, '-v -p', some)[1] for _ in range(3 if len(some) == 1 else 1)))
                print('%-28s speed: %s, -v -p: javap %.3f s, minijavap %.4f s: %.0f times' % (
                    os.path.basename(target), label, times[0], times[1], times[0] / times[1]), flush=True)
    return ok


def main():
    parser = argparse.ArgumentParser(description='Compares minijavap with javap.')
    parser.add_argument('--minijavap', required=True)
    parser.add_argument('--jdk', required=True)
    parser.add_argument('--sample', type=int, default=0, help='about that many classes of a target')
    parser.add_argument('--options', action='append', help='one set of options instead of all')
    parser.add_argument('--show', type=int, default=5, help='differences shown a set')
    parser.add_argument('--speed', action='store_true')
    parser.add_argument('targets', nargs='+')
    args = parser.parse_args()
    if not os.path.exists(args.jdk + '/bin/javap'):
        print('no JDK in ' + args.jdk)
        sys.exit(77)
    results = [compare_target(args, target, args.options or OPTION_SETS) for target in args.targets]
    sys.exit(0 if all(results) else 1)


main()
