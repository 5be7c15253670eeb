# SPDX-License-Identifier: MIT
"""Random valid programs, written as class files: every value they compute goes into the number that `run` returns.

    program(n) -> bytes of class P<n>, the same for the same n

The bytecode is typed as it is generated: a list of types stands for the operand stack, locals keep one type each. So code may branch
with values on the stack, shuffle it with dup2_x2 and the like, and do all else that javac never writes. Even n: version 49,
with subroutines (jsr); odd n: version 61, with full frames in a StackMapTable. Loops use up a static budget, so all programs end.
"""
import os
import pathlib
import random
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "malformed"))
from cases import Builder, u2  # noqa: E402  the class-file writer of the malformed classes

TRACE = "RANDOM_TRACE" in os.environ  # each sum is printed: where do two VMs part?
WIDE = "JD"  # types of two words
LEVELS = 4  # of subroutines inside of subroutines; each has a variable for its return address
LOAD = dict(zip("IJFD", (21, 22, 23, 24)))
STORE = dict(zip("IJFD", (54, 55, 56, 57)))
RETURN = dict(zip("IJFD", (172, 173, 174, 175)))
ARITHMETIC = {"I": (96, 100, 104, 108, 112, 120, 122, 124, 126, 128, 130), "J": (97, 101, 105, 109, 113, 127, 129, 131),
              "F": (98, 102, 106, 110, 114), "D": (99, 103, 107, 111, 115)}
CONVERT = {"IJ": 133, "IF": 134, "ID": 135, "JI": 136, "JF": 137, "JD": 138, "FI": 139, "FJ": 140, "FD": 141,
           "DI": 142, "DJ": 143, "DF": 144}
NARROW = (145, 146, 147)
# array type -> (element type, newarray code, load, store)
ARRAYS = {"[I": ("I", 10, 46, 79), "[J": ("J", 11, 47, 80), "[F": ("F", 6, 48, 81), "[D": ("D", 7, 49, 82),
          "[B": ("I", 8, 51, 84), "[C": ("I", 5, 52, 85), "[S": ("I", 9, 53, 86), "[Z": ("I", 4, 51, 84)}
INTERESTING = {"I": (0, 1, -1, 2, 3, 5, 7, 31, 32, 127, 128, -128, 255, 32767, 65535, 1 << 30, -1 << 31, (1 << 31) - 1),
               "J": (0, 1, -1, 2, 63, 64, 1 << 31, 1 << 32, -1 << 63, (1 << 63) - 1, 0x123456789abcdef),
               "F": (0.0, -0.0, 1.0, 2.0, -1.5, 1e10, 3.4e38, 1e-45, float("inf"), float("nan")),
               "D": (0.0, -0.0, 1.0, 2.0, 0.1, -1e300, 4.9e-324, 1e19, float("-inf"), float("nan"))}
# stack operation -> (groups it needs, top last: 1 = one word, 2 = two words of any shape; result as indexes of groups)
SHUFFLES = {89: ((1,), (0, 0)), 90: ((1, 1), (1, 0, 1)), 91: ((2, 1), (1, 0, 1)), 92: ((2,), (0, 0)), 93: ((1, 2), (1, 0, 1)),
            94: ((2, 2), (1, 0, 1)), 95: ((1, 1), (1, 0)), 87: ((1,), ()), 88: ((2,), ())}


class Pool(Builder):
    def member_ref(self, tag, holder, name, desc):
        return self.add(bytes([tag]) + u2(self.klass(holder), self.name_type(name, desc)))

    def float(self, value): return self.add(b"\4" + struct.pack(">f", value))
    def double(self, value): return self.add(b"\6" + struct.pack(">d", value), 2)


