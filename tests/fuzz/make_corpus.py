#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the seeds of the fuzz targets, tests/fuzz/corpus/NAME/*: small inputs of each kind. What a fuzzer finds goes beside
them, under a name that says what it was.

    make_corpus.py
"""
import io
import pathlib
import struct
import sys
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / 'verifier'))
from cases import cases, helpers  # noqa: E402


def put(kind, name, data):
    folder = HERE / 'corpus' / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def classes():
    """Every twelfth case of the verifier's suite, of less than 600 bytes, and its helper classes."""
    for i, (_, list_) in enumerate(cases()):
        data = list_[0].bytes()
        if i % 12 == 0 and len(data) < 600:
            put('verify', 'case%03d' % i, data)
    for c in helpers():
        put('verify', c.name.replace('/', '_'), c.bytes())


def jars():
    def jar(name, *entries, compress=zipfile.ZIP_DEFLATED, comment=b''):
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w', compress) as z:
            z.comment = comment
            for path, data in entries:
                z.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), data, compress)
        put('jar', name, out.getvalue())
    manifest = ('META-INF/MANIFEST.MF', 'Manifest-Version: 1.0\r\nMain-Class: a.very.long.Name\r\n .Continued\r\nMulti-Release: true\r\n\r\n')
    jar('empty')
    jar('manifest', manifest)
    jar('stored', manifest, ('a/B.class', b'x' * 40), compress=zipfile.ZIP_STORED)
    jar('deflated', manifest, ('a/B.class', b'abc' * 100), ('META-INF/versions/11/a/B.class', b'def' * 50), ('dir/', b''))
    jar('comment', ('a', b'1'), comment=b'PK\5\6 not the end')


# What compressed resources of the seeds refer to.
SHARED = b'\0zip\0compact-cp\0(L;[L;I)L;\0a/b\0C\0java/lang\0String\0'


def packed(method, data, size):
    """Bytes as jlink --compress stores them: a header of 29 bytes, then the compressed bytes."""
    return struct.pack('<IQQIIB', 0xCAFEFAFA, len(data), size, SHARED.index(b'\0' + method + b'\0') + 1, 0xffffffff, 1) + data


def compact_class():
    """A class file whose strings lie in the image, and its size when they are put back."""
    at = lambda text: bytes([0xc0, SHARED.index(b'\0' + text + b'\0') + 1])
    names = at(b'a/b') + at(b'C') + bytes(4) + at(b'C') + at(b'java/lang') + at(b'String')
    data = (bytes.fromhex('cafebabe0000003d0007') + b'\x17' + at(b'C') + b'\x19' + at(b'(L;[L;I)L;') + struct.pack('>I', len(names)) + names
            + b'\1\0\2hi' + b'\5' + bytes(8) + b'\7\0\1' + b'rest')
    return data, 10 + 4 + 3 + len('(La/b/C;[LC;I)Ljava/lang/String;') + 5 + 9 + 3 + 4


def jimage():
    compact, size = compact_class()
    zipped = packed(b'zip', zlib.compress(b'some text, some text'), 20)
    shared = packed(b'compact-cp', compact, size)
    index = struct.pack('<II', 0, len(SHARED))
    image('small', ('java.base', 'java/lang', 'Object', 'class', b'\xca\xfe\xba\xbe' * 4, 0), ('java.base', '', 'module-info', 'class', b'm' * 9, 0),
          ('a', '', 'b', '', b'text', 0), ('packages', '', 'java.lang', '', index, 0))
    image('packed', ('java.base', 'java/lang', 'Object', 'class', shared, size), ('java.base', '', 'module-info', 'class', zipped, 20),
          ('a', '', 'b', '', packed(b'zip', zlib.compress(shared), len(shared)), size), ('packages', '', 'java.lang', '', packed(b'zip', zlib.compress(index), 8), 8))


def image(file, *resources):
    """A module image of (module, parent, base, extension, bytes, size when unpacked or 0)."""
    seed = 0x01000193

    def hash_(name):
        h = seed
        for b in name.encode():
            h = ((h * seed) ^ b) & 0xffffffff
        return h & 0x7fffffff
    strings, offsets = SHARED + b'java.base\0', {'': 0, 'java.base': len(SHARED)}
    locations, data, slots = b'\0', b'', 32
    redirect, table = [0] * slots, [0] * slots
    for module, parent, base, extension, bytes_, unpacked in resources:
        for text in (module, parent, base, extension):
            if text not in offsets:
                offsets[text] = len(strings)
                strings += text.encode() + b'\0'
        name = '/' + module + '/' + (parent + '/' if parent else '') + base + ('.' + extension if extension else '')
        slot = hash_(name) % slots
        redirect[slot], table[slot] = -1 - slot, len(locations)
        for kind, value in ((1, offsets[module]), (2, offsets[parent]), (3, offsets[base]), (4, offsets[extension]), (5, len(data)),
                            (6, len(bytes_) if unpacked else 0), (7, unpacked or len(bytes_))):
            locations += bytes([kind << 3 | 1]) + struct.pack('>H', value)
        locations += b'\0'
        data += bytes_
    head = struct.pack('<IIIIIII', 0xCAFEDADA, 1 << 16, 0, len(resources), slots, len(locations), len(strings))
    put('jimage', file, head + struct.pack('<%di' % slots, *redirect) + struct.pack('<%dI' % slots, *table) + locations + strings + data)


def texts():
    for i, text in enumerate(('()V', '(IJLjava/lang/String;[[D)Ljava/util/List;', 'Ljava/lang/Object;', '[[[I', '(' + 'J' * 130 + ')V', 'a/b/C$D', '<init>',
                              'La/b;c;', '[' * 255 + 'I', '(LA);)LB();')):
        put('descriptor', '%02d' % i, bytes([i % 8]) + text.encode())
    for i, data in enumerate((b'plain', 'h\u00e9llo \u20ac'.encode(), b'\xc0\x80', b'\xed\xa0\x81\xed\xb0\x80', b'\xf0\x9f\x98\x80', b'\xc1\xbf\xe0\x80\x80', b'\xff\xfe')):
        put('mutf8', '%02d' % i, data)
    lists = ['-Xmx64m\n-Xms8m\n-Xss1m', '-XX:+UseSerialGC\n-XX:-UseTLAB\n-XX:MaxHeapSize=1g', '-Dkey=value\n-Dempty\n-ea\n-da:a.B...\n-esa',
             '--add-opens=java.base/java.lang=ALL-UNNAMED\n--add-modules=java.sql\n--module-path=x', '-verbose:gc\n-verbose:class\n-verbose:jni',
             '-Xverify:all\n-Xverify:none\n-XX:-BytecodeVerificationRemote', '-Xbootclasspath/a:x.jar\n-XX:MaxRAMPercentage=50.5\n-XX:Deny=net,exec',
             '-XX:+Foo\n-XX:Bar=1\n-Xfoo\nfoo', '-XX:MaxInstructions=5k\n-XX:MaxRunTime=3\n-XX:MaxThreads=9']
    for i, text in enumerate(lists):
        put('options', '%02d' % i, bytes([i & 1]) + text.encode())


classes()
jars()
jimage()
texts()
