#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What only minijavap does: --registers, --json against its schema, --verify, whole modules, the progress line.

    own.py MINIJAVAP JDK
"""
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import threading

here = os.path.dirname(os.path.abspath(__file__))
top = os.path.join(here, '..', '..')

# The discriminant as the textbook has it, with the names of the class's LocalVariableTable.
TEXTBOOK = """\
  static double discriminant(double, double, double);
    Registers: 3 arguments, 14 registers, 6 words
       0: dload_2              |
       1: dload_2              |
       2: dmul                 |  t0 = b * b
       3: ldc2_w        #7     |
       6: dload_0              |
       7: dmul                 |  acc = a * 4
       8: dload         4      |
      10: dmul                 |  acc = acc * c
      11: dsub                 |  acc = t0 - acc
      12: dreturn              |  return acc
"""
SOURCE = 'class Textbook { static double discriminant(double a, double b, double c) { return b * b - 4 * a * c; } }'


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **options)


def check(condition, *what):
    if not condition:
        sys.exit(' '.join(str(w) for w in what))


def registers(minijavap, jdk, folder):
    with open(folder + '/Textbook.java', 'w', encoding='utf-8') as file:
        file.write(SOURCE)
    for flag, text in (('-g', TEXTBOOK), ('-g:none', re.sub(r'\b([abc])\b(?!cc)', lambda m: 'l%d' % (2 * 'abc'.index(m[1])), TEXTBOOK))):
        run(jdk + '/bin/javac', flag, '-d', folder, folder + '/Textbook.java')
        out = run(minijavap, '--registers', folder + '/Textbook.class').stdout.decode()
        check(text in out, 'the discriminant with', flag, 'is not\n' + text + 'but\n' + out)


def valid(value, schema, root, path):
    """The part of JSON Schema that docs/javap.schema.json uses."""
    if '$ref' in schema:
        schema = {**root['$defs'][schema['$ref'].split('/')[-1]], **{k: v for k, v in schema.items() if k != '$ref'}}
    known = {'$ref', '$schema', '$defs', 'title', 'description', 'type', 'enum', 'minimum', 'maximum', 'items', 'required', 'properties',
             'additionalProperties'}
    check(set(schema) <= known, 'own.py does not know', set(schema) - known)
    types = {'object': dict, 'array': list, 'string': str, 'integer': int}
    if 'type' in schema:
        names = schema['type'] if isinstance(schema['type'], list) else [schema['type']]
        check(isinstance(value, tuple(types[n] for n in names)), path, 'is no', names, value)
    check('enum' not in schema or value in schema['enum'], path, value)
    if isinstance(value, int):
        check(schema.get('minimum', value) <= value <= schema.get('maximum', value), path, value)
    if isinstance(value, list):
        for i, item in enumerate(value):
            valid(item, schema.get('items', {}), root, '%s[%d]' % (path, i))
    if isinstance(value, dict):
        check(set(schema.get('required', ())) <= set(value), path, 'lacks', set(schema.get('required', ())) - set(value))
        for key, item in value.items():
            check(key in schema['properties'], path, 'has', key)
            valid(item, schema['properties'][key], root, path + '.' + key)


def count_constants(verbose):
    return len(re.findall(r'^ *#\d+ = ', verbose, re.M))


def as_json(minijavap, jdk, folder):
    with open(os.path.join(top, 'docs', 'javap.schema.json'), encoding='utf-8') as file:
        schema = json.load(file)
    for source in ('Kinds', 'module-info'):
        run(jdk + '/bin/javac', '-g', '-parameters', '-nowarn', '-d', os.path.join(folder, 'json'), os.path.join(here, source + '.java'))
    names = sorted(os.path.join(folder, 'json', name) for name in os.listdir(os.path.join(folder, 'json')))
    names += ['java.lang.String', 'java.util.concurrent.ConcurrentHashMap', 'java.lang.Object', 'java.lang.invoke.LambdaForm']
    classes = [json.loads(line) for line in run(minijavap, '--json', '-p', *names).stdout.splitlines()]
    check(len(classes) == len(names), len(names), 'classes,', len(classes), 'objects')
    for name, c in zip(names, classes):
        valid(c, schema, schema, name)
        verbose = run(minijavap, '-v', '-p', name).stdout.decode()
        check(c['file']['sha256'] in verbose and 'size %d bytes' % c['file']['size'] in verbose, name, c['file'])
        check(len(c['constant_pool']) == count_constants(verbose), name, 'constants')
        check('fields: %d, methods: %d, attributes: %d\n' % tuple(len(c[k]) for k in ('fields', 'methods', 'attributes')) in verbose, name)
        squeezed = re.sub(' +', ' ', verbose)  # columns depend on the indentation
        for m in c['methods']:
            check(m['declaration'] + ';\n    descriptor: ' + m['descriptor'] in verbose, name, m['declaration'])
            code = [a for a in m['attributes'] if a['name'] == 'Code']
            for i in code[0]['instructions'] if code else ():
                text = ' %d: %s' % (i['bci'], re.sub(' +', ' ', i.get('text', i['op']).split('\n')[0]))
                check(text in squeezed, name, text)
    return len(classes)


def verify(minijavap, folder):
    good = os.path.join(top, 'testdata', 'Quadratic.class')
    with open(good, 'rb') as file:
        data = file.read()
    bad = {'Cut': data[:100], 'Magic': b'\xca\xfe\xba\xbf' + data[4:], 'Tail': data + b'x', 'Odd': data.replace(b'discriminant', b'discrimin;nt')}
    paths = []
    for name, content in bad.items():
        paths.append('%s/%s.class' % (folder, name))
        with open(paths[-1], 'wb') as file:
            file.write(content)
    result = run(minijavap, '-cp', os.path.dirname(good), '--verify', good)
    check((result.returncode, result.stdout) == (0, b''), result)
    alone = '%s/Alone.class' % folder  # another file name: the class itself is known all the same
    with open(alone, 'wb') as file:
        file.write(data)
    neighbours = os.path.join(top, 'testdata', 'Classes1.class')  # asks for the classes beside it
    result = run(minijavap, '--verify', alone, neighbours)
    check((result.returncode, result.stdout) == (0, b''), result)
    result = run(minijavap, '-cp', os.path.dirname(good), '--verify', good, *paths, good)
    lines = result.stdout.decode().splitlines()
    check(result.returncode == 1 and len(lines) == len(bad), result)
    for path, line in zip(paths, lines):
        check(re.match(re.escape(path) + r': at byte offset \d+: .', line), line)
    return len(bad)


def whole_module(minijavap):
    """All of a module in one call is the same as class by class, in order."""
    whole = run(minijavap, '-c', '-m', 'java.logging').stdout
    names = re.findall(r'^Classfile jrt:/java.logging/(.*)\.class$', run(minijavap, '-sysinfo', '-m', 'java.logging').stdout.decode(), re.M)
    check(len(names) > 64 and names == sorted(names, key=lambda name: name + '.class'), names)
    single = b''.join(run(minijavap, '-c', '-m', 'java.logging', name).stdout for name in names)
    check(whole == single, 'java.logging in one call differs from class by class')


def progress(minijavap):
    """Seen on a terminal when it takes more than a second; taken away at the end. The reader makes it take long: it reads a little at a
    time, and waits, until progress is seen."""
    terminal, stderr = pty.openpty()
    process = subprocess.Popen([minijavap, '-v', '-p', '-m', 'java.base'], stdout=subprocess.PIPE, stderr=stderr)
    os.close(stderr)
    shown, seen = [], threading.Event()

    def watch():
        try:
            while True:
                shown.append(os.read(terminal, 4096))
                seen.set()
        except OSError:  # the other side is closed
            pass

    watcher = threading.Thread(target=watch)
    watcher.start()
    while process.stdout.read(1 << 16) and not seen.wait(0.05):
        pass
    process.stdout.read()
    check(process.wait() == 0, 'exit status', process.returncode)
    watcher.join()
    text = b''.join(shown).decode()
    check(re.match(r'(\r\d+ of \d+ classes)+\r +\r$', text), repr(text))
    check(run(minijavap, '-m', 'java.logging').stderr == b'', 'progress without a terminal')


def main():
    minijavap, jdk = os.path.abspath(sys.argv[1]), sys.argv[2]
    if not os.path.exists(jdk + '/bin/javac'):
        sys.exit(77)
    os.environ['JAVA_HOME'] = jdk
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + '/json')
        registers(minijavap, jdk, folder)
        classes = as_json(minijavap, jdk, folder)
        faults = verify(minijavap, folder)
    whole_module(minijavap)
    progress(minijavap)
    print('registers, %d classes as JSON, %d faults, a module, progress: as they should be' % (classes, faults))


main()
