# SPDX-License-Identifier: MIT
"""Class files with one fault each, put together from nothing.

    cases() -> [(label, bytes, name)]      name: what the loader asks for; '' = unknown

write_cases packs them into one file for parse_cases.c and Recorder.java: u4 size, u2 length of the name, name, bytes.
"""
import struct


def u2(*values):
    return struct.pack('>%dH' % len(values), *values)


class Builder:
    """A class file under construction; constants are shared by content."""

    def __init__(self, name='Foo', super_name='java/lang/Object', version=(61, 0), flags=0x21):
        self.pool, self.index, self.next = [], {}, 1
        self.name, self.super_name, self.version, self.flags = name, super_name, version, flags
        self.magic, self.count, self.tail = 0xCAFEBABE, None, b''
        self.interfaces, self.fields, self.methods, self.attributes = [], [], [], []

    def add(self, entry, slots=1):
        if entry not in self.index:
            self.pool.append(entry)
            self.index[entry] = self.next
            self.next += slots
        return self.index[entry]

    def utf8(self, text):
        data = text if isinstance(text, bytes) else text.encode()
        return self.add(b'\1' + u2(len(data)) + data)

    def klass(self, name): return self.add(b'\7' + u2(self.utf8(name)))
    def string(self, text): return self.add(b'\x08' + u2(self.utf8(text)))
    def int(self, value): return self.add(b'\3' + struct.pack('>i', value))
    def long(self, value): return self.add(b'\5' + struct.pack('>q', value), 2)
    def name_type(self, name, desc): return self.add(b'\x0c' + u2(self.utf8(name), self.utf8(desc)))

    def ref(self, tag, name, desc):
        return self.add(bytes([tag]) + u2(self.klass('Foo'), self.name_type(name, desc)))

    def handle(self, kind, ref): return self.add(b'\x0f' + bytes([kind]) + u2(ref))
    def method_type(self, desc): return self.add(b'\x10' + u2(self.utf8(desc)))
    def dynamic(self, tag, bootstrap, name, desc): return self.add(bytes([tag]) + u2(bootstrap, self.name_type(name, desc)))

    def attr(self, name, body, length=None):
        return u2(self.utf8(name)) + struct.pack('>I', len(body) if length is None else length) + body

    def code(self, code=b'\xb1', max_stack=1, max_locals=1, handlers=(), nested=(), length=None):
        return self.attr('Code', u2(max_stack, max_locals) + struct.pack('>I', len(code)) + code +
                         u2(len(handlers)) + b''.join(u2(*h) for h in handlers) +
                         u2(len(nested)) + b''.join(nested), length)

    def member(self, where, flags, name, desc, *attributes):
        where.append(u2(flags, self.utf8(name), self.utf8(desc), len(attributes)) + b''.join(attributes))
        return self

    def field(self, flags, name, desc, *attributes): return self.member(self.fields, flags, name, desc, *attributes)
    def method(self, flags, name, desc, *attributes): return self.member(self.methods, flags, name, desc, *attributes)

    def class_attr(self, name, body, length=None):
        self.attributes.append(self.attr(name, body, length))
        return self

    def bytes(self):
        this = self.klass(self.name)
        superclass = self.klass(self.super_name) if self.super_name else 0
        interfaces = [self.klass(i) if isinstance(i, str) else i for i in self.interfaces]
        parts = [struct.pack('>IHH', self.magic, self.version[1], self.version[0]),
                 u2(self.next if self.count is None else self.count), *self.pool,
                 u2(self.flags, this, superclass, len(interfaces), *interfaces)]
        for list_ in (self.fields, self.methods, self.attributes):
            parts += [u2(len(list_)), *list_]
        return b''.join(parts) + self.tail


def cases():
    out = []

    def case(label, builder, name='Foo'):
        out.append((label, builder if isinstance(builder, bytes) else builder.bytes(), name))

    def make(label, change, name='Foo', **options):
        """One case; change(builder) does the damage."""
        c = Builder(**options)
        change(c)
        case(label, c, name)

    header(case, make)
    pool(case, make)
    names_and_descriptors(make)
    flags(make)
    members(make)
    code(make)
    member_attributes(make)
    class_attributes(make)
    return out


