#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""minijavap against javap on classes that javac doesn't write, for all sets of options.

    unusual.py MINIJAVAP JDK

Attributes of other compilers and of old ones, every opcode, names that are no identifiers, text that is hard to print,
numbers at their limits, odd flags and signatures: one class each, put together from nothing.
"""
import os
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, '..', 'malformed'))
from cases import Builder, u2  # noqa: E402

OPTION_SETS = ['-c', '-s -l -p', '-constants -p', '-v -p', '-v -public']
FIELD, METHOD, INTERFACE_METHOD, DYNAMIC, INVOKE_DYNAMIC = 9, 10, 11, 17, 18


def u1(*values):
    return bytes(values)


def u4(*values):
    return struct.pack('>%dI' % len(values), *[v & 0xFFFFFFFF for v in values])


def code(c, body, *attributes, stack=4, handlers=()):
    return c.code(body, stack, 9, handlers, attributes)


# ---- one function a topic; each gives (name of the class, builder) pairs ----

def attributes():
    text = lambda c: u2(c.utf8('some text'))  # noqa: E731
    for name, body in [('CompilationID', text), ('SourceID', text), ('SourceFile', text), ('Deprecated', lambda c: b''),
                       ('Synthetic', lambda c: b''), ('SourceDebugExtension', lambda c: b''), ('SourceDebugExtension', lambda c: b'\n\r'), ('SourceDebugExtension', lambda c: b'\nSMAP\n\tx\r\ny "q" \xc3\xa9\n\n'),
                       ('EnclosingMethod', lambda c: u2(c.klass('a/B'), 0)),
                       ('EnclosingMethod', lambda c: u2(c.klass('a/B$C'), c.name_type('m', '()V'))),
                       ('NestHost', lambda c: u2(c.klass('a/Host'))), ('NestMembers', lambda c: u2(2, c.klass('a/M'), c.klass('a/N o'))),
                       ('PermittedSubclasses', lambda c: u2(1, c.klass('a/P'))), ('NestMembers', lambda c: u2(0)),
                       ('Record', lambda c: u2(0)),
                       ('Record', lambda c: u2(2, c.utf8('a'), c.utf8('I'), 0, c.utf8('b'), c.utf8('[Ljava/util/List;'), 3) +
                        c.attr('Signature', u2(c.utf8('[Ljava/util/List<TT;>;'))) + c.attr('Deprecated', b'') + c.attr('Odd', b'\1\2'))]:
        yield name, Builder().class_attr_of(name, body)
    for size in (0, 1, 15, 16, 17, 33):
        c = Builder()
        yield 'Unknown%d' % size, c.class_attr('com.example.Unknown', bytes(range(size)))
    c = Builder()
    c.field(0x1002, 'f', 'I', c.attr('Odd', b'xy'), c.attr('Synthetic', b''), c.attr('Deprecated', b''))
    c.method(0x400, 'm', '()V', c.attr('Odd', b'xyz'), c.attr('Exceptions', u2(0)))
    yield 'MemberAttributes', c
    c = Builder()
    c.method(9, 'm', '(ILjava/lang/String;JD)V', code(
        c, b'\0\0\0\xb1',
        c.attr('CharacterRangeTable', u2(3, 0, 1, 0, 0, 0xFFFF, 0xFFFF, 0, 0, 1) + u4(0x00400805, 0x00400C0A) + u2(1, 1, 2) + u4(1, 2) + u2(0xFFFF)),
        c.attr('StackMap', u2(2, 1, 3) + u1(1, 7) + u2(c.klass('a/B')) + u1(8) + u2(0) + u2(1) + u1(5) + u2(3, 0, 0)),
        c.attr('LineNumberTable', u2(1, 0, 65535)), c.attr('LineNumberTable', u2(1, 2, 1)), c.attr('Unheard', b'abc'),
        c.attr('LocalVariableTable', u2(3, 0, 4, c.utf8('x'), c.utf8('I'), 0, 1, 3, c.utf8('longer than five'),
                                        c.utf8('Ljava/lang/String;'), 1, 0, 4, c.utf8('e'), c.utf8('J'), 7)),
        c.attr('LocalVariableTypeTable', u2(1, 0, 4, c.utf8('\u20ac'), c.utf8('TT;'), 1))),
        c.attr('MethodParameters', u1(4) + u2(c.utf8('x'), 0x10, 0, 0x8000, c.utf8('a name of thirty-one characters'), 0x1000,
                                              c.utf8('\u00e9t\u00e9'), 0x9010)))
    yield 'CodeAttributes', c
    c = Builder()
    for i, entry in enumerate([(c.klass('A$B'), c.klass('A'), c.utf8('B'), 0xFFF9), (c.klass('A$1'), 0, 0, 0), (c.klass('A$1L'), 0, c.utf8('L'), 2),
                               (c.klass('A$E'), c.klass('A'), c.utf8('E'), 0x4619), (c.klass('A$An'), c.klass('A'), c.utf8('An'), 0x2604),
                               (c.klass('A$S'), c.klass('A'), c.utf8('S'), 0x1008), (c.klass('Foo'), c.klass('A'), c.utf8('F o'), 0x12)]):
        yield 'InnerClasses%d' % i, Builder_with_inner(entry, c)
    for i, target in enumerate([0, 7]):
        c = Builder(name='module-info', super_name=None, flags=0x8000)
        module = lambda n: c.add(b'\x13' + u2(c.utf8(n)))  # noqa: E731
        package = lambda n: c.add(b'\x14' + u2(c.utf8(n)))  # noqa: E731
        c.class_attr('Module', u2(module('my.mod'), (0x20, 0x9000)[i], (0, c.utf8('1.2'))[i], 3, module('java.base'), 0x9060, c.utf8('17'),
                                  module('other'), 0x1060, 0, module('third'), 0x20, 0, 2, package('a/b'), 0, 0, package('c/d'), 0x9000, 2, module('x'),
                                  module('y'), 1, package('e'), 0x1000, 1, module('z'), 2, c.klass('s/One'), c.klass('s/Two'), 1, c.klass('s/One'), 2,
                                  c.klass('i/A'), c.klass('i/B')))
        c.class_attr('ModulePackages', u2(2, package('a/b'), package('q/r/s')))
        c.class_attr('ModuleMainClass', u2(c.klass('a/b/Main')))
        c.class_attr('ModuleTarget', u2((0, c.utf8('linux-amd64'))[i]))
        c.class_attr('ModuleResolution', u2((0, 0xF)[i]))
        c.class_attr('ModuleHashes', u2(c.utf8('SHA-256'), 2, module('x'), 4) + b'\0\x7f\x80\xff' + u2(module('y'), 0))
        yield 'Module%d' % i, c


def Builder_with_inner(entry, pool):
    c = Builder()
    c.pool, c.index, c.next = list(pool.pool), dict(pool.index), pool.next
    return c.class_attr('InnerClasses', u2(2, *entry, *entry))


def annotations():
    def value(c, tag, *rest): return tag.encode() + u2(*rest)

    def values(c):
        nested = b'@' + u2(c.utf8('La/Inner;'), 0)
        return [value(c, 'B', c.int(-1)), value(c, 'C', c.int(65)), value(c, 'C', c.int(0x20AC)), value(c, 'C', c.int(10)), value(c, 'C', c.int(0)),
                value(c, 'D', c.add(b'\6' + struct.pack('>d', 0.1), 2)), value(c, 'F', c.add(b'\4' + struct.pack('>f', 1e10))),
                value(c, 'I', c.int(-2147483648)), value(c, 'J', c.long(1 << 62)), value(c, 'S', c.int(70000)), value(c, 'Z', c.int(0)),
                value(c, 'Z', c.int(2)), value(c, 's', c.utf8('t"e\'x\\t\n\u20ac')), value(c, 'e', c.utf8('La/E;'), c.utf8('ONE')),
                value(c, 'c', c.utf8('V')), value(c, 'c', c.utf8('[Ljava/lang/String;')), nested, b'[' + u2(0),
                b'[' + u2(2) + nested + b'[' + u2(1) + value(c, 's', c.utf8(''))]

    def annotation(c, some):
        return u2(c.utf8('La/An$no;'), len(some)) + b''.join(u2(c.utf8('v%d' % i)) + v for i, v in enumerate(some))
    for kind in ('Visible', 'Invisible'):
        c = Builder()
        c.class_attr('Runtime%sAnnotations' % kind, u2(3) + annotation(c, []) + annotation(c, values(c)) + annotation(c, values(c)[:1]))
        c.method(1, 'm', '(II)V', code(c, b'\xb1'), c.attr('Runtime%sParameterAnnotations' % kind, u1(3) + u2(0) + u2(1) + annotation(c, []) +
                                                          u2(2) + annotation(c, values(c)[:2]) + annotation(c, values(c)[11:])))
        yield kind + 'Annotations', c
    c = Builder(flags=0x2601)
    for i, v in enumerate(values(c)):
        c.method(0x401, 'v%d' % i, '()I', c.attr('AnnotationDefault', v))
    yield 'Defaults', c
    targets = [(0x00, u1(3)), (0x01, u1(0)), (0x10, u2(65535)), (0x10, u2(0)), (0x11, u1(1, 2)), (0x12, u1(0, 0)), (0x13, b''), (0x14, b''),
               (0x15, b''), (0x16, u1(255)), (0x17, u2(1)), (0x40, u2(0)), (0x40, u2(2, 0, 1, 2, 3, 4, 5)), (0x41, u2(1, 7, 8, 9)),
               (0x42, u2(0)), (0x43, u2(3)), (0x44, u2(0)), (0x45, u2(1)), (0x46, u2(2)), (0x47, u2(0) + u1(1)), (0x48, u2(1) + u1(0)),
               (0x49, u2(2) + u1(2)), (0x4A, u2(3) + u1(0)), (0x4B, u2(1) + u1(255))]
    paths = [u1(0), u1(1, 0, 0), u1(3, 1, 0, 2, 0, 3, 5)]
    c = Builder()
    body = b''.join(u1(t) + info + path + annotation(c, values(c)[:1] if t == 0x10 else []) for t, info in targets for path in paths)
    c.method(9, 'm', '()V', code(c, b'\0\0\0\xb1', c.attr('RuntimeVisibleTypeAnnotations', u2(len(targets) * 3) + body)),
             c.attr('RuntimeInvisibleTypeAnnotations', u2(len(targets) * 3) + body))
    yield 'TypeAnnotations', c


def instructions():
    def ops(c):
        field, method = c.ref(FIELD, 'f', 'I'), c.ref(METHOD, 'm', '()V')
        other = c.add(b'\x0b' + u2(c.klass('a/Face'), c.name_type('i', '(J)V')))
        yield from ((bytes([op]) for op in list(range(0, 16)) + list(range(26, 54)) + list(range(59, 132)) + list(range(133, 153)) +
                     list(range(172, 178)) + [0xBE, 0xBF, 0xC2, 0xC3]))
        yield from (b'\x10' + u1(v) for v in (0, 127, 128, 255))
        yield from (b'\x11' + u2(v) for v in (0, 32767, 32768, 65535))
        constants = [c.int(7), c.add(b'\4' + struct.pack('>f', -0.0)), c.string('s"q\n'), c.klass('[[I'), c.klass('a/B'), c.method_type('(I)V'),
                     c.handle(6, method), c.dynamic(DYNAMIC, 0, 'condy', 'I'), c.string('a//b  two  blanks ')]
        yield from (b'\x12' + u1(i) for i in constants)
        yield from (b'\x13' + u2(i) for i in constants)
        yield from (b'\x14' + u2(i) for i in (c.long(-1), c.add(b'\6' + struct.pack('>d', 1e100), 2), c.dynamic(DYNAMIC, 0, 'wide', 'J')))
        yield from (bytes([op, 200]) for op in list(range(21, 26)) + list(range(54, 59)) + [0xA9])
        yield from (b'\xc4' + bytes([op]) + u2(40000) for op in list(range(21, 26)) + list(range(54, 59)) + [0xA9])
        yield from (b'\x84' + u1(1, 5), b'\x84' + u1(255, 251), b'\xc4\x84' + u2(300, 65000))
        yield from (bytes([op]) + u2(d & 0xFFFF) for op in list(range(153, 169)) + [0xC6, 0xC7] for d in (3, -2))
        yield from (bytes([op]) + u4(d) for op in (0xC8, 0xC9) for d in (5, -70000))
        yield from (bytes([op]) + u2(field) for op in range(178, 182))
        yield from (bytes([op]) + u2(m) for op in (182, 183, 184) for m in (method, other))
        yield b'\xb9' + u2(other, 0x0300)
        yield b'\xba' + u2(c.dynamic(INVOKE_DYNAMIC, 0, 'indy', '(I)V'), 0)
        yield from (bytes([op]) + u2(k) for op in (0xBB, 0xBD, 0xC0, 0xC1) for k in (c.klass('a/B'), c.klass('Foo'), c.klass('[La/B;')))
        yield from (b'\xbc' + u1(t) for t in (4, 5, 6, 7, 8, 9, 10, 11))
        yield b'\xc5' + u2(c.klass('[[[I')) + u1(2)

    c = Builder()
    body = b''.join(ops(c))
    c.method(9, 'all', '()V', code(c, body, handlers=[(0, 5, 9, 0), (1, 400, 2, c.klass('a/Ex'))]))
    handle = c.handle(6, c.ref(METHOD, 'm', '()V'))
    c.class_attr('BootstrapMethods', u2(2, handle, 0, handle, 4, c.int(1), c.string('x\ty'), handle, c.method_type('()V')))
    yield 'AllOpcodes', c
    for pad in range(4):
        c = Builder()
        nops = b'\0' * pad
        table = nops + b'\xaa' + b'\0' * ((3 - pad) & 3) + u4(16, -2, 1, 20, -1, 5, 99) + b'\xb1'
        lookup = nops + b'\xab' + b'\0' * ((3 - pad) & 3) + u4(16, 3, -2147483648, 4, 0, 5, 2147483647, -6) + b'\xb1'
        empty = nops + b'\xab' + b'\0' * ((3 - pad) & 3) + u4(9, 0) + b'\xb1'
        single = nops + b'\xaa' + b'\0' * ((3 - pad) & 3) + u4(9, 2147483647, 2147483647, 7) + b'\xb1'
        for name, body in (('table', table), ('lookup', lookup), ('empty', empty), ('single', single)):
            c.method(9, name, '()V', code(c, body))
        yield 'Switches%d' % pad, c
    c = Builder()
    for op in range(202, 254):
        c.method(9, 'op%d' % op, '()V', code(c, bytes([op, 0, 0xB1])))
    yield 'NoOpcodes', c
    c = Builder()
    k = c.klass('a/B')
    types = u1(0, 1, 2, 3, 4, 5, 6, 7) + u2(k) + u1(8) + u2(65535)
    frames = [u1(0), u1(63), u1(64, 1), u1(127, 7) + u2(k), u1(247) + u2(9) + u1(8) + u2(2), u1(248) + u2(0), u1(249) + u2(1), u1(250) + u2(65535),
              u1(251) + u2(3), u1(252) + u2(1) + u1(5), u1(253) + u2(1) + u1(7) + u2(c.klass('[I')) + u1(0), u1(254) + u2(2) + u1(1, 1, 1),
              u1(255) + u2(0, 9) + types + u2(9) + types, u1(255) + u2(0, 0, 0)]
    c.method(9, 'm', '()V', code(c, b'\xb1', c.attr('StackMapTable', u2(len(frames)) + b''.join(frames))))
    yield 'Frames', c


def constants():
    c = Builder()
    doubles = [0.0, -0.0, 1.0, 1e-3, 9.999e-4, 1e7, 9999999.999, 123456789.125, float('inf'), float('-inf'), 5e-324, 1.7976931348623157e308, 2e-3,
               2.2250738585072014e-308, 1e23, 0.1, 100.0, 4.35, 1 / 3, 2.0 ** 63, 1e16, 1e21, 1e22, 9007199254740993.0, 2.2250738585072011e-308]
    for i, d in enumerate(doubles):
        c.field(0x19, 'd%d' % i, 'D', c.attr('ConstantValue', u2(c.add(b'\6' + struct.pack('>d', d), 2))))
    for i, bits in enumerate([0x7FF8000000000000, 0xFFF8000000000001, 0x7FF0000000000001]):
        c.field(0x19, 'n%d' % i, 'D', c.attr('ConstantValue', u2(c.add(b'\6' + struct.pack('>Q', bits), 2))))
    for i, bits in enumerate([0, 0x80000000, 0x3F800000, 0x7F800000, 0xFF800000, 0x7FC00000, 0xFFFFFFFF, 1, 0x7F7FFFFF, 0x3A83126F, 0x4B189680, 0x4B18967F,
                              0x3DCCCCCD, 0x00800000, 0x4CBEBC20, 0x501502F9, 0x5F000000]):
        c.field(0x19, 'f%d' % i, 'F', c.attr('ConstantValue', u2(c.add(b'\4' + struct.pack('>I', bits)))))
    for i, v in enumerate([0, -1, 1 << 63, (1 << 63) - 1]):
        c.field(0x19, 'l%d' % i, 'J', c.attr('ConstantValue', u2(c.add(b'\5' + struct.pack('>Q', v & (1 << 64) - 1), 2))))
    for type_ in 'IBSZC':
        for i, v in enumerate([0, 1, 2, -1, 65, 39, 34, 92, 10, 127, 160, 0xE9, 0x20AC, 0xD800, 65535, 65536 + 65, 2147483647, -2147483648]):
            c.field(0x19, '%s%d' % (type_.lower(), i), type_, c.attr('ConstantValue', u2(c.int(v))))
    yield 'Numbers', c
    c = Builder()
    texts = ['', ' ', '  lead', 'trail  ', 'a"b', "a'b", 'a\\b', '\n\r\t\b\f\v\x1b', '\x7f\x80\x9f\xa0\xad', '\u2028\u2029\ufeff\ufffe', 'e\u0301',
             '/*', '//', '{', '%s %d %n', '\u00e9\u00df', '\u4e2d\u6587 \u0627', '<>&']
    raw = [b'\xc0\x80', b'a\xc0\x80b', b'\xed\xa0\xbd\xed\xb8\x80', b'\xed\xa0\x80', b'\xed\xb0\x80', b'x\xed\xb8\x80\xed\xa0\xbdy']
    for i, t in enumerate([t.encode() for t in texts] + raw):
        c.field(0x19, 's%d' % i, 'Ljava/lang/String;', c.attr('ConstantValue', u2(c.string(t))))
        c.method(9, 'm%d' % i, '()V', code(c, b'\x13' + u2(c.string(t)) + b'\xb1'))
    yield 'Texts', c
    c = Builder()
    init = c.add(bytes([METHOD]) + u2(c.klass('a/B'), c.name_type('<init>', '()V')))
    face = c.add(bytes([INTERFACE_METHOD]) + u2(c.klass('a/F'), c.name_type('i', '()V')))
    for kind, ref in [(1, c.ref(FIELD, 'f', 'I')), (2, c.ref(FIELD, 'f', 'I')), (3, c.ref(FIELD, 'f', 'I')), (4, c.ref(FIELD, 'g', 'J')),
                      (5, c.ref(METHOD, 'm', '()V')), (6, c.ref(METHOD, 'm', '()V')), (6, face), (7, c.ref(METHOD, 'm', '()V')), (7, face), (8, init),
                      (9, face)]:
        c.method(9, 'h%d_%d' % (kind, ref), '()V', code(c, b'\x13' + u2(c.handle(kind, ref)) + b'\xb1'))
    yield 'Handles', c


def names():
    odd = ['two words', 'dash-ed', '1digit', 'semi:colon', 'quo"te', 'back\\slash', 'tab\there', 'new\nline', "apos'", '\u00e9t\u00e9', '\u4e2d', '\u20ac',
           '\u2028', '\u00ad', '\u00a0', '\u0301', 'a\u0301', '\u0661', 'x\u0661', '\u2160', '\u203f', '\u2118', '\u00b7', 'x\u00b7', '\u3007', '\uff21',
           '\uff3f', '\ufe33', '\uffe5', '\u2190', '\u2e2f', '\u0378', '\ufdfb', '\u200b', 'x\u200c', 'goto', 'true', '$', '_', 'a#b', 'a,b', 'a=b', 'a%b',
           'a*', 'x\x7f', '\x01', '\u1369', '\u0e33', '\u309b', '\u309c', '\u212e', '\ua9e0', '\u20dd', 'x\u20dd', 'x\u20d0', '\u2c2f', '\uaa7d', '\u00aa', '\u09fb',
           '\u2054', '\u2040', '\ufe4d', '\u1f80', '\u2071', '\u207f', '\u2102', '\u2115', '\u2119', '\u2124', '\u2180', '\u2188', '\u3005', '\u3021', '\u3031', '\u303c',
           '\u0482', '\u055a', '\u0640', '\u066a', '\u06dd', '\u070f', '\u0964', '\u0e3f', '\u17b4', 'x\u17b4', '\u180e', 'x\u180e', '\u1806', '\ud7a4'.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')]
    raw = [b'\xed\xa0\xbd\xed\xb8\x80', b'x\xed\xa0\x80', b'\xed\xa0\xb5\xed\xb0\x80', b'\xed\xa1\x80\xed\xb0\x80', b'\xc0\x80', b'x\xc0\x80']
    for i, name in enumerate([n.encode() for n in odd] + raw):
        c = Builder(name=b'p/' + name)
        if not set(name) & set(b'.;[/<>'):
            field = c.add(bytes([FIELD]) + u2(c.klass(b'q/' + name), c.name_type(name, b'L' + name + b';')))
            method = c.add(bytes([METHOD]) + u2(c.klass(b'p/' + name), c.name_type(name, '()V')))
            c.field(1, name, b'[L' + name + b';')
            c.method(9, name, b'(L' + name + b';)V', code(c, b'\xb2' + u2(field) + b'\xb8' + u2(method) + b'\xb1'),
                     c.attr('MethodParameters', u1(1) + u2(c.utf8(name), 0)))
        c.class_attr('SourceFile', u2(c.utf8(name)))
        yield 'Name%d' % i, c


def flags():
    for bits in (0, 1, 0x11, 0x21, 0x31, 0x421, 0x601, 0x600, 0x2601, 0x4011, 0x4021, 0x4421, 0x1021, 0x9020, 0x8000, 0xFFFF, 0x8600):
        for version in (61, 51, 45):
            c = Builder(flags=bits, version=(version, 3 if version == 45 else 0))
            interface = bits & 0x200
            for i, f in enumerate((0x19, 0x1019, 0x4019) if interface else (0, 1, 2, 4, 8, 0x10, 0x40, 0x80, 0x1000, 0x4000, 0x50DC & ~0x40)):
                c.field(f, 'f%d' % i, 'I')
            for i, f in enumerate((0x401, 0x1401) if interface else
                                  (0x401, 0x101, 0x121, 0x1041, 0xC1, 0x101, 0x102, 0x104, 0x100, 0x1C0, 0x108, 0x119)):
                c.method(f, 'm%d' % i, '(I[J[[Ljava/lang/Object;)V')
            if interface and version >= 52:
                c.method(1, 'd', '()V', code(c, b'\xb1'))
                c.method(2, 'p', '()V', code(c, b'\xb1'))
                c.method(9, 's', '()V', code(c, b'\xb1'))
            c.method(8, '<clinit>', '()V', code(c, b'\xb1'))
            c.interfaces = ['a/I', 'a/J']
            if bits & 0x8000:
                c.super_name = 'a/S'
            yield 'Flags%04x_%d' % (bits, version), c


def signatures():
    classes = ['Ljava/lang/Object;', '<T:Ljava/lang/Object;>Ljava/lang/Object;', '<T::Ljava/lang/Runnable;>La/S<TT;>;La/I<-TT;>;La/J;',
               '<A:TB;B:La/B;:La/C;:La/D<*>;>La/Outer<TA;>.Inner<[TB;+[I>.Leaf;', '<T::La/I;:La/J;>Ljava/lang/Object;La/I;',
               '<T:Ljava/lang/Object;:La/I;>Ljava/lang/Object;', 'La/S<**+La/X;-[[J>;']
    methods = ['()V', '(TT;)TT;', '<X:Ljava/lang/Exception;>(I)V^TX;', '<X::La/I;>(Ljava/util/List<-TX;>;[TX;)Ljava/util/Map<TX;[I>;^TX;^La/Ex;',
               '<X:Ljava/lang/Object;Y:TX;>()V', '(La/O<TT;>.I;)V', '()[[TT;']
    for flag in (0x21, 0x601):
        for i, signature in enumerate(classes):
            c = Builder(flags=flag)
            c.class_attr('Signature', u2(c.utf8(signature)))
            for j, method in enumerate(methods):
                c.method(0x481 if j % 2 else 0x401, 'm%d' % j, '(I[I)V', c.attr('Signature', u2(c.utf8(method))), c.attr('Exceptions', u2(1, c.klass('a/Ex'))))
            c.field(0x19, 'f', 'La/B;', c.attr('Signature', u2(c.utf8('La/B<La/C<*>.D;>;'))))
            yield 'Signature%x_%d' % (flag, i), c


def class_attr_of(self, name, body):
    return self.class_attr(name, body(self))


Builder.class_attr_of = class_attr_of


def results(program, options, paths, encoding):
    env = dict(os.environ, LC_ALL=encoding)
    run = subprocess.run([program] + options.split() + paths, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, env=env)
    return run.stdout, run.stderr, run.returncode


def main():
    minijavap, jdk = os.path.abspath(sys.argv[1]), sys.argv[2]
    if not os.path.exists(jdk + '/bin/javap'):
        sys.exit(77)
    failed = total = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for topic in (attributes, annotations, instructions, constants, names, flags, signatures):
            for i, (name, builder) in enumerate(topic()):
                paths.append(os.path.join(folder, '%s%d_%s.class' % (topic.__name__, i, name)))
                with open(paths[-1], 'wb') as file:
                    file.write(builder.bytes())

        def compare(options, some):
            """The paths whose output differs: by halving."""
            pair = [results(program, options, some, 'C.UTF-8') for program in (jdk + '/bin/javap', minijavap)]
            if pair[0] == pair[1]:
                return []
            if len(some) > 1:
                return compare(options, some[:len(some) // 2]) + compare(options, some[len(some) // 2:])
            return [(some[0], *pair)]
        for options in OPTION_SETS:
            total += len(paths)
            for path, theirs, ours in compare(options, paths):
                failed += 1
                print('%s %s: differs (status %d, %d) %s' % (options, os.path.basename(path), theirs[2], ours[2], (theirs[1] + ours[1]).decode()))
                lines = [x[0].decode('utf-8', 'replace').split('\n') for x in (theirs, ours)]
                for a, b in zip(*lines):
                    if a != b:
                        print('  javap:     %r\n  minijavap: %r' % (a[:150], b[:150]))
                        break
    print('%d comparisons on %d classes, %d differ' % (total, len(paths), failed))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
