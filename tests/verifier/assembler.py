# SPDX-License-Identifier: MIT
"""A small assembler of class files, for classes that no compiler would write.

    c = Class('Foo', version=61)
    c.field('public static', 'x', 'I')
    c.method('static', 'm', '(I)I', '''
        .stack 2                      max_stack; .locals N too (both have defaults, see Code)
        iload_0
        ifeq Else
        getstatic Foo.x:I
        ireturn
    Else:
        .frame same                   a StackMapTable entry for this place
        ldc "text"
        invokevirtual java/lang/String.length()I
        ireturn
        .catch java/lang/Exception From To Handler      (* = any)
    ''')
    c.bytes()

Instructions come from classfile/opcodes.def, so a name or an operand format is written down once. Nothing is checked: a
wrong class file is what this is for. Operands:

    #12                   a constant-pool index as it is
    Foo.x:I               Fieldref         Foo.m(I)V   Methodref      interface Foo.m(I)V  InterfaceMethodref
    "text" 12 12L 1.5f 1.5   constants of ldc       class Foo, method type (I)V, handle KIND ref, dynamic N name:desc
    wide NAME ...         the wide form
    tableswitch LOW Default Label...        lookupswitch Default key:Label...
    .byte n...            raw bytes        Label+n, Label-n   a place that is no instruction
    .frame same | extended | same1 T | same1x T | chop N | append T... | full [T...] [T...] | raw n...
                          T: top int float long double null this_ new:Label Name (class or array), #12
"""
import pathlib
import re
import struct

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROW = re.compile(r'^OPCODE\((\d+),\s*\w+,\s*"(\w+)",\s*(\w+),', re.M)
OPCODES = {name: (int(code), fmt) for code, name, fmt in ROW.findall((ROOT / 'classfile/opcodes.def').read_text())}
FLAGS = {'public': 1, 'private': 2, 'protected': 4, 'static': 8, 'final': 16, 'super': 32, 'synchronized': 32, 'volatile': 64,
         'native': 256, 'interface': 512, 'abstract': 1024, 'synthetic': 4096}
ARRAY_TYPES = {'boolean': 4, 'char': 5, 'float': 6, 'double': 7, 'byte': 8, 'short': 9, 'int': 10, 'long': 11}
TAGS = {'top': 0, 'int': 1, 'float': 2, 'double': 3, 'long': 4, 'null': 5, 'this_': 6}


def u1(*values): return bytes(v & 255 for v in values)
def u2(*values): return b''.join(struct.pack('>H', v & 65535) for v in values)
def u4(*values): return b''.join(struct.pack('>I', v & 0xffffffff) for v in values)


def flags_of(text):
    return text if isinstance(text, int) else sum(FLAGS[word] for word in text.split())


class Class:
    def __init__(self, name='Foo', superclass='java/lang/Object', flags='public super', version=61, interfaces=()):
        self.name, self.superclass, self.flags, self.version, self.interfaces = name, superclass, flags, version, interfaces
        self.pool, self.index, self.next = [], {}, 1
        self.fields, self.methods, self.attributes, self.bootstraps = [], [], [], []

    # ---- constants ----
    def add(self, entry, slots=1):
        if entry not in self.index:
            self.pool.append(entry)
            self.index[entry] = self.next
            self.next += slots
        return self.index[entry]

    def utf8(self, text):
        data = text if isinstance(text, bytes) else text.encode()
        return self.add(b'\1' + u2(len(data)) + data)

    def class_(self, name): return self.add(b'\7' + u2(self.utf8(name)))
    def name_type(self, name, desc): return self.add(b'\x0c' + u2(self.utf8(name), self.utf8(desc)))

    def ref(self, text):
        interface = text.startswith('interface ')
        text = text.removeprefix('interface ')
        if '(' in text:
            owner, name = text[:text.index('(')].rsplit('.', 1)
            desc, tag = text[text.index('('):], 11 if interface else 10
        else:
            (owner, name), desc, tag = text[:text.index(':')].rsplit('.', 1), text[text.index(':') + 1:], 9
        return self.add(u1(tag) + u2(self.class_(owner), self.name_type(name, desc)))

    def dynamic(self, text, tag):
        """N name:desc or N name(desc)ret; N is the number of a bootstrap method."""
        number, rest = text.split(' ', 1)
        at = rest.index('(') if '(' in rest else rest.index(':')
        return self.add(u1(tag) + u2(int(number), self.name_type(rest[:at], rest[at:].lstrip(':'))))

    def handle(self, kind, ref): return self.add(b'\x0f' + u1(kind) + u2(self.ref(ref)))

    def constant(self, text):
        if text[0] == '#': return int(text[1:])
        if text[0] == '"': return self.add(b'\x08' + u2(self.utf8(text[1:-1])))
        if text.startswith('class '): return self.class_(text[6:])
        if text.startswith('method type '): return self.add(b'\x10' + u2(self.utf8(text[12:])))
        if text.startswith('handle '):
            _, kind, ref = text.split(' ', 2)
            return self.handle(int(kind), ref)
        if text.startswith('dynamic '): return self.dynamic(text[8:], 17)
        if text[-1] == 'L': return self.add(b'\5' + struct.pack('>q', int(text[:-1])), 2)
        if text[-1] == 'f': return self.add(b'\4' + struct.pack('>f', float(text[:-1])))
        if '.' in text: return self.add(b'\6' + struct.pack('>d', float(text)), 2)
        return self.add(b'\3' + struct.pack('>i', int(text)))

    def bootstrap(self, kind, ref, *arguments):
        """Adds a bootstrap method; returns its number."""
        self.bootstraps.append(u2(self.handle(kind, ref), len(arguments), *[self.constant(a) for a in arguments]))
        return len(self.bootstraps) - 1

    # ---- members ----
    def attribute(self, name, body): return u2(self.utf8(name)) + u4(len(body)) + body

    def member(self, where, flags, name, desc, attributes):
        where.append(u2(flags_of(flags), self.utf8(name), self.utf8(desc), len(attributes)) + b''.join(attributes))
        return self

    def field(self, flags, name, desc, *attributes): return self.member(self.fields, flags, name, desc, attributes)

    def method(self, flags, name, desc, text=None, *attributes):
        code = [] if text is None else [Code(self, text, flags_of(flags), desc).attribute()]
        return self.member(self.methods, flags, name, desc, code + list(attributes))

    def bytes(self):
        this, superclass = self.class_(self.name), self.class_(self.superclass) if self.superclass else 0
        interfaces = [self.class_(i) for i in self.interfaces]
        attributes = list(self.attributes)
        if self.bootstraps:
            attributes.append(self.attribute('BootstrapMethods', u2(len(self.bootstraps)) + b''.join(self.bootstraps)))
        parts = [u4(0xCAFEBABE), u2(0, self.version), b'', u2(flags_of(self.flags), this, superclass, len(interfaces), *interfaces)]
        for group in (self.fields, self.methods, attributes):
            parts += [u2(len(group)), *group]
        parts[2] = u2(self.next) + b''.join(self.pool)
        return b''.join(parts)