def header(case, make):
    make('valid', lambda c: None)
    make('magic', lambda c: setattr(c, 'magic', 1234))
    for version in ((44, 0), (45, 0), (45, 3), (55, 5), (56, 1), (60, 65535), (61, 3), (61, 65535), (62, 0), (65535, 65535)):
        make('version %d.%d' % version, lambda c: None, version=version)
    make('pool size 0', lambda c: setattr(c, 'count', 0))
    make('extra bytes', lambda c: setattr(c, 'tail', b'x'))
    case('empty', b'')
    case('short', b'\xca\xfe\xba\xbe\0\0\0')
    case('version only', b'\xca\xfe\xba\xbe\0\0\0\x3d')
    make('array superclass', lambda c: None, super_name='[I')
    make('no superclass', lambda c: None, super_name=None)
    make('no superclass, unknown name', lambda c: None, super_name=None, name='')
    make('array name', lambda c: setattr(c, 'name', '[I'), '')
    make('dotted name', lambda c: setattr(c, 'name', 'a.b'), '')
    make('interface of a class', lambda c: None, flags=0x601, super_name='java/lang/String')
    make('module', lambda c: None, flags=0x8000, super_name=None)
    make('module with module constant', lambda c: c.add(b'\x13\0\1'), flags=0x8000, super_name=None)
    for label, interfaces in (('twice', ['java/lang/Runnable'] * 2), ('array', ['[I']), ('no class', [1]), ('index 0', [0])):
        make('interface ' + label, lambda c: setattr(c, 'interfaces', interfaces))


def pool(case, make):
    for tag in (0, 2, 13, 14, 19, 20, 21, 99):
        make('tag %d' % tag, lambda c: c.add(bytes([tag, 0, 1, 0, 1])))
    for tag, version in ((15, 50), (16, 50), (17, 54), (18, 50)):
        make('tag %d in version %d' % (tag, version), lambda c: c.add(bytes([tag, 0, 1, 0, 1])), version=(version, 0))

    def long_at_end(c):
        c.klass(c.name), c.klass(c.super_name), c.add(b'\5' + bytes(8))
    make('long at the end', long_at_end)
    for tag in (7, 8, 9, 10, 11, 12, 16):
        for index in (0, 1, 3, 999):
            def one(c):
                c.utf8('x'), c.klass('Foo'), c.int(3)
                c.add(bytes([tag]) + u2(*([index, 1] if tag in (9, 10, 11, 12) else [index])))
            make('tag %d index %d' % (tag, index), one)
            if tag in (9, 10, 11, 12):
                def two(c):
                    c.utf8('x'), c.klass('Foo')
                    c.add(bytes([tag]) + u2(1 if tag == 12 else 3, index))
                make('tag %d second index %d' % (tag, index), two)
    for kind in range(11):
        for tag, name in ((9, 'x'), (10, 'x'), (11, 'x'), (10, '<init>'), (11, '<init>')):
            for version in (61, 51):
                make('handle %d of tag %d %s, version %d' % (kind, tag, name, version),
                     lambda c: c.handle(kind, c.ref(tag, name, 'I' if tag == 9 else '()V')), version=(version, 0))
    make('handle of nothing', lambda c: c.handle(1, 0))
    make('handle out of range', lambda c: c.handle(1, 999))
    make('handle of a name', lambda c: c.handle(1, c.utf8('x')))
    for text in (b'\0', b'a\x80', b'\xc0\x80', b'\xc1\x80', b'\xc3', b'\xe0\x80\x80', b'\xed\xa0\x80', b'\xf0\x90\x80\x80',
                 b'\xff', b'aaaaaaaaa\0', b'\xe4\xb8'):
        for version in (61, 47):
            make('utf8 %s, version %d' % (text.hex(), version), lambda c: c.utf8(text), version=(version, 0))
    make('field of a method type', lambda c: c.ref(9, 'f', '()V'))
    make('method of a field type', lambda c: c.ref(10, 'm', 'I'))
    make('method of an empty type', lambda c: c.ref(10, 'm', ''))
    make('call site of a field type', lambda c: c.dynamic(18, 0, 'm', 'I'))
    make('dynamic constant of a method type', lambda c: c.dynamic(17, 0, 'm', '()V'))
    make('no bootstrap methods', lambda c: c.dynamic(18, 0, 'm', '()V'))
    make('method type of a field type', lambda c: c.method_type('I'))
    make('method type cut off', lambda c: c.method_type('()'))