class Method:
    """One method under construction. Types: I J F D; L for Object, S for String, P for this class; [I and so on."""

    def __init__(self, pool, rng, name, parameters, result, callees, frames):
        self.pool, self.rng, self.name, self.parameters, self.result = pool, rng, name, parameters, result
        self.callees, self.with_frames = callees, frames
        self.code, self.stack, self.locals, self.next_local = bytearray(), [], [], 0
        self.max_stack, self.labels, self.fixups, self.frames, self.handlers = 0, [], [], {}, []
        self.budget, self.level, self.subroutines, self.trying = rng.randint(20, 160), 0, [], 0

    # ---- emitting ----

    def words(self):
        return sum(2 if t in WIDE else 1 for t in self.stack)

    def op(self, *data):
        self.code += bytes(b & 255 for b in data)

    def op2(self, code, index):
        self.code += bytes([code]) + u2(index)

    def push(self, t):
        self.stack.append(t)
        self.max_stack = max(self.max_stack, self.words())

    def pop(self, n=1):
        for _ in range(n):
            self.stack.pop()

    def label(self):
        self.labels.append(None)
        return len(self.labels) - 1

    def branch(self, code, label):
        self.fixups.append((len(self.code), len(self.code) + 1, 2, label))
        self.op(code, 0, 0)

    def verification_type(self, t):
        simple = {"I": b"\1", "F": b"\2", "D": b"\3", "J": b"\4"}
        if t in simple:
            return simple[t]
        name = {"L": "java/lang/Object", "S": "java/lang/String", "P": self.pool.name, "T": "java/lang/Throwable"}.get(t, t)
        return b"\7" + u2(self.pool.klass(name))

    def place(self, label):
        self.labels[label] = len(self.code)
        if self.with_frames:
            stack = [self.verification_type(t) for t in self.stack]
            local = [self.verification_type(t) for t, _ in self.locals]
            self.frames[len(self.code)] = b"\xff%s" + u2(len(local)) + b"".join(local) + u2(len(stack)) + b"".join(stack)

    def local_op(self, code, index):
        if index > 255:
            self.op(196, code, index >> 8, index)
        else:
            self.op(code, index)

    def new_local(self, t):
        self.locals.append((t, self.next_local))
        self.next_local += 2 if t in WIDE else 1
        return self.locals[-1]

    def load(self, local):
        self.local_op(LOAD.get(local[0], 25), local[1])
        self.push(local[0])

    def store(self, local):
        self.local_op(STORE.get(local[0], 58), local[1])
        self.pop()

    def constant(self, t, value=None):
        if value is None:
            value = self.rng.choice(INTERESTING[t])
        pool = self.pool
        if t == "I" and -1 <= value <= 5:
            self.op(3 + value)
        elif t == "I" and -128 <= value < 128:
            self.op(16, value)
        elif t == "I" and -32768 <= value < 32768:
            self.op2(17, value & 65535)
        elif t in WIDE:
            self.op2(20, pool.long(value) if t == "J" else pool.double(value))
        else:
            self.op2(19, pool.int(value) if t == "I" else pool.float(value))
        self.push(t)

    def text(self, value):
        self.op2(19, self.pool.string(value))
        self.push("S")

    def invoke(self, code, holder, name, parameters, result):
        descriptor = "(" + "".join(map(self.descriptor, parameters)) + ")" + (self.descriptor(result) if result else "V")
        self.op2(code, self.pool.member_ref(10, holder, name, descriptor))
        self.pop(len(parameters) + (code != 184))
        if result:
            self.push(result)

    def descriptor(self, t):
        return {"L": "Ljava/lang/Object;", "S": "Ljava/lang/String;", "P": f"L{self.pool.name};"}.get(t, t)

    # ---- expressions: leave one value of type t ----

    def expression(self, t, depth=0):
        self.budget -= 1
        rng = self.rng
        of_type = [v for v in self.locals if v[0] == t]
        if of_type and rng.random() < (0.35 if depth < 4 and self.budget > 0 else 0.8):
            return self.load(rng.choice(of_type))
        deep = depth > 4 or self.budget <= 0
        if t in "IJFD":
            choices = [self.constant] if deep else rng.choices(
                [self.constant, self.arithmetic, self.negate, self.convert, self.element, self.field, self.call, self.ternary,
                 self.shuffle, self.compare, self.type_test, self.length, self.virtual], [2, 6, 1, 3, 3, 2, 3, 2, 2, 2, 1, 1, 2])
            return choices[0](t) if choices[0] == self.constant else choices[0](t, depth + 1)
        return self.reference(t, depth + 1, deep)

    def reference(self, t, depth, deep):
        rng = self.rng
        if rng.random() < 0.06:
            self.op(1)
            if self.with_frames or t != "L":
                self.op2(192, self.pool.klass(self.class_of(t)))
            self.push(t)
        elif t == "S":
            if deep or rng.random() < 0.5:
                self.text(rng.choice(["", "a", "text", "\u00e9", "0123456789"]))
            else:
                v = rng.choice("IJFD")
                self.expression(v, depth)
                self.invoke(184, "java/lang/String", "valueOf", [v], "S")
        elif t == "P":
            self.op2(187, self.pool.klass(self.pool.name))
            self.push("P")
            self.op(89)
            self.push("P")
            self.invoke(183, self.pool.name, "<init>", [], None)
        elif t == "L":
            self.expression(rng.choice(["S", "P", "[I"]), depth)
            self.stack[-1] = "L"
        else:
            self.constant("I", rng.choice([0, 1, 2, 3, 4, 7, 16, -1] if rng.random() < 0.1 else [4, 7, 16]))
            self.op(188, ARRAYS[t][1])
            self.pop()
            self.push(t)

    def class_of(self, t):
        return {"L": "java/lang/Object", "S": "java/lang/String", "P": self.pool.name}.get(t, t)

    def arithmetic(self, t, depth):
        code = self.rng.choice(ARITHMETIC[t])
        self.expression(t, depth)
        self.expression(t, depth)
        self.op(code)
        self.pop()
        if t == "J" and self.rng.random() < 0.3:
            self.expression("I", depth)
            self.op(self.rng.choice((121, 123, 125)))
            self.pop()

    def negate(self, t, depth):
        self.expression(t, depth)
        self.op({"I": 116, "J": 117, "F": 118, "D": 119}[t])
        if t == "I":
            self.op(self.rng.choice(NARROW))

    def convert(self, t, depth):
        self.expression(self.rng.choice([s for s in "IJFD" if s != t]), depth)
        self.convert_top(t)

    def convert_top(self, t):
        if self.stack[-1] != t:
            self.op(CONVERT[self.stack[-1] + t])
            self.pop()
            self.push(t)

    def element(self, t, depth):
        array = self.rng.choice([a for a, row in ARRAYS.items() if row[0] == t])
        self.expression(array, depth)
        self.index(depth)
        if array == "[C":
            self.op(0)  # HotSpot joins iload and caload, and then loses the message of a NullPointerException
        self.op(ARRAYS[array][2])
        self.pop(2)
        self.push(t)

    def index(self, depth):
        if self.rng.random() < 0.8:
            self.constant("I", self.rng.randint(0, 3))
        else:
            self.expression("I", depth)

    def length(self, t, depth):
        self.expression(self.rng.choice(list(ARRAYS)), depth)
        self.op(190)
        self.pop()
        self.push("I")
        self.convert_top(t)

    def field(self, t, depth):
        if self.rng.random() < 0.5:
            self.op2(178, self.pool.member_ref(9, self.pool.name, "s" + t, t))
        else:
            self.expression("P", depth)
            self.op2(180, self.pool.member_ref(9, self.pool.name, "f" + t, t))
            self.pop()
        self.push(t)

    def call(self, t, depth):
        if not self.callees:
            return self.constant(t)
        callee = self.rng.choice(self.callees)
        for p in callee.parameters:
            self.expression(p, depth)
        self.invoke(184, self.pool.name, callee.name, callee.parameters, callee.result)
        return self.convert_top(t)

    def virtual(self, t, depth):
        if t == "I":
            self.expression("S", depth)
            self.invoke(182, "java/lang/String", self.rng.choice(["length", "hashCode"]), [], "I")
        else:
            self.expression("P", depth)
            self.expression("I", depth)
            self.invoke(182, self.pool.name, "v" + t, ["I"], t)

    def ternary(self, t, depth):
        other, end = self.label(), self.label()
        self.condition(other, depth)
        self.expression(t, depth)
        self.branch(167, end)
        self.pop()
        self.place(other)
        self.expression(t, depth)
        self.place(end)

    def compare(self, t, depth):
        v = self.rng.choice("JFD")
        self.expression(v, depth)
        self.expression(v, depth)
        self.op({"J": 148, "F": self.rng.choice((149, 150)), "D": self.rng.choice((151, 152))}[v])
        self.pop(2)
        self.push("I")
        self.convert_top(t)

    def type_test(self, t, depth):
        self.expression("L", depth)
        self.op2(193, self.pool.klass(self.rng.choice(["java/lang/String", self.pool.name, "[I", "java/lang/Comparable"])))
        self.pop()
        self.push("I")
        self.convert_top(t)

    def shuffle(self, t, depth):
        base = len(self.stack)
        for _ in range(self.rng.randint(2, 4)):
            self.expression(self.rng.choice("IIJFDD"), depth)
        for _ in range(self.rng.randint(1, 3)):
            self.one_shuffle(base)
        if len(self.stack) == base:
            self.constant("I")
        while len(self.stack) > base + 1:  # all into one
            self.convert_top("J")
            if self.stack[-2] in WIDE:
                self.op(94, 88)  # dup2_x2, pop2: they change places
            else:
                self.op(93, 88)
            self.stack[-1], self.stack[-2] = self.stack[-2], self.stack[-1]
            self.max_stack = max(self.max_stack, self.words() + 2)
            self.convert_top("J")
            self.op(97)
            self.pop()
        self.convert_top(t)

    def one_shuffle(self, base):
        """A stack operation that the types on top allow."""
        code = self.rng.choice(list(SHUFFLES))
        needs, result = SHUFFLES[code]
        at, groups = len(self.stack), []
        for words in reversed(needs):
            group = []
            while words > 0:
                at -= 1
                if at < base:
                    return
                group.insert(0, self.stack[at])
                words -= 2 if self.stack[at] in WIDE else 1
            if words < 0:
                return
            groups.insert(0, group)
        self.op(code)
        del self.stack[at:]
        for i in result:
            for t in groups[i]:
                self.push(t)

    def condition(self, target, depth):
        """Jumps to target or goes on; takes nothing from the stack."""
        kind = self.rng.randrange(4)
        if kind == 0:
            self.expression("I", depth)
            self.pop()
            self.branch(self.rng.randint(153, 158), target)
        elif kind == 1:
            self.expression("I", depth)
            self.expression("I", depth)
            self.pop(2)
            self.branch(self.rng.randint(159, 164), target)
        elif kind == 2:
            self.expression("L", depth)
            self.pop()
            self.branch(self.rng.choice((198, 199)), target)
        else:
            self.compare("I", depth)
            self.pop()
            self.branch(self.rng.randint(153, 158), target)

    # ---- statements: leave the stack as it was ----

    def block(self, depth):
        for _ in range(self.rng.randint(1, 4)):
            if self.budget > 0:
                self.statement(depth)

    def statement(self, depth):
        rng = self.rng
        choices = [self.assign, self.assign, self.increment, self.put_field, self.put_element, self.discard]
        if depth < 4:
            choices += [self.if_else, self.loop, self.switch, self.raise_error, self.on_stack]
            if not self.stack:
                choices += [self.try_catch, self.try_catch, self.synchronized]
        if not self.with_frames:
            choices += [self.jsr] * (depth < 4 and self.level < LEVELS) + [self.jsr_again] * bool(self.subroutines)
        rng.choice(choices)(depth + 1)

    def assign(self, depth):
        local = self.rng.choice([v for v in self.locals if v[0] != "R" and v not in self.kept])
        self.expression(local[0], depth)
        self.store(local)

    def increment(self, depth):
        ints = [v for v in self.locals if v[0] == "I" and v not in self.kept]
        if ints:
            local, by = self.rng.choice(ints), self.rng.choice((1, -1, 5, 127, -128, 1000))
            if local[1] > 255 or not -128 <= by < 128:
                self.op(196, 132, local[1] >> 8, local[1], by >> 8, by)
            else:
                self.op(132, local[1], by)

    def put_field(self, depth):
        t = self.rng.choice("IJFD")
        if self.rng.random() < 0.5:
            self.expression(t, depth)
            self.op2(179, self.pool.member_ref(9, self.pool.name, "s" + t, t))
            self.pop()
        else:
            self.expression("P", depth)
            self.expression(t, depth)
            self.op2(181, self.pool.member_ref(9, self.pool.name, "f" + t, t))
            self.pop(2)

    def put_element(self, depth):
        array = self.rng.choice(list(ARRAYS))
        self.expression(array, depth)
        self.index(depth)
        self.expression(ARRAYS[array][0], depth)
        self.op(ARRAYS[array][3])
        self.pop(3)

    def discard(self, depth):
        t = self.rng.choice(["I", "J", "F", "D", "L", "[D"])
        self.expression(t, depth)
        self.op(88 if t in WIDE else 87)
        self.pop()

    def if_else(self, depth):
        other, end = self.label(), self.label()
        self.condition(other, depth)
        self.block(depth)
        if self.rng.random() < 0.5:
            self.place(other)
            return
        self.branch(167, end)
        self.place(other)
        self.block(depth)
        self.place(end)

    def spend(self):
        """One round of a loop: the budget in `fuel` is shared by the whole program."""
        fuel, on = self.pool.member_ref(9, self.pool.name, "fuel", "I"), self.label()
        self.op2(178, fuel)
        self.push("I")
        self.op(4, 100, 89)  # - 1, dup
        self.max_stack = max(self.max_stack, self.words() + 1)
        self.op2(179, fuel)
        self.pop()
        self.branch(156, on)  # ifge
        self.throw_new("java/lang/IllegalStateException", "out of fuel")
        self.place(on)

    def throw_new(self, class_name, message):
        self.op2(187, self.pool.klass(class_name))
        self.push("L")
        self.op(89)
        self.push("L")
        self.text(message)
        self.invoke(183, class_name, "<init>", ["S"], None)
        self.op(191)
        self.pop()

    def loop(self, depth):
        known = [v for v in self.locals if v[0] == "I" and v in self.spare]
        if not known:
            return
        counter = known[0]
        self.spare.discard(counter)
        self.kept.add(counter)
        self.constant("I", 0)
        self.store(counter)
        top, test = self.label(), self.label()
        early = self.rng.random() < 0.5
        if early:
            self.branch(167, test)
        self.place(top)
        self.spend()
        self.block(depth)
        self.op(132, counter[1], 1)
        if early:
            self.place(test)
        self.load(counter)
        self.constant("I", self.rng.choice((1, 3, 10, 100)))
        self.pop(2)
        self.branch(161, top)
        self.kept.discard(counter)
        self.spare.add(counter)

    def switch(self, depth):
        self.expression("I", depth)
        self.pop()
        at = len(self.code)
        keys = sorted(set(self.rng.choices(range(-3, 12), k=self.rng.randint(1, 5))) | ({1 << 20} if self.rng.random() < 0.3 else set()))
        table = self.rng.random() < 0.5 and keys[-1] < 100
        if table:
            keys = list(range(keys[0], keys[0] + len(keys)))
        self.op(170 if table else 171, *[0] * (-(at + 1) % 4))
        end, default = self.label(), self.label()
        targets = [self.label() for _ in keys]

        def wide(label):
            self.fixups.append((at, len(self.code), 4, label))
            self.code += bytes(4)
        wide(default)
        self.code += struct.pack(">ii", keys[0], keys[-1]) if table else struct.pack(">i", len(keys))
        for key, target in zip(keys, targets):
            if not table:
                self.code += struct.pack(">i", key)
            wide(target)
        for target in self.rng.sample(targets, len(targets)):
            self.place(target)
            self.block(depth)
            self.branch(167, end)
        self.place(default)
        self.place(end)

    def raise_error(self, depth):
        on = self.label()
        self.condition(on, depth)
        self.throw_new(self.rng.choice(["java/lang/RuntimeException", "java/lang/ArithmeticException"]), "thrown")
        self.place(on)

    def on_stack(self, depth):
        """Statements with a value below them on the stack."""
        t = self.rng.choice("IJFDS")
        self.expression(t, depth)
        self.block(depth)
        if t == "S":
            self.invoke(184, "java/lang/String", "valueOf", ["L"], "S")
            self.invoke(182, "java/lang/String", "hashCode", [], "I")
        self.fold()

    def fold(self):
        """The value on top goes into the sum."""
        total = self.pool.member_ref(9, self.pool.name, "total", "J")
        if self.stack[-1] in "FD":
            self.convert_top("D")
            self.invoke(184, "java/lang/Double", "doubleToLongBits", ["D"], "J")
        self.convert_top("J")
        self.op2(178, total)
        self.push("J")
        self.constant("J", 31)
        self.op(105, 97)  # total * 31 + value
        self.pop(2)
        if TRACE:
            self.op(92)
            self.push("J")
            self.text(f"{self.name} before {len(self.code)}")
            self.op2(184, self.pool.member_ref(10, "Driver", "trace", "(JLjava/lang/String;)V"))
            self.pop(2)
        self.op2(179, total)
        self.pop()

    def try_catch(self, depth):
        start, handler, end = len(self.code), self.label(), self.label()
        self.trying += 1
        self.block(depth)
        self.trying -= 1
        self.op(0)
        stop = len(self.code)
        self.branch(167, end)
        caught = self.rng.choice(["java/lang/RuntimeException", "java/lang/ArithmeticException", "java/lang/Throwable",
                                  "java/lang/NullPointerException", None])
        self.push("L")
        kept, self.stack = self.stack, ["T" if not caught or caught == "java/lang/Throwable" else "L"]
        if self.with_frames:
            self.frame_of_handler(handler, caught or "java/lang/Throwable")
        else:
            self.place(handler)
        self.stack = kept
        self.handlers.append((start, stop, self.labels[handler], self.pool.klass(caught) if caught else 0))
        if self.with_frames:
            self.invoke(182, "java/lang/Object", "toString", [], "S")
            if TRACE:
                self.op(89)
                self.op2(184, self.pool.member_ref(10, "Driver", "trace", "(Ljava/lang/String;)V"))
        else:  # HotSpot's analysis for helpful messages loses track of the stack behind a jsr
            self.op2(182, self.pool.member_ref(10, "java/lang/Object", "getClass", "()Ljava/lang/Class;"))
            self.op2(182, self.pool.member_ref(10, "java/lang/Class", "getName", "()Ljava/lang/String;"))
        self.invoke(182, "java/lang/String", "hashCode", [], "I")
        self.fold()
        self.place(end)

    def frame_of_handler(self, label, class_name):
        self.labels[label] = len(self.code)
        local = [self.verification_type(t) for t, _ in self.locals]
        self.frames[len(self.code)] = (b"\xff%s" + u2(len(local)) + b"".join(local) + u2(1) +
                                       b"\7" + u2(self.pool.klass(class_name)))

    def synchronized(self, depth):
        lock = self.lock
        if lock in self.kept:
            return
        self.kept.add(lock)
        self.expression("P", depth)
        self.store(lock)
        self.load(lock)
        self.op(194)
        self.pop()
        start = len(self.code)
        self.trying += 1
        self.block(depth)
        self.trying -= 1
        self.load(lock)
        self.op(195)
        self.pop()
        stop, end, handler = len(self.code), self.label(), self.label()
        self.branch(167, end)
        at = len(self.code)
        self.push("L")
        self.frame_of_handler(handler, "java/lang/Throwable") if self.with_frames else self.place(handler)
        self.load(lock)
        self.op(195, 191)
        self.pop(2)
        self.handlers.append((start, stop, at, 0))
        self.handlers.append((at, at + (2 if lock[1] < 256 else 4) + 1, at, 0))
        self.place(end)
        self.kept.discard(lock)

    def jsr(self, depth):
        """A subroutine and its first calls, all with the same stack. Later code may call it, too, if it always returns, no handler
        around it catches what it throws, and it leaves alone what is in use there."""
        sub, end, rng = self.label(), self.label(), self.rng
        for _ in range(rng.choice((1, 2, 2, 3, 6))):
            self.branch(168, sub)
        self.branch(167, end)
        self.place(sub)
        local, leaves = self.return_locals + self.level, rng.random() < 0.2
        self.push("R")
        self.local_op(58, local)
        self.pop()
        self.level += 1
        self.block(depth)
        if leaves:
            self.condition(end, 3)
        self.block(depth)
        self.level -= 1
        self.local_op(169, local)
        self.place(end)
        if not leaves and not self.trying and len(self.subroutines) < 10:
            self.subroutines.append((sub, self.level, list(self.stack), frozenset(self.kept)))

    def jsr_again(self, _):
        fitting = [s for s in self.subroutines if s[1] >= self.level and s[2] == self.stack and s[3] >= self.kept]
        if fitting:
            self.spend()
            self.branch(168, self.rng.choice(fitting)[0])

    # ---- the whole ----

    def make(self):
        for t in self.parameters:
            self.new_local(t)
        for t in ["I", "I", "J", "F", "D", "L", "S", "P", "P", self.rng.choice(list(ARRAYS)), self.rng.choice(list(ARRAYS))]:
            local = self.new_local(t)
            self.budget += 1
            self.expression_first(t)
            self.store(local)
        self.lock = [v for v in self.locals if v[0] == "P"][-1]
        counters = []
        for _ in range(3):
            counters.append(self.new_local("I"))
            self.constant("I", 0)
            self.store(counters[-1])
        self.spare, self.kept = set(counters), set(counters)
        self.return_locals = self.next_local
        rng = self.rng
        for _ in range(rng.randint(2, 8)):
            if self.budget > 0 and rng.random() < 0.8:
                self.try_catch(0)
            elif self.budget > 0:
                self.statement(0)
        for local in self.locals:
            if local[0] in "IJFD":
                self.load(local)
                self.fold()
            elif local[0] in ARRAYS:
                on = self.label()
                self.load(local)
                self.pop()
                self.branch(198, on)
                for i in range(2):
                    skip = self.label()
                    self.load(local)
                    self.op(190)
                    self.pop()
                    self.push("I")
                    self.constant("I", i)
                    self.pop(2)
                    self.branch(164, skip)  # if_icmple
                    self.load(local)
                    self.constant("I", i)
                    self.op(ARRAYS[local[0]][2])
                    self.pop(2)
                    self.push(ARRAYS[local[0]][0])
                    self.fold()
                    self.place(skip)
                self.place(on)
        self.expression(self.result)
        self.op(RETURN[self.result])
        self.pop()
        self.finish()

    def finish(self):
        for origin, at, size, label in self.fixups:
            self.code[at:at + size] = struct.pack(">i" if size == 4 else ">h", self.labels[label] - origin)
        self.add_to_pool()

    def expression_first(self, t):
        if t in "IJFD":
            self.constant(t)
        else:
            self.reference(t, 9, True)

    def stack_map(self):
        entries, before = [], -1
        for at in sorted(self.frames):
            if at >= len(self.code):
                continue
            entries.append(self.frames[at].replace(b"%s", u2(at - before - 1), 1))
            before = at
        return self.pool.attr("StackMapTable", u2(len(entries)) + b"".join(entries))

    def add_to_pool(self):
        nested = [self.stack_map()] if self.frames else []
        descriptor = "(" + "".join(self.parameters) + ")" + self.result
        code = self.pool.code(bytes(self.code), self.max_stack + 2, self.next_local + LEVELS, self.handlers, nested)
        self.pool.method(9, self.name, descriptor, code)


