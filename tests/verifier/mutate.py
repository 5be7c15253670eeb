#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Mutated classes: what minijvm says when it loads and links them, against java, and no crash.

    mutate.py MINIJVM JAVA [--count N] [--seed N] [--batch N] [--random N] CLASS...

Each mutant is one of the given class files with a change in one place: mostly in the code of a method or in its StackMapTable,
also in the constant pool, in flags, sizes and tables. Judge loads and links it with -Xverify:all in a loader of its own (the
classes around it come from the class path, the folder of the first class file). Both VMs must give the same error and message.
With JAVA '-' nothing is compared: the VM must only live. With --mode run accepted mutants are run, and print the same.
"""
import argparse
import os
import random
import re
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from assembler import u2  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from jre import is_recorded  # noqa: E402
from waiting import PATIENCE  # noqa: E402
METHOD = re.compile(r'.*\njava\.lang\.\w+: \(class: \S+, method: (\S+ signature: \S+)\) ')  # as errors of inference begin
IDENTITY = re.compile(r'(?<=Judge @)[0-9a-f]+')


class ClassFile:
    """Where things are in a class file: places, a list of (kind, start, end)."""

    def __init__(self, data):
        self.data, self.at, self.places, self.utf8 = data, 8, [], {}
        count = self.u2()
        i = 1
        while i < count:
            start, tag = self.at, data[self.at]
            size = {1: 3, 3: 5, 4: 5, 5: 9, 6: 9, 7: 3, 8: 3, 9: 5, 10: 5, 11: 5, 12: 5, 15: 4, 16: 3, 17: 5, 18: 5, 19: 3, 20: 3}[tag]
            if tag == 1:
                length = struct.unpack_from('>H', data, start + 1)[0]
                self.utf8[i] = data[start + 3:start + 3 + length]
                size += length
            self.at += size
            self.places.append(('pool', start, self.at))
            i += 2 if tag in (5, 6) else 1
        self.places.append(('flags', self.at, self.at + 6))
        this = self.at + 2
        self.at += 6
        interfaces = self.u2()
        self.at += 2 * interfaces
        self.name = self.utf8[self.class_name(struct.unpack_from('>H', data, this)[0])].decode()
        for _ in range(2):
            for _ in range(self.u2()):
                self.places.append(('flags', self.at, self.at + 6))
                self.at += 6
                self.attributes()
        self.attributes()

    def u2(self):
        self.at += 2
        return struct.unpack_from('>H', self.data, self.at - 2)[0]

    def class_name(self, index):
        at, i = 10, 1
        for kind, start, _ in self.places:
            if kind != 'pool':
                break
            if i == index:
                return struct.unpack_from('>H', self.data, start + 1)[0]
            i += 2 if self.data[start] in (5, 6) else 1
        raise ValueError(at)

    def attributes(self):
        for _ in range(self.u2()):
            name = self.utf8.get(self.u2())
            length = struct.unpack_from('>I', self.data, self.at)[0]
            self.at += 4
            end = self.at + length
            if name == b'Code':
                self.places.append(('sizes', self.at, self.at + 4))
                code = struct.unpack_from('>I', self.data, self.at + 4)[0]
                self.places.append(('code', self.at + 8, self.at + 8 + code))
                self.at += 8 + code
                handlers = self.u2()
                if handlers:
                    self.places.append(('handlers', self.at, self.at + 8 * handlers))
                self.at += 8 * handlers
                self.attributes()
            elif name == b'StackMapTable':
                self.places.append(('frames', self.at, end))
            else:
                self.places.append(('attribute', self.at, end))
            self.at = end


WEIGHTS = {'code': 60, 'frames': 15, 'sizes': 4, 'handlers': 4, 'pool': 9, 'flags': 4, 'attribute': 4}


def mutate(file, rng):
    kinds = sorted({p[0] for p in file.places if p[2] > p[1]})
    kind = rng.choices(kinds, [WEIGHTS[k] for k in kinds])[0]
    _, start, end = rng.choice([p for p in file.places if p[0] == kind and p[2] > p[1]])
    out = bytearray(file.data)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        at = rng.randrange(start, end)
        how = rng.randrange(6)
        if how == 0:
            out[at] ^= 1 << rng.randrange(8)
        elif how == 1:
            out[at] = rng.randrange(202 if kind == 'code' else 256)
        elif how == 2:
            out[at] = (out[at] + rng.choice((-1, 1, 2, -2))) & 255
        elif how == 3:
            out[at] = out[rng.randrange(start, end)]
        elif how == 4:
            out[at] = 0
        elif end - at > 4:
            size = rng.randrange(1, 4)
            other = rng.randrange(start, end - size)
            out[at:at + size] = out[other:other + size] if at + size <= end else out[at:at + size]
    return bytes(out)


def pack(path, mutants):
    with open(path, 'wb') as out:
        out.write(struct.pack('>I', len(mutants)))
        for label, name, data in mutants:
            for text in (label, name):
                out.write(u2(len(text.encode())) + text.encode())
                if text is label:
                    out.write(struct.pack('>I', 1))
            out.write(struct.pack('>I', len(data)) + data)


def judge(vm, packed, folder, mode):
    run = subprocess.run([vm, '-Xverify:' + ('none' if mode == 'none' else 'all'), '-Xmx256m', '-cp', HERE + ':' + folder, 'Judge', packed,
                          'run' if mode == 'run' else 'link'], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, check=False, timeout=PATIENCE)
    text = IDENTITY.sub('ID', run.stdout.decode('utf-8', 'replace'))
    return run.returncode, [part.rstrip('\n') for part in re.split(r'^# ', text, flags=re.M)[1:]], run.stderr.decode('utf-8', 'replace')


def kind(verdict):
    """The class of the error, or "accepted"."""
    return re.split(r'[:\n]', verdict.split('\n', 1)[-1])[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('vm')
    parser.add_argument('java')
    parser.add_argument('classes', nargs='+')
    parser.add_argument('--count', type=int, default=2000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--batch', type=int, default=1000)
    parser.add_argument('--mode', default='link', choices=['link', 'run', 'none'],
                        help='run: also main, of programs that touch nothing outside; none: with -Xverify:none')
    parser.add_argument('--major', type=int, help='class-file version to claim: below 50 is verified by inference')
    parser.add_argument('--random', type=int, default=0, help='that many programs of tests/random too, in version 49, with subroutines')
    parser.add_argument('--keep', help='folder for mutants with different verdicts')
    options = parser.parse_args()
    if options.java != '-' and not os.path.exists(options.java):
        print('no %s: nothing is compared' % options.java)
        options.java = '-'
    folder = os.path.dirname(os.path.abspath(options.classes[0]))
    files = []
    for path in options.classes:
        with open(path, 'rb') as file:
            data = file.read()
        if options.major:
            data = data[:6] + u2(options.major) + data[8:]
        files.append(ClassFile(data))
    if options.random:
        sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'random'))
        from programs import program
        files += [ClassFile(program(2 * i)) for i in range(options.random)]
    words = options.java == '-' or is_recorded(options.java)  # other updates of java word some messages differently
    rng = random.Random(options.seed)
    different = accepted = internal = others = 0
    with tempfile.TemporaryDirectory() as tmp:
        for first in range(0, options.count, options.batch):
            mutants = []
            for i in range(first, min(first + options.batch, options.count)):
                file = rng.choice(files)
                mutants.append(('%d %s' % (i, file.name), file.name, mutate(file, rng)))
            packed = os.path.join(tmp, 'mutants')
            pack(packed, mutants)
            status, ours, stderr = judge(options.vm, packed, folder, options.mode)
            if status != 0 or len(ours) != len(mutants):
                if options.keep:
                    os.makedirs(options.keep, exist_ok=True)
                    pack(os.path.join(options.keep, 'crash'), mutants)
                sys.exit('exit status %d after %d of %d verdicts (seed %d, from %d)\n%s' %
                         (status, len(ours), len(mutants), options.seed, first, stderr[-2000:]))
            accepted += sum('\naccepted' in v for v in ours)
            theirs = ours if options.java == '-' else judge(options.java, packed, folder, options.mode)[1]
            for (label, name, data), v, w in zip(mutants, ours, theirs):
                if v.split('  Stackmap Table:')[0] == w.split('  Stackmap Table:')[0]:  # HotSpot prints behind the table's end
                    continue
                if not words and kind(v) == kind(w):
                    continue
                if v.endswith('\ntimeout') or w.endswith('\ntimeout'):
                    continue
                if METHOD.match(v) and METHOD.match(w) and kind(v) == kind(w) and METHOD.match(v)[1] != METHOD.match(w)[1]:
                    others += 1  # both are bad; HotSpot goes through methods by the addresses of their names
                    continue
                if '<illegal>' in v:
                    internal += 1  # HotSpot reads numbers above 201 as its own instructions
                    continue
                different += 1
                print('%s\n---- wanted:\n%s\n---- here:\n%s\n' % (label, w[:3000], v[:3000]))
                if options.keep:
                    os.makedirs(options.keep, exist_ok=True)
                    with open(os.path.join(options.keep, label.split()[0] + '.class'), 'wb') as out:
                        out.write(data)
    print('%d mutants of %d classes, %d accepted, %d with another text about unknown instructions, %d with another bad method: %d different' %
          (options.count, len(files), accepted, internal, others, different))
    sys.exit(1 if different else 0)


main()