def names_and_descriptors(make):
    for version in (61, 48):
        v = {'version': (version, 0)}
        for name in ('', 'a', '1', 'a.b', 'a;', 'a[', 'a/b', '<a>', 'a<', '<init>', '<clinit>', 'a b', '$', '\u20ac'):
            label = '"%s", version %d' % (name, version)
            make('field ' + label, lambda c: c.field(1, name, 'I'), **v)
            make('method ' + label, lambda c: c.method(0x109 if name == '<clinit>' else 0x101, name, '()V'), **v)
            make('fieldref ' + label, lambda c: c.ref(9, name, 'I'), **v)
            make('methodref ' + label, lambda c: c.ref(10, name, '()V'), **v)
            make('interface methodref ' + label, lambda c: c.ref(11, name, '()V'), **v)
        for name in ('/', 'a/', '/a', 'a//b', 'a/1b', '1a', '[', '[I', '[La;', '[La', '[L;', '[L/a;', '[La//b;', '[V', '<a>', ''):
            make('class "%s", version %d' % (name, version), lambda c: c.klass(name), **v)
        for desc in ('', 'I', 'V', 'L;', 'La;', 'La', 'LI', '[', '[V', 'La.b;', 'La[;', 'II', '(I)V', 'L/a;', 'La/;', 'Q', 'L<a>;'):
            make('field of type "%s", version %d' % (desc, version), lambda c: c.field(1, 'f', desc), **v)
            make('parameter "%s", version %d' % (desc, version), lambda c: c.method(0x101, 'm', '(%s)V' % desc), **v)
            make('result "%s", version %d' % (desc, version), lambda c: c.method(0x101, 'm', '()' + desc), **v)
        for desc in ('(', '()', '(I', 'I)V', '()VV', '())V', '(I)V', '()I'):
            for name, bits in (('m', 1), ('<init>', 1), ('<clinit>', 9)):
                make('%s%s, version %d' % (name, desc, version), lambda c: c.method(bits, name, desc, c.code(max_locals=3)), **v)
    for dimensions in (255, 256):
        array = '[' * dimensions + 'I'
        make('field of %d dimensions' % dimensions, lambda c: c.field(0, 'f', array))
        make('parameter of %d dimensions' % dimensions, lambda c: c.method(0x101, 'm', '(%s)V' % array))
        make('class of %d dimensions' % dimensions, lambda c: c.klass(array))
    for label, bits, desc in (('255 words', 0x109, 'I' * 255), ('256 words', 0x101, 'I' * 255), ('128 longs', 0x109, 'J' * 128)):
        make('parameters: ' + label, lambda c: c.method(bits, 'm', '(%s)V' % desc))


def flags(make):
    for version in (61, 49, 48):
        for bits in (0x20, 0x600, 0x621, 0x200, 0x610, 0x430, 0x2600, 0x2000, 0x4600, 0x4000, 0x8000, 0xFFFF, 0x1000):
            make('class flags %x, version %d' % (bits, version), lambda c: None, flags=bits, version=(version, 0))
    for owner in (0x21, 0x601):
        for bits in (0, 1, 2, 3, 6, 9, 0x19, 0x1a, 0x50, 0x59, 0x99, 0x4019, 0x1019, 0x500, 0xFFFF):
            make('field flags %x, class %x' % (bits, owner), lambda c: c.field(bits, 'f', 'I'), flags=owner)
        for version in (61, 60, 52, 51, 50, 49, 48):
            for bits in (0, 1, 2, 3, 9, 0x11, 0x21, 0x41, 0x101, 0x401, 0x402, 0x404, 0x409, 0x411, 0x421, 0x501, 0x801, 0xc01, 0x1401):
                make('method flags %x, class %x, version %d' % (bits, owner, version),
                     lambda c: c.method(bits, 'm', '()V', *([] if bits & 0x500 else [c.code()])),
                     flags=owner, version=(version, 0))
        for name in ('<init>', '<clinit>'):
            for version in (61, 50, 48):
                for bits in (1, 2, 3, 8, 0x11, 0x21, 0x41, 0x101, 0x401, 0x408, 0x801):
                    make('%s flags %x, class %x, version %d' % (name, bits, owner, version),
                         lambda c: c.method(bits, name, '()V', *([] if bits & 0x500 else [c.code()])),
                         flags=owner, version=(version, 0))