def virtual_method(pool, t):
    """v<t>(I)<t>: the field plus the argument."""
    field = pool.member_ref(9, pool.name, "f" + t, t)
    code = bytes([42, 180]) + u2(field) + bytes([27])
    code += bytes([CONVERT["I" + t]]) if t != "I" else b""
    pool.method(1, "v" + t, "(I)" + t, pool.code(code + bytes([{"I": 96, "J": 97, "F": 98, "D": 99}[t], RETURN[t]]), 4, 2))


def program(n):
    rng = random.Random(n)
    frames = n % 2 == 1
    pool = Pool(f"P{n}", version=(61 if frames else 49, 0))
    for t in "IJFD":
        pool.field(9, "s" + t, t)
        pool.field(1, "f" + t, t)
        virtual_method(pool, t)
    pool.field(9, "total", "J")
    pool.field(9, "fuel", "I")
    init = pool.member_ref(10, "java/lang/Object", "<init>", "()V")
    pool.method(1, "<init>", "()V", pool.code(b"\x2a\xb7" + u2(init) + b"\xb1"))
    methods = []
    for i in range(rng.randint(1, 4)):
        m = Method(pool, rng, f"m{i}", rng.choices("IJFD", k=rng.randint(0, 4)), rng.choice("IJFD"), list(methods), frames)
        m.make()
        methods.append(m)
    run = Method(pool, rng, "run", [], "J", methods, frames)
    run.constant("I", 20000)
    run.op2(179, pool.member_ref(9, pool.name, "fuel", "I"))
    run.pop()
    for m in methods:
        for _ in range(2):
            start, end, handler = len(run.code), run.label(), run.label()
            for p in m.parameters:
                run.constant(p)
            run.invoke(184, pool.name, m.name, m.parameters, m.result)
            run.fold()
            run.handlers.append((start, len(run.code), len(run.code) + 3, 0))
            run.branch(167, end)
            run.push("L")
            if frames:
                run.frame_of_handler(handler, "java/lang/Throwable")
            else:
                run.place(handler)
            run.op2(182, pool.member_ref(10, "java/lang/Object", "getClass", "()Ljava/lang/Class;"))
            run.op2(182, pool.member_ref(10, "java/lang/Class", "getName", "()Ljava/lang/String;"))
            run.invoke(182, "java/lang/String", "hashCode", [], "I")
            run.fold()
            run.place(end)
    run.op2(178, pool.member_ref(9, pool.name, "total", "J"))
    run.push("J")
    run.op(173)
    run.finish()
    return pool.bytes()
