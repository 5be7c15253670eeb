#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Methods made to keep verification by inference busy: a verdict comes (in three seconds, on a machine of 2020), and within memory.

    limits.py MINIJAVAP
"""
import os
import re
import resource
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from assembler import Class  # noqa: E402
from waiting import PATIENCE  # noqa: E402

MEGABYTES = 600  # it takes 70


def local(i, kind='i'):
    return '%sconst_0\nwide %sstore %d\n' % (kind, kind, i)


def methods():
    """name -> (text, is it accepted?)"""
    n = 3000
    yield 'a loop that takes back one of 3000 locals each time', (
        '.locals 7000\n' + ''.join(local(i) for i in range(n)) + 'S:\niconst_0\ntableswitch 0 E ' + ' '.join('L%d' % i for i in range(n)) + '\n' +
        ''.join('L%d:\n%sgoto_w S\n' % (i, local(i, 'f')) for i in range(n)) + 'E:\nreturn'), True
    n = 4000
    yield 'branches backwards, each over one that takes back a local', (
        '.locals 7000\n' + ''.join(local(i) for i in range(n // 2)) + 'goto_w L%d\n' % (n - 1) +
        ''.join('L%d:\n%sgoto_w L%d\n' % (i, local(i // 2, 'f'), (i or n) - 1) for i in range(n))), True
    n = 5000
    yield '5000 subroutines call each other and use 5000 locals', (
        '.locals 60000\njsr S0\nreturn\n' + ''.join('S%d:\nwide astore %d\njsr S%d\nwide ret %d\n' % (i, i * 10, i + 1, i * 10) for i in range(n)) +
        'S%d:\nreturn' % n), False
    yield '1500 places with 30000 values on the stack', (
        '.stack 65000\n' + 'iconst_0\n' * 30001 + 'tableswitch 0 E ' + ' '.join('L%d' % i for i in range(1500)) + '\n' +
        ''.join('L%d:\ngoto_w E\n' % i for i in range(1500)) + 'E:\nreturn'), False
    yield '65000 handlers around 16000 stores', (
        'I:\n' + 'iconst_0\nistore_0\nfconst_0\nfstore_0\n' * 8000 + 'J:\nreturn\nH:\npop\nreturn\n' + '.catch * I J H\n' * 65000), False


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as tmp:
        for name, text, accepted in methods():
            path = os.path.join(tmp, 'Foo.class')
            with open(path, 'wb') as file:
                file.write(Class(version=49).method('static', 'm', '()V', text).bytes())
            try:
                run = subprocess.run([sys.argv[1], '--verify', path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                                     timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                print('%s: no verdict in %d s' % (name, PATIENCE))
                failed += 1
                continue
            said = run.stdout.decode('utf-8', 'replace')
            complex_ = re.search(r'VerifyError: \(class: Foo, method: m signature: \(\)V\) Method is too complex', said) is not None
            if run.returncode not in (0, 1) or (run.returncode == 0) != accepted or complex_ == accepted:
                print('%s: exit status %d\n%s' % (name, run.returncode, said))
                failed += 1
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if used > MEGABYTES and 'ASAN_OPTIONS' not in os.environ:
        print('%d MB used' % used)
        failed += 1
    sys.exit(1 if failed else 0)


main()