def members(make):
    make('field twice', lambda c: c.field(1, 'f', 'I').field(1, 'f', 'I'))
    make('field of two types', lambda c: c.field(1, 'f', 'I').field(1, 'f', 'J'))
    make('method twice', lambda c: c.method(0x101, 'm', '()V').method(0x101, 'm', '()V'))
    make('one of 300 fields twice', lambda c: [c.field(1, 'f%d' % (i % 299), 'I') for i in range(300)])
    for label, where in (('field', 'fields'), ('method', 'methods')):
        make(label + ' name index', lambda c: getattr(c, where).append(u2(1, 999, 1, 0)))
        make(label + ' descriptor index', lambda c: getattr(c, where).append(u2(1, c.utf8('x'), 999, 0)))


def code(make):
    def with_code(label, change, **options):
        make(label, lambda c: c.method(9, 'm', '()V', change(c)), **options)
    make('no code', lambda c: c.method(1, 'm', '()V'))
    make('native with code', lambda c: c.method(0x101, 'm', '()V', c.code()))
    make('code twice', lambda c: c.method(1, 'm', '()V', c.code(), c.code()))
    make('arguments over locals', lambda c: c.method(1, 'm', '(J)V', c.code(max_locals=2)))
    with_code('code of no bytes', lambda c: c.code(b''))
    with_code('code of 65535 bytes', lambda c: c.code(bytes(65534) + b'\xb1'))
    with_code('code of 65536 bytes', lambda c: c.code(bytes(65536)))
    with_code('code attribute too short', lambda c: c.code(length=11))
    with_code('code attribute too long', lambda c: c.code(length=99999))
    for version in ((45, 0), (45, 3)):
        with_code('code of 1.0.2 in %d.%d' % version, lambda c: c.attr('Code', b'\1\1\0\1\xb1\0\0\0\0'), version=version)
        with_code('code of today in %d.%d' % version, lambda c: c.code(), version=version)
    for handler in ((0, 0, 0, 0), (0, 1, 0, 0), (0, 2, 0, 0), (0, 1, 1, 0), (0, 1, 0, 1), (0, 1, 0, 999), (1, 1, 0, 0)):
        with_code('handler %d-%d at %d of %d' % handler, lambda c: c.code(handlers=[handler]))
    for name in ('LineNumberTable', 'LocalVariableTable', 'LocalVariableTypeTable', 'StackMapTable', 'Foo', 'RuntimeVisibleTypeAnnotations'):
        with_code('two ' + name, lambda c: c.code(nested=[c.attr(name, u2(0))] * 2))
        with_code('too long ' + name, lambda c: c.code(nested=[c.attr(name, u2(0) + b'x')]))
    with_code('attribute name of code', lambda c: c.code(nested=[u2(999, 0, 0)]))
    with_code('line number pc', lambda c: c.code(nested=[c.attr('LineNumberTable', u2(1, 1, 1))]))
    with_code('line numbers cut off', lambda c: c.code(nested=[c.attr('LineNumberTable', u2(2, 0, 1))]))

    def locals_(label, *tables):
        """tables: (v or t, entry ...); entry: start, length, name, descriptor, slot; a str becomes a utf8 constant."""
        def build(c):
            def entry(e): return u2(*[c.utf8(x) if isinstance(x, str) else c.klass(x[0]) if isinstance(x, list) else x for x in e])
            names = {'v': 'LocalVariableTable', 't': 'LocalVariableTypeTable'}
            return c.code(max_locals=3, nested=[c.attr(names[t[0]], u2(len(t) - 1) + b''.join(entry(e) for e in t[1:])) for t in tables])
        with_code('locals: ' + label, build)
    x = (0, 1, 'x', 'I', 0)
    locals_('one', ('v', x))
    locals_('twice', ('v', x, x))
    locals_('twice in two tables', ('v', x), ('v', x))
    locals_('with type', ('v', x), ('t', x))
    locals_('with type twice', ('v', x), ('t', x, x))
    locals_('type alone', ('t', x))
    locals_('type of another', ('v', x), ('t', (0, 1, 'y', 'I', 0)))
    locals_('start', ('v', (1, 1, 'x', 'I', 0)))
    locals_('length', ('v', (0, 2, 'x', 'I', 0)))
    locals_('name', ('v', (0, 1, ['x'], 'I', 0)))
    locals_('descriptor index', ('v', (0, 1, 'x', ['I'], 0)))
    locals_('slot', ('v', (0, 1, 'x', 'I', 3)))
    locals_('slot of a long', ('v', (0, 1, 'x', 'J', 2)))
    locals_('illegal name', ('v', (0, 1, 'x.', 'I', 2)))
    locals_('descriptor', ('v', (0, 1, 'x', 'Ix', 2)))
    locals_('type start', ('t', (1, 1, 'x', 'I', 0)))
    locals_('type variable', ('v', x), ('t', (0, 1, 'x', 'TT;', 0)))


