# SPDX-License-Identifier: MIT
#
# gdb commands and pretty printers for minijvm.  Load with:  gdb -x tools/gdb/minijvm-gdb.py --args build/minijvm ...
#
#   jbt [THREAD]      Java backtrace of the current (or the given struct thread *) thread
#   jthreads          all attached threads with state and top Java method
#   jobj ADDRESS      an object: class, array length or fields
#   jclass NAME       the struct class of an internal name ("java/lang/String")
#   jcode METHOD      a struct method's register code, raw
#
# They read memory only and call nothing, so they work on core dumps too. SIGSEGV is not used by the VM: let gdb stop there.
import gdb


def u(value):
    return int(value)


def symbol_text(symbol):
    """The text is a flexible array, which gdb takes for an empty one."""
    if not u(symbol):
        return "?"
    return bytes(gdb.selected_inferior().read_memory(u(symbol["text"].address), u(symbol["length"]))).decode("utf-8", "replace")


def method_text(method):
    return "%s.%s%s" % (symbol_text(method["holder"]["name"]), symbol_text(method["name"]),
                        symbol_text(method["descriptor"]))


def pointer(type_name, address):
    return gdb.Value(address).cast(gdb.lookup_type(type_name).pointer())


def reference(where):
    """The address that the reference at this address stands for; the table of cards tells how far references reach."""
    shift = u(gdb.parse_and_eval("sizeof(gc_cards)")).bit_length() - 1 + 9 - 32
    return u(pointer("u32", where).dereference()) << shift


def reference_text(where):
    address = reference(where)
    if not address:
        return "null"
    return "%#x %s" % (address, symbol_text(pointer("struct class", u(pointer("struct object", address)["klass"]))["name"]))


def vm():
    return gdb.parse_and_eval("the_vm")


def current_thread():
    """The struct thread of gdb's selected thread; found by the system's number, as optimized frames rarely show `t`."""
    selected = gdb.selected_thread()
    t = vm()["threads"]
    while selected is not None and u(t):
        if u(t["os_tid"]) == selected.ptid[1]:
            return t
        t = t["next"]
    raise gdb.GdbError("this thread is not attached to the VM; give one: jbt ADDRESS (see jthreads)")


def bci_of(frame):
    code = frame["method"]["register_code"]
    if not u(code) or not u(code["words"]) <= u(frame["pc"]) < u(code["words"]) + 8 * u(code["length"]):
        return -1  # at an entry stub
    at = (u(frame["pc"]) - u(code["words"])) // 8
    bci = -1
    for i in range(u(code["bci_count"])):
        if u(code["bci_map"][i]["pc"]) > at:
            break
        bci = u(code["bci_map"][i]["bci"])
    return bci


class Frame:
    """A frame's record; of one that waits in machine code, what the place before its return address says (jit/stubs.c)."""

    def __init__(self, record, inner, fp=None):
        self.machine = False
        self.values = {name: record[name] for name in ("pc", "fp", "method")}
        if fp is not None:
            self.values["fp"] = fp
        kind = u(record["kind"])
        if compiled_at(u(record["machine_return"])):
            place = pointer("struct call_place", u(pointer("u32", u(record["machine_return"]) - 4).dereference()))
            if inner is not None and not 1 <= kind <= 3:  # enum frame_kind
                self.values = {"pc": place["pc"], "method": place["method"], "fp": inner["fp"] - u(place["first"])}
            self.machine = u(self.values["method"]) != 0 and u(place["pc"]) == u(self.values["pc"])

    def __getitem__(self, name):
        return self.values[name]


def compiled_at(address):
    """The struct compiled whose code is there, or None."""
    state = vm()["compiler"]
    if not u(state):
        return None
    state = state.cast(gdb.lookup_type("struct compiler_state").pointer())
    for i in range(u(state["codes_count"])):
        if u(state["codes"][i]["start"]) <= address < u(state["codes"][i]["end"]):
            return state["codes"][i]
    return None


def is_selected(t):
    selected = gdb.selected_thread()
    return selected is not None and u(t["os_tid"]) == selected.ptid[1]


def frames(t):
    """Records are true while C code runs; in machine code r13 is the innermost one, of the method that pc is in."""
    record, inner = t["top"], None
    if is_selected(t):
        newest = gdb.newest_frame()
        k = compiled_at(newest.pc())
        if k is not None:
            record = newest.read_register("r13").cast(t["top"].type)
            inner = Frame(record, None, newest.read_register("r12").cast(record["fp"].type))
            inner.values.update(method=k["method"], pc=k["method"]["register_code"]["words"])
            inner.machine = True
            yield inner
            record = record + 1
    high = u(t["stack_high"])
    while u(record) and u(record) < high:
        inner = Frame(record, inner)
        yield inner
        record = record + 1


