#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the verifier says of the classes of cases.py, against HotSpot 17's -Xverify:all: same error class, same message.

    run.py MINIJVM [JAVA]           compare with JAVA, live, if it is there and a 17; else with expected.txt
    run.py --record JDK_HOME        compile Judge.java and write expected.txt again

expected.txt has a line a case: label, error class, first line of the message, and a checksum of the whole text.
"""
import hashlib
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing is left in the source folder
from cases import write_cases  # noqa: E402

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from jre import is_recorded  # noqa: E402
from waiting import PATIENCE  # noqa: E402

here = os.path.dirname(os.path.abspath(__file__))
expected_path = os.path.join(here, 'expected.txt')
IDENTITY = re.compile(r'(?<=Judge @)[0-9a-f]+')


def verdicts(java, packed):
    """[(label, text)]"""
    run = subprocess.run([java, '-Xverify:all', '-cp', here, 'Judge', packed, 'whole'], stdout=subprocess.PIPE, check=False, timeout=PATIENCE)
    if run.returncode:
        sys.exit('%s: exit status %d' % (java, run.returncode))
    text = IDENTITY.sub('ID', run.stdout.decode('utf-8', 'replace'))
    found = [part.split('\n', 1) for part in re.split(r'^# ', text, flags=re.M)[1:]]
    return [(label, rest.rstrip('\n')) for label, rest in found]


def line(label, text):
    return '%s -> %s [%s]' % (label, text.split('\n')[0], hashlib.sha256(text.encode()).hexdigest()[:8])


def kind(text):
    """The class of the error, or "accepted"."""
    return re.split(r'[:\n]', text)[0]


def is_java17(java):
    try:
        run = subprocess.run([java, '-version'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    except OSError:
        return False
    return b'version "17.' in run.stdout


def main():
    with tempfile.TemporaryDirectory() as tmp:
        packed = os.path.join(tmp, 'cases')
        count = write_cases(packed)
        if sys.argv[1] == '--record':
            bin_ = os.path.join(sys.argv[2], 'bin')
            subprocess.run([bin_ + '/javac', '-g:none', '--release', '17', '-d', here, os.path.join(here, 'Judge.java')], check=True)
            with open(expected_path, 'w', encoding='utf-8') as file:
                file.writelines(line(*v) + '\n' for v in verdicts(bin_ + '/java', packed))
            return
        ours = verdicts(sys.argv[1], packed)
        live = len(sys.argv) > 2 and is_java17(sys.argv[2])
        same = live and is_recorded(sys.argv[2])
        theirs = verdicts(sys.argv[2], packed) if live else None
    if len(ours) != count:
        sys.exit('%d verdicts of %d cases' % (len(ours), count))
    with open(expected_path, encoding='utf-8') as file:
        expected = file.read().splitlines()
    different = 0
    for i, (label, text) in enumerate(ours):
        if (theirs[i] == (label, text)) if live else i < len(expected) and expected[i] == line(label, text):
            continue
        # Another update of java words some messages differently: ours are those of the recording.
        if live and not same and (expected[i:i + 1] == [line(label, text)] or kind(text) == kind(theirs[i][1])):
            continue
        different += 1
        wanted = theirs[i][1] if live else expected[i] if i < len(expected) else 'nothing recorded'
        print('%s\n---- wanted:\n%s\n---- here:\n%s\n' % (label, wanted, text))
    if same and [line(*v) for v in theirs] != expected:
        print('expected.txt is not what java says: record it again')
        different += 1
    print('%d cases, %d refused, compared %s: %d different' %
          (count, sum(text != 'accepted' for _, text in ours), 'with java' if live else 'with the recording', different))
    sys.exit(1 if different else 0)


main()