ANNOTATIONS = ('RuntimeVisibleAnnotations', 'RuntimeInvisibleAnnotations', 'RuntimeVisibleTypeAnnotations', 'RuntimeInvisibleTypeAnnotations')


def member_attributes(make):
    for name in ('Synthetic', 'Deprecated'):
        make('field %s with body' % name, lambda c: c.field(1, 'f', 'I', c.attr(name, b'x')))
        make('method %s with body' % name, lambda c: c.method(0x101, 'f', '()V', c.attr(name, b'x')))
    for name in ('Signature', *ANNOTATIONS):
        make('two %s of a field' % name, lambda c: c.field(1, 'f', 'I', *[c.attr(name, u2(c.utf8('x')))] * 2))
    make('field Signature length', lambda c: c.field(1, 'f', 'I', c.attr('Signature', u2(1, 1))))
    make('field Signature index', lambda c: c.field(1, 'f', 'I', c.attr('Signature', u2(0))))
    make('method Signature length', lambda c: c.method(0x101, 'f', '()V', c.attr('Signature', u2(1, 1))))
    make('method Signature index', lambda c: c.method(0x101, 'f', '()V', c.attr('Signature', u2(0))))
    for name in ('Exceptions', 'Signature', *ANNOTATIONS, 'RuntimeVisibleParameterAnnotations', 'RuntimeInvisibleParameterAnnotations',
                 'AnnotationDefault', 'Foo'):
        make('two %s of a method' % name, lambda c: c.method(0x101, 'f', '()V', *[c.attr(name, u2(c.utf8('x') if name == 'Signature' else 0))] * 2))
    make('two MethodParameters', lambda c: c.method(0x101, 'f', '()V', *[c.attr('MethodParameters', b'\0')] * 2))
    make('MethodParameters length', lambda c: c.method(0x101, 'm', '(I)V', c.attr('MethodParameters', b'\2' + u2(1, 0))))
    make('MethodParameters name', lambda c: c.method(0x101, 'm', '(I)V', c.attr('MethodParameters', b'\1' + u2(999, 0))))
    make('Exceptions length', lambda c: c.method(0x101, 'm', '()V', c.attr('Exceptions', u2(0, 0))))
    make('Exceptions index', lambda c: c.method(0x101, 'm', '()V', c.attr('Exceptions', u2(1, 1))))
    make('field attribute name', lambda c: c.field(1, 'f', 'I', u2(999, 0, 0)))
    make('method attribute name', lambda c: c.method(0x101, 'f', '()V', u2(999, 0, 0)))
    for desc in ('I', 'J', 'F', 'Z', 'Ljava/lang/String;', 'Ljava/lang/Object;', '[I'):
        for label, value in (('int', lambda c: c.int(1)), ('long', lambda c: c.long(2)), ('string', lambda c: c.string('x'))):
            make('%s constant in %s' % (label, desc), lambda c: c.field(9, 'f', desc, c.attr('ConstantValue', u2(value(c)))))
    for label, bits in (('static', 9), ('instance', 1)):
        for index in (0, 999):
            make('%s ConstantValue index %d' % (label, index), lambda c: c.field(bits, 'f', 'I', c.attr('ConstantValue', u2(index))))
        make('%s ConstantValue length' % label, lambda c: c.field(bits, 'f', 'I', c.attr('ConstantValue', u2(c.int(1)) + b'x')))
        make('%s ConstantValue twice' % label, lambda c: c.field(bits, 'f', 'I', *[c.attr('ConstantValue', u2(c.int(1)))] * 2))