class JavaBacktrace(gdb.Command):
    """Java backtrace: jbt [struct thread * expression]"""

    def __init__(self):
        super().__init__("jbt", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        t = gdb.parse_and_eval("(struct thread *)(%s)" % argument) if argument else current_thread()
        for i, frame in enumerate(frames(t)):
            if not u(frame["method"]):
                print("#%-3d (called from C)" % i)
            else:
                print("#%-3d %s  bci %d  fp %#x%s" % (i, method_text(frame["method"]), bci_of(frame), u(frame["fp"]),
                                                      "  (machine code)" if frame.machine else ""))


class JavaThreads(gdb.Command):
    """Lists the VM's threads."""

    def __init__(self):
        super().__init__("jthreads", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        t = vm()["threads"]
        while u(t):
            top = "-"
            for frame in frames(t):
                if u(frame["method"]):
                    top = method_text(frame["method"])
                    break
            print("%#x  os %d  %s  %s" % (u(t), u(t["os_tid"]), ("RUNNING", "SAFE")[u(t["state"]) & 1], top))
            t = t["next"]


class JavaObject(gdb.Command):
    """Prints a heap object: jobj ADDRESS"""

    def __init__(self):
        super().__init__("jobj", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        address = u(gdb.parse_and_eval(argument))
        klass = pointer("struct class", u(pointer("struct object", address)["klass"]))
        print("%s at %#x, lock word %#x" % (symbol_text(klass["name"]), address, u(pointer("struct object", address)["lock"])))
        if u(klass["kind"]) == 1:
            print("  length %d" % u(pointer("struct array", address)["length"]))
            return
        types = {"Z": "u8", "B": "i8", "C": "u16", "S": "i16", "I": "i32", "J": "i64", "F": "float", "D": "double"}
        k = klass
        while u(k):
            for i in range(u(k["fields_count"]) + u(k["injected_count"])):
                f = k["fields"][i]
                if u(f["access_flags"]) & 8:
                    continue
                where = address + u(f["offset"])
                kind = types.get(symbol_text(f["descriptor"])[0])
                print("  +%-4d %s.%s = %s" % (u(f["offset"]), symbol_text(k["name"]), symbol_text(f["name"]),
                                              pointer(kind, where).dereference() if kind else reference_text(where)))
            k = k["super"]


class JavaClass(gdb.Command):
    """Finds a class by internal name: jclass java/lang/String"""

    def __init__(self):
        super().__init__("jclass", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        loader = vm()["loaders"]
        while u(loader):
            k = loader["defined"]
            while u(k):
                if symbol_text(k["name"]) == argument:
                    print("(struct class *) %#x  loader %#x  state %d  mirror %#x" %
                          (u(k), u(k["loader"]), u(k["state"]), u(k["mirror"])))
                k = k["next_defined"]
            loader = loader["next"]


class JavaCode(gdb.Command):
    """Raw register code of a struct method *: jcode EXPRESSION"""

    def __init__(self):
        super().__init__("jcode", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        m = gdb.parse_and_eval("(struct method *)(%s)" % argument)
        code = m["register_code"]
        if not u(code):
            print("%s is not translated" % method_text(m))
            return
        for i in range(u(code["length"])):
            insn = code["words"][i]["insn"]
            print("%4d: op %-4d a %-5d b %-5d c %-5d   %#018x" %
                  (i, u(insn["op"]), u(insn["a"]), u(insn["b"]), u(insn["c"]), u(code["words"][i]["w"])))


class SymbolPrinter:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        return '"%s"' % symbol_text(self.value.address)


class NamedPrinter:
    def __init__(self, value, kind):
        self.value, self.kind = value, kind

    def to_string(self):
        name = symbol_text(self.value["name"])
        if self.kind == "method":
            name = method_text(self.value)
        return "%s %s" % (self.kind, name)


def lookup(value):
    name = value.type.strip_typedefs().name or ""
    if name == "symbol":
        return SymbolPrinter(value)
    if name in ("class", "method", "field"):
        return NamedPrinter(value, name)
    return None


gdb.pretty_printers.append(lookup)
for command in (JavaBacktrace, JavaThreads, JavaObject, JavaClass, JavaCode):
    command()