class Code:
    """One method body. max_stack is 4 and max_locals the arguments plus 4 unless the text says otherwise."""

    def __init__(self, owner, text, flags, desc):
        words = sum(2 if p in 'JD' else 1 for p in re.findall(r'\[*(?:L[^;]*;|.)', desc[1:desc.index(')')]))
        self.owner, self.stack, self.locals = owner, 4, words + (0 if flags & 8 else 1) + 4
        self.lines = [line for line in (line.split('//')[0].strip() for line in text.splitlines()) if line]
        self.labels, self.at, self.out, self.entries, self.handlers, self.attributes = {}, 0, b'', [], [], []
        for self.final in (False, True):  # twice: the first finds the labels
            self.at, self.out, self.entries, self.handlers, self.attributes = 0, b'', [], [], []
            for line in self.lines:
                self.line(line)

    def place(self, text):
        found = re.fullmatch(r'([A-Za-z_]\w*)([+-]\d+)?', text)
        if not found:
            return int(text)
        base = self.labels.get(found[1], 0) if not self.final else self.labels[found[1]]
        return base + int(found[2] or 0)

    def emit(self, data):
        self.out += data
        self.at += len(data)

    def line(self, line):
        if re.fullmatch(r'[A-Za-z_]\w*:', line):
            self.labels[line[:-1]] = self.at
        elif line[0] == '.':
            self.directive(*line.split(None, 1))
        else:
            self.instruction(*(line.split(None, 1) + [''])[:2])

    def directive(self, name, rest=''):
        words = rest.split()
        if name == '.stack': self.stack = int(words[0])
        elif name == '.locals': self.locals = int(words[0])
        elif name == '.byte': self.emit(u1(*[int(w, 0) for w in words]))
        elif name == '.fill': self.emit(u1(*[int(w, 0) for w in words[1:]]) * int(words[0]))
        elif name == '.frame': self.entries.append((self.at, rest))
        elif name == '.frame_at': self.entries.append((self.place(words[0]), rest.split(None, 1)[1]))
        elif name == '.catch':
            kind = 0 if words[0] == '*' else self.owner.constant(words[0]) if words[0][0] == '#' else self.owner.class_(words[0])
            self.handlers.append(u2(*[self.place(w) for w in words[1:4]], kind))
        elif name == '.local':  # name desc from length index
            self.attributes.append(self.owner.attribute('LocalVariableTable', u2(
                1, self.place(words[2]), int(words[3]), self.owner.utf8(words[0]), self.owner.utf8(words[1]), int(words[4]))))
        elif name == '.table':  # a StackMapTable of raw bytes
            self.attributes.append(self.owner.attribute('StackMapTable', u1(*[int(w, 0) for w in words])))
        else: raise ValueError(name)

    def instruction(self, name, rest):
        if name == 'wide':
            self.emit(b'\xc4')
            name, rest = rest.split(None, 1)
            words = rest.split()
            self.emit(u1(OPCODES[name][0]) + u2(*[int(w) for w in words]))
            return
        code, fmt = OPCODES[name]
        start, words = self.at, rest.split()
        self.emit(u1(code))
        if fmt == 'NONE': return
        if fmt == 'I1': self.emit(u1(int(rest)))
        elif fmt == 'I2': self.emit(u2(int(rest)))
        elif fmt == 'CP1': self.emit(u1(self.owner.constant(rest)))
        elif fmt == 'CP2': self.emit(u2(self.owner.constant(rest)))
        elif fmt in ('LOCAL', 'IINC'): self.emit(u1(*[int(w) for w in words]))
        elif fmt == 'BRANCH2': self.emit(u2(self.place(rest) - start))
        elif fmt == 'BRANCH4': self.emit(u4(self.place(rest) - start))
        elif fmt in ('FIELD', 'METHOD'): self.emit(u2(int(rest[1:]) if rest[0] == '#' else self.owner.ref(rest)))
        elif fmt == 'INTERFACE':  # ref [count [zero]]
            ref, *more = [rest] if rest[0] == '#' else re.fullmatch(r'(\S+)(?: (\d+))?(?: (\d+))?', rest).groups()
            index = int(ref.split()[0][1:]) if ref[0] == '#' else self.owner.ref('interface ' + ref)
            desc = ref[ref.index('('):ref.index(')')] + ')' if '(' in ref else '()'
            count = 1 + sum(2 if p in 'JD' else 1 for p in re.findall(r'\[*(?:L[^;]*;|.)', desc[1:-1]))
            more = [m for m in more if m is not None] if ref[0] != '#' else ref.split()[1:]
            self.emit(u2(index) + u1(int(more[0]) if more else count, int(more[1]) if len(more) > 1 else 0))
        elif fmt == 'DYNAMIC':
            self.emit((u2(int(words[0][1:])) + u1(*[int(w) for w in (words[1:] + [0, 0])[:2]])) if rest[0] == '#' else
                      u2(self.owner.dynamic(rest, 18)) + b'\0\0')
        elif fmt == 'CLASS': self.emit(u2(int(rest[1:]) if rest[0] == '#' else self.owner.class_(rest)))
        elif fmt == 'ARRAY_TYPE': self.emit(u1(ARRAY_TYPES[rest] if rest in ARRAY_TYPES else int(rest)))
        elif fmt == 'MULTI':
            self.emit(u2(int(words[0][1:]) if rest[0] == '#' else self.owner.class_(words[0])) + u1(int(words[1])))
        elif fmt == 'TABLE':
            self.emit(bytes(-self.at % 4))
            low, default, *targets = words
            self.emit(u4(self.place(default) - start, int(low), int(low) + len(targets) - 1, *[self.place(t) - start for t in targets]))
        elif fmt == 'LOOKUP':
            self.emit(bytes(-self.at % 4))
            pairs = [w.split(':') for w in words[1:]]
            self.emit(u4(self.place(words[0]) - start, len(pairs)))
            for key, target in pairs:
                self.emit(u4(int(key), self.place(target) - start))
        else: raise ValueError(fmt)

    def type(self, text):
        if text in TAGS: return u1(TAGS[text])
        if text.startswith('new:'): return u1(8) + u2(self.place(text[4:]))
        if text.startswith('tag:'): return u1(int(text[4:]))
        return u1(7) + u2(int(text[1:]) if text[0] == '#' else self.owner.class_(text))

    def frame(self, delta, text):
        kind, rest = (text.split(None, 1) + [''])[:2]
        types = [self.type(w) for w in rest.split()] if kind in ('same1', 'same1x', 'append') else []
        if kind == 'same': return u1(delta) if 0 <= delta < 64 else u1(251) + u2(delta)
        if kind == 'extended': return u1(251) + u2(delta)
        if kind == 'same1': return u1(64 + delta) + types[0] if delta < 64 else u1(247) + u2(delta) + types[0]
        if kind == 'same1x': return u1(247) + u2(delta) + types[0]
        if kind == 'chop': return u1(251 - int(rest)) + u2(delta)
        if kind == 'append': return u1(251 + len(types)) + u2(delta) + b''.join(types)
        if kind == 'raw': return u1(*[int(w, 0) for w in rest.split()])
        lists = [[self.type(w) for w in part.split()] for part in re.findall(r'\[((?:[^\[\]]|\[(?=\S))*)\](?=\s|$)', ' ' + rest)]
        return u1(255) + u2(delta, len(lists[0])) + b''.join(lists[0]) + u2(len(lists[1])) + b''.join(lists[1])

    def attribute(self):
        nested, previous, table = list(self.attributes), -1, b''
        for at, text in self.entries:
            table += self.frame(at - previous - 1, text)
            previous = at
        if self.entries:
            nested.append(self.owner.attribute('StackMapTable', u2(len(self.entries)) + table))
        body = (u2(self.stack, self.locals) + u4(len(self.out)) + self.out + u2(len(self.handlers)) + b''.join(self.handlers) +
                u2(len(nested)) + b''.join(nested))
        return self.owner.attribute('Code', body)