def class_attributes(make):
    one = {'SourceFile': lambda c: u2(c.utf8('x')), 'Signature': lambda c: u2(c.utf8('x')), 'NestHost': lambda c: u2(c.klass('Foo')),
           'EnclosingMethod': lambda c: u2(c.klass('Foo'), 0), 'Synthetic': lambda c: b'', 'Deprecated': lambda c: b''}
    record = {'super_name': 'java/lang/Record', 'flags': 0x20}
    for name in ('SourceFile', 'SourceDebugExtension', 'InnerClasses', 'Signature', *ANNOTATIONS, 'EnclosingMethod', 'BootstrapMethods',
                 'NestHost', 'NestMembers', 'Record', 'PermittedSubclasses', 'Synthetic', 'Deprecated', 'Module', 'Foo'):
        body = one.get(name, lambda c: u2(0))
        make('two ' + name, lambda c: c.class_attr(name, body(c)).class_attr(name, body(c)), **record)
        for version in (61, 60, 54, 50, 48):
            make('too long %s, version %d' % (name, version), lambda c: c.class_attr(name, body(c) + b'x'), version=(version, 0), **record)
        make('empty ' + name, lambda c: c.class_attr(name, b''), **record)
    for name in ('SourceFile', 'Signature', 'NestHost', 'EnclosingMethod', 'NestMembers', 'PermittedSubclasses'):
        rest = [0] if name == 'EnclosingMethod' else []
        first = [1] if name in ('NestMembers', 'PermittedSubclasses') else []
        for label, index in (('0', lambda c: 0), ('999', lambda c: 999), ('of a class', lambda c: c.klass('x')), ('of a name', lambda c: c.utf8('x'))):
            make('%s index %s' % (name, label), lambda c: c.class_attr(name, u2(*first, index(c), *rest)))
    make('EnclosingMethod method', lambda c: c.class_attr('EnclosingMethod', u2(c.klass('Foo'), c.utf8('x'))))
    make('final and sealed', lambda c: c.class_attr('PermittedSubclasses', u2(1, c.klass('x'))), flags=0x31)
    make('final and sealed, version 60', lambda c: c.class_attr('PermittedSubclasses', u2(1, c.klass('x'))), flags=0x31, version=(60, 0))
    make('host and members', lambda c: c.class_attr('NestHost', u2(c.klass('x'))).class_attr('NestMembers', u2(0)))
    make('members and host', lambda c: c.class_attr('NestMembers', u2(0)).class_attr('NestHost', u2(c.klass('x'))))
    make('attribute name of class', lambda c: c.attributes.append(u2(999, 0, 0)))

    def inner(label, *entries, **options):
        """entry: inner, outer, name, flags; 'C:x' a class constant, other strings a utf8."""
        def value(c, x): return x if isinstance(x, int) else c.klass(x[2:]) if x.startswith('C:') else c.utf8(x)
        make('inner classes: ' + label,
             lambda c: c.class_attr('InnerClasses', u2(len(entries)) + b''.join(u2(*[value(c, x) for x in e]) for e in entries)), **options)
    inner('one', ('C:A', 'C:B', 'A', 1))
    inner('own outer', ('C:A', 'C:A', 'A', 1))
    inner('inner index', ('A', 0, 0, 1))
    inner('inner index 0', (0, 0, 0, 1))
    inner('outer index', ('C:A', 'B', 0, 1))
    inner('name index', ('C:A', 0, 'C:B', 1))
    inner('outer array', ('C:A', 'C:[I', 0, 1))
    for version in (61, 52, 48):
        for bits in (0x230, 0x200, 0x411, 7, 0x8000):
            inner('flags %x, version %d' % (bits, version), ('C:A', 0, 0, bits), version=(version, 0))
        inner('twice, version %d' % version, ('C:A', 0, 0, 1), ('C:A', 0, 0, 1), version=(version, 0))
    inner('twice but for the flags', ('C:A', 0, 0, 1), ('C:A', 0, 0, 2))
    inner('in a circle', ('C:A', 'C:B', 0, 1), ('C:B', 'C:A', 0, 1))

    def bootstrap(label, body, most=0, **options):
        make('bootstrap methods: ' + label, lambda c: (c.dynamic(18, most, 'm', '()V'), c.class_attr('BootstrapMethods', body(c))), **options)
    def handle(c): return c.handle(6, c.ref(10, 'm', '()V'))
    bootstrap('one', lambda c: u2(1, handle(c), 0))
    bootstrap('too few', lambda c: u2(1, handle(c), 0), 1)
    bootstrap('none', lambda c: u2(0))
    bootstrap('no handle', lambda c: u2(1, 1, 0))
    for label, argument in (('name', lambda c: c.utf8('x')), ('string', lambda c: c.string('x')), ('0', lambda c: 0), ('999', lambda c: 999),
                            ('method type', lambda c: c.method_type('()V')), ('name and type', lambda c: c.name_type('a', 'I')),
                            ('field', lambda c: c.ref(9, 'b', 'I'))):
        bootstrap('argument ' + label, lambda c: u2(1, handle(c), 1, argument(c)))
    bootstrap('arguments cut off', lambda c: u2(1, handle(c), 2, c.string('x')))
    bootstrap('methods cut off', lambda c: u2(2, handle(c), 0))
    bootstrap('too long', lambda c: u2(1, handle(c), 0, 0))

    def components(label, body): make('record: ' + label, lambda c: c.class_attr('Record', body(c)), super_name='java/lang/Record', flags=0x30)
    components('one', lambda c: u2(1, c.utf8('x'), c.utf8('I'), 0))
    components('same twice', lambda c: u2(2, *[c.utf8('x'), c.utf8('I'), 0] * 2))
    components('name index', lambda c: u2(1, c.klass('x'), c.utf8('I'), 0))
    components('descriptor index', lambda c: u2(1, c.utf8('x'), c.klass('I'), 0))
    components('name', lambda c: u2(1, c.utf8('x.'), c.utf8('I'), 0))
    components('descriptor', lambda c: u2(1, c.utf8('x'), c.utf8('Ix'), 0))
    components('cut off', lambda c: u2(2, c.utf8('x'), c.utf8('I'), 0))
    components('too long', lambda c: u2(0, 1))
    components('attribute name', lambda c: u2(1, c.utf8('x'), c.utf8('I'), 1) + u2(c.klass('I'), 0, 0))
    components('signature length', lambda c: u2(1, c.utf8('x'), c.utf8('I'), 1) + c.attr('Signature', u2(1, 1)))
    components('signature index', lambda c: u2(1, c.utf8('x'), c.utf8('I'), 1) + c.attr('Signature', u2(0)))
    for name in ('Signature', *ANNOTATIONS):
        components('two ' + name, lambda c: u2(1, c.utf8('x'), c.utf8('I'), 2) + c.attr(name, u2(c.utf8('I'))) * 2)


def write_cases(path):
    with open(path, 'wb') as file:
        for _, data, name in cases():
            file.write(struct.pack('>IH', len(data), len(name.encode())) + name.encode() + data)
