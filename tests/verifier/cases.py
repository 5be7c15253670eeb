# SPDX-License-Identifier: MIT
"""Classes with one defect each (and a few without), for the verifier, made by assembler.py.

    cases() -> [(label, [Class...])]      the first class is linked; a class loader finds the others and the HELPERS
    write_cases(path)                     packs them for Judge.java
"""
import struct

from assembler import Class, u2
from cases_old import old_cases

BASE = 'other/Base'   # in another package, with protected members


def helpers():
    base = Class(BASE, flags='public super')
    base.field('protected', 'f', 'I').field('protected static', 's', 'I').field('public', 'open', 'I').field('protected', 'l', 'J')
    base.method('protected', '<init>', '()V', 'aload_0\ninvokespecial java/lang/Object.<init>()V\nreturn')
    base.method('public', '<init>', '(I)V', 'aload_0\ninvokespecial java/lang/Object.<init>()V\nreturn')
    base.method('protected', 'm', '()V', 'return').method('protected static', 'sm', '()V', 'return')
    iface = Class('Iface', flags='public interface abstract').method('public abstract', 'im', '()V')
    iface.method('public', 'dm', '()V', 'return').method('public static', 'smi', '()V', 'return')
    sub_iface = Class('SubIface', flags='public interface abstract', interfaces=['Iface'])
    user = Class('User', interfaces=['SubIface']).method('public', 'im', '()V', 'return')
    plain = Class('Plain').field('public', 'x', 'I').field('public static', 'sx', 'I')
    plain.method('public', '<init>', '()V', 'aload_0\ninvokespecial java/lang/Object.<init>()V\nreturn')
    plain.method('public', 'v', '(IJLjava/lang/String;)V', 'return').method('public static', 'sv', '(ZD[I)I', 'iconst_0\nireturn')
    return [base, iface, sub_iface, user, plain]


class Suite:
    def __init__(self):
        self.list = []

    def add(self, label, *classes):
        self.list.append((label, list(classes)))

    def code(self, label, text, desc='()V', flags='static', name='m', more=(), change=None, **options):
        """A class with one method of this text."""
        c = Class(**options)
        c.method(flags, name, desc, text)
        if change:
            change(c)
        self.add(label, c, *more)


VALUES = {'I': 'iconst_1', 'J': 'lconst_1', 'F': 'fconst_1', 'D': 'dconst_1', 'A': 'ldc "a"'}


def operand_types(s):
    """Each arithmetic instruction with each operand of a wrong type."""
    rows = [('iadd', 'II'), ('lsub', 'JJ'), ('fmul', 'FF'), ('ddiv', 'DD'), ('irem', 'II'), ('ineg', 'I'), ('lneg', 'J'),
            ('fneg', 'F'), ('dneg', 'D'), ('ishl', 'II'), ('lshl', 'JI'), ('lushr', 'JI'), ('iand', 'II'), ('lxor', 'JJ'),
            ('i2l', 'I'), ('i2b', 'I'), ('l2i', 'J'), ('f2d', 'F'), ('d2f', 'D'), ('lcmp', 'JJ'), ('fcmpl', 'FF'), ('dcmpg', 'DD')]
    for name, wanted in rows:
        for at in range(len(wanted)):
            given = list(wanted)
            given[at] = 'A' if at == 0 else 'F' if wanted[at] != 'F' else 'I'
            s.code('%s given %s' % (name, ''.join(given)), '.stack 8\n' + '\n'.join(VALUES[v] for v in given) + '\n%s\nreturn' % name)
    s.code('iadd on an empty stack', 'iadd\nreturn')
    s.code('iadd on one value', 'iconst_0\niadd\nreturn')
    s.code('ladd on two ints', 'iconst_0\niconst_0\nladd\nreturn')
    s.code('ladd on one int', 'iconst_0\nladd\nreturn')
    s.code('iadd on a long', 'lconst_0\niadd\nreturn')


def stack(s):
    for name in ('pop', 'dup', 'dup_x1', 'dup_x2', 'dup2', 'dup2_x1', 'dup2_x2', 'swap', 'pop2'):
        s.code('%s on an empty stack' % name, '%s\nreturn' % name)
    for name, given in (('pop', 'J'), ('dup', 'D'), ('dup_x1', 'JI'), ('dup_x1', 'IJ'), ('swap', 'JI'), ('swap', 'IJ'), ('dup_x2', 'IJ'),
                        ('dup2_x1', 'JJ'), ('dup2', 'I'), ('pop2', 'I'), ('pop2', 'JI'), ('dup2', 'JI'), ('dup2_x2', 'JII'), ('dup_x2', 'JII'),
                        ('dup2_x1', 'JII')):
        s.code('%s splits %s' % (name, given), '.stack 12\n' + '\n'.join(VALUES[v] for v in given) + '\n%s\nreturn' % name)
    for name, size in (('iconst_0', 0), ('lconst_0', 1), ('dup', 1), ('dup_x1', 2), ('dup2', 3), ('ldc "x"', 0), ('aconst_null', 0),
                       ('getstatic Plain.sx:I', 0), ('new Plain', 0)):
        fill = 'iconst_0\n' * {'dup': 1, 'dup_x1': 2, 'dup2': 2}.get(name, 0)
        s.code('%s over max_stack %d' % (name, size), '.stack %d\n%s%s\nreturn' % (size, fill, name))
    s.code('a call result over max_stack', '.stack 1\ninvokestatic java/lang/System.nanoTime()J\npop2\nreturn')
    s.code('handler with max_stack 0', '.stack 0\nA:\nnop\nB:\nreturn\nC:\n.frame full [] []\nreturn\n.catch * A B C')


def locals_(s):
    for letter, value in VALUES.items():
        low = 'l' if letter == 'J' else letter.lower()
        other = VALUES['F' if letter == 'I' else 'I']
        s.code('%sload of another type' % low, '%s\n%s\n%sload_0\nreturn' % (other, 'fstore_0' if letter == 'I' else 'istore_0', low))
        s.code('%sload of an unset local' % low, '.locals 3\n%sload_1\nreturn' % low)
        s.code('%sstore of another type' % low, '%s\n%sstore 2\nreturn' % (other, low))
        s.code('%sload behind max_locals' % low, '.locals 2\n%sload 2\nreturn' % low)
        s.code('%sstore behind max_locals' % low, '.locals 1\n%s\n%sstore_1\nreturn' % (value, low))
    s.code('lload half behind max_locals', '.locals 2\nlload_1\nreturn')
    s.code('dstore half behind max_locals', '.locals 2\ndconst_0\ndstore_1\nreturn')
    s.code('wide iload behind max_locals', 'wide iload 300\nreturn')
    s.code('iinc of a reference', 'aconst_null\nastore_0\niinc 0 1\nreturn')
    s.code('iinc behind max_locals', '.locals 1\niinc 1 1\nreturn')
    s.code('wide iinc of a float', 'fconst_0\nfstore_0\nwide iinc 0 5\nreturn')
    s.code('long overwritten in its first half', 'lconst_0\nlstore_0\niconst_0\nistore_0\nlload_0\nreturn')
    s.code('long overwritten in its second half', 'lconst_0\nlstore_0\niconst_0\nistore_1\nlload_0\nreturn')
    s.code('long overwritten by a long', 'lconst_0\nlstore_0\nlconst_0\nlstore_1\nlload_0\nreturn')
    s.code('second half of a long', 'lconst_0\nlstore_0\nlload_1\nreturn')
    s.code('argument of another type', 'aload_0\nareturn', '(I)Ljava/lang/Object;')
    s.code('long argument as int', 'iload_0\nireturn', '(J)I')
    s.code('boolean argument as int is fine', 'iload_0\nireturn', '(Z)I')
    s.code('this as an int', 'iload_0\nireturn', '()I', flags='')


def arrays(s):
    kinds = {'i': '[I', 'l': '[J', 'f': '[F', 'd': '[D', 'b': '[B', 'c': '[C', 's': '[S'}
    stored = {'l': 'lconst_0', 'f': 'fconst_0', 'd': 'dconst_0'}
    for letter in kinds:
        wrong = '[F' if letter != 'f' else '[I'
        s.code('%saload of %s' % (letter, wrong), 'aconst_null\ncheckcast %s\niconst_0\n%saload\nreturn' % (wrong, letter))
        s.code('%sastore in %s' % (letter, wrong), '.stack 6\naconst_null\ncheckcast %s\niconst_0\n%s\n%sastore\nreturn' %
               (wrong, stored.get(letter, 'iconst_0'), letter))
    s.code('iaload of an object', 'ldc "x"\niconst_0\niaload\nreturn')
    s.code('iaload of an int', 'iconst_0\niconst_0\niaload\nreturn')
    s.code('iaload with a float index', 'aconst_null\ncheckcast [I\nfconst_0\niaload\nreturn')
    s.code('iaload of null is fine', 'aconst_null\niconst_0\niaload\npop\nreturn')
    s.code('baload of boolean[] is fine', 'aconst_null\ncheckcast [Z\niconst_0\nbaload\npop\nreturn')
    s.code('aaload of int[]', 'aconst_null\ncheckcast [I\niconst_0\naaload\nreturn')
    s.code('aaload of an object', 'ldc "x"\niconst_0\naaload\nreturn')
    s.code('aaload gives the component', 'aconst_null\ncheckcast [Ljava/lang/Thread;\niconst_0\naaload\nareturn', '()Ljava/lang/String;')
    s.code('aaload of int[][] gives int[]', 'aconst_null\ncheckcast [[I\niconst_0\naaload\nareturn', '()[I')
    s.code('aastore in int[]', 'aconst_null\ncheckcast [I\niconst_0\nldc "x"\naastore\nreturn')
    s.code('aastore of an int', 'aconst_null\ncheckcast [Ljava/lang/Object;\niconst_0\niconst_0\naastore\nreturn')
    s.code('aastore of another class is checked later', 'aconst_null\ncheckcast [Ljava/lang/Thread;\niconst_0\nldc "x"\naastore\nreturn')
    s.code('bastore in int[]', 'aconst_null\ncheckcast [I\niconst_0\niconst_0\nbastore\nreturn')
    s.code('arraylength of an object', 'ldc "x"\narraylength\nreturn')
    s.code('arraylength of an int', 'iconst_0\narraylength\nreturn')
    for kind in (0, 3, 12, 255):
        s.code('newarray %d' % kind, 'iconst_0\nnewarray %d\nreturn' % kind)
    s.code('newarray with a reference', 'aconst_null\nnewarray int\nreturn')
    s.code('newarray gives its type', 'iconst_0\nnewarray long\nareturn', '()[I')
    s.code('anewarray with a long', 'lconst_0\nanewarray Plain\nreturn')
    s.code('anewarray gives its type', 'iconst_0\nanewarray Plain\nareturn', '()[Ljava/lang/String;')
    s.code('anewarray of 256 dimensions', 'iconst_0\nanewarray %sI\nreturn' % ('[' * 255))
    s.code('multianewarray of 0 dimensions', 'iconst_0\nmultianewarray [[I 0\nreturn')
    s.code('multianewarray of too many dimensions', 'iconst_0\niconst_0\niconst_0\nmultianewarray [[I 3\nreturn')
    s.code('multianewarray of no array', 'iconst_0\nmultianewarray Plain 1\nreturn')
    s.code('multianewarray with a reference', 'iconst_0\naconst_null\nmultianewarray [[I 2\nreturn')
    s.code('multianewarray with too few values', 'iconst_0\nmultianewarray [[I 2\nreturn')


def returns(s):
    for desc, given in (('I', 'J'), ('I', 'A'), ('J', 'I'), ('F', 'I'), ('D', 'J'), ('Z', 'F'), ('C', 'A')):
        op = {'A': 'a', 'J': 'l'}.get(given, given.lower()) + 'return'
        s.code('%s in a method that returns %s' % (op, desc), '%s\n%s' % (VALUES[given], op), '()' + desc)
    s.code('return in a method that returns int', 'return', '()I')
    for op, value in (('ireturn', 'I'), ('lreturn', 'J'), ('areturn', 'A')):
        s.code('%s in a void method' % op, '%s\n%s' % (VALUES[value], op))
    s.code('areturn of another class', 'ldc "x"\nareturn', '()Ljava/lang/Thread;')
    s.code('areturn of a superclass', 'aload_0\nareturn', '(Ljava/lang/Object;)Ljava/lang/String;')
    s.code('areturn of any object as an interface is fine', 'ldc "x"\nareturn', '()LIface;')
    s.code('areturn of an array as an interface', 'aload_0\nareturn', '([I)LIface;')
    s.code('areturn of an array as Cloneable is fine', 'aload_0\nareturn', '([I)Ljava/lang/Cloneable;')
    s.code('areturn of an array as another class', 'aload_0\nareturn', '([I)Ljava/lang/String;')
    s.code('areturn of int[] as byte[]', 'aload_0\nareturn', '([I)[B')
    s.code('areturn of int[] as Object[]', 'aload_0\nareturn', '([I)[Ljava/lang/Object;')
    s.code('areturn of int[][] as Object[] is fine', 'aload_0\nareturn', '([[I)[Ljava/lang/Object;')
    s.code('areturn of Object[] as Object[][]', 'aload_0\nareturn', '([Ljava/lang/Object;)[[Ljava/lang/Object;')
    s.code('areturn of String[] as Object[] is fine', 'aload_0\nareturn', '([Ljava/lang/String;)[Ljava/lang/Object;')
    s.code('areturn of Object[] as String[]', 'aload_0\nareturn', '([Ljava/lang/Object;)[Ljava/lang/String;')
    s.code('areturn of Object[][] as Cloneable[] is fine', 'aload_0\nareturn', '([[Ljava/lang/Object;)[Ljava/lang/Cloneable;')
    s.code('areturn of an unknown class', 'aload_0\nareturn', '(LGone;)Ljava/lang/String;')
    s.code('areturn as an unknown class', 'ldc "x"\nareturn', '()LGone;')
    s.code('areturn of an unknown class as itself is fine', 'aload_0\nareturn', '(LGone;)LGone;')
    s.code('areturn of an unknown class as Object is fine', 'aload_0\nareturn', '(LGone;)Ljava/lang/Object;')
    s.code('areturn of an unknown class as an interface is fine', 'aload_0\nareturn', '(LGone;)LIface;')
    s.code('athrow of a string', 'ldc "x"\nathrow')
    s.code('athrow of an int', 'iconst_0\nathrow')
    s.code('athrow of null is fine', 'aconst_null\nathrow')
    s.code('monitorenter of an int', 'iconst_0\nmonitorenter\nreturn')
    s.code('monitorexit of a long', 'lconst_0\nmonitorexit\nreturn')


def control(s):
    s.code('falls off the end', 'nop')
    s.code('falls off the end after a call', 'invokestatic Plain.sv(ZD[I)I', more=())
    s.code('conditional branch at the end', 'A:\n.frame same\niconst_0\nifeq A')
    s.code('branch without a frame', 'iconst_0\nifeq A\nnop\nA:\nreturn')
    s.code('branch into an instruction', 'iconst_0\nifeq A+1\nA:\n.frame same\nsipush 5\npop\nreturn')
    s.code('branch before the code', 'iconst_0\nifeq -5\nreturn')
    s.code('branch behind the code', 'iconst_0\nifeq 100\nreturn')
    s.code('branch to the end of the code', 'iconst_0\nifeq End\nreturn\nEnd:')
    s.code('goto_w far away', 'goto_w 70000')
    s.code('goto without a frame behind it', 'goto A\nnop\nA:\n.frame same\nreturn')
    s.code('return without a frame behind it', 'return\nreturn')
    s.code('athrow without a frame behind it', 'aconst_null\nathrow\nnop\nreturn')
    s.code('dead code with a later frame', 'return\nnop\nA:\n.frame same\nreturn')
    s.code('ifeq of a reference', 'aconst_null\nifeq A\nA:\n.frame same\nreturn')
    s.code('if_icmplt of floats', 'fconst_0\nfconst_0\nif_icmplt A\nA:\n.frame same\nreturn')
    s.code('if_acmpeq of an int', 'aconst_null\niconst_0\nif_acmpeq A\nA:\n.frame same\nreturn')
    s.code('ifnull of an int', 'iconst_0\nifnull A\nA:\n.frame same\nreturn')
    s.code('ifnonnull on an empty stack', 'ifnonnull A\nA:\n.frame same\nreturn')
    s.code('ifnull of an uninitialized object is fine', 'new Plain\nifnull A\nA:\n.frame same\nreturn')
    s.code('tableswitch of a long', 'lconst_0\ntableswitch 0 A A\nA:\n.frame same\nreturn')
    s.code('tableswitch without frames', 'iconst_0\ntableswitch 0 A A\nA:\nreturn')
    s.code('tableswitch default behind the code', 'iconst_0\ntableswitch 0 500 A\nA:\n.frame same\nreturn')
    s.code('tableswitch case behind the code', 'iconst_0\ntableswitch 0 A A 500\nA:\n.frame same\nreturn')
    s.code('tableswitch case before the code', 'iconst_0\ntableswitch 0 A -9\nA:\n.frame same\nreturn')
    s.code('tableswitch with low > high', 'iconst_0\n.byte 0xaa 0 0  0 0 0 20  0 0 0 1  0 0 0 0  0 0 0 20\nreturn')
    s.code('tableswitch with a huge range', 'iconst_0\n.byte 0xaa 0 0  0 0 0 20  0x80 0 0 0  0x7f 255 255 255  0 0 0 20\nreturn')
    s.code('tableswitch cut off', 'iconst_0\n.byte 0xaa 0 0 0 0 0')
    s.code('lookupswitch unsorted', 'iconst_0\nlookupswitch A 5:A 3:A\nA:\n.frame same\nreturn')
    s.code('lookupswitch with equal keys', 'iconst_0\nlookupswitch A 5:A 5:A\nA:\n.frame same\nreturn')
    s.code('lookupswitch with negative count', 'iconst_0\n.byte 0xab 0 0  0 0 0 11  255 255 255 255\nreturn')
    s.code('lookupswitch on an empty stack', 'lookupswitch A 5:A\nA:\n.frame same\nreturn')
    s.code('lookupswitch of no cases at the end', 'iconst_0\nA:\nlookupswitch A')
    s.code('switch padding is free in version 61', 'iconst_0\n.byte 0xaa 1 1 0 0 0 19  0 0 0 0  0 0 0 0  0 0 0 19\nA:\n.frame same\nreturn')
    for version in (51, 61):
        for name in ('jsr A', 'jsr_w A', 'ret 0'):
            s.code('%s in version %d' % (name, version), 'goto A\nB:\n.frame same\n%s\nA:\n.frame same\nreturn' % name, version=version)
    for code in (239, 240, 254, 255):
        s.code('opcode %d' % code, 'nop\n.byte %d\nreturn' % code)
    s.code('wide nop', '.byte 0xc4 0 0 0\nreturn')
    s.code('wide at the end', 'nop\n.byte 0xc4')
    s.code('wide wide', '.byte 0xc4 0xc4 0x15 0 0\nreturn')
    s.code('instruction cut off', 'iconst_0\n.byte 0x99 0')
    s.code('getstatic cut off', '.byte 0xb2 0')
    s.code('bipush cut off', '.byte 0x10')


def frames(s):
    s.code('local of the wrong type', 'iconst_0\nistore_0\niconst_0\nifeq A\nA:\n.frame full [float] []\nreturn')
    s.code('local that is not set', 'iconst_0\nifeq A\nA:\n.frame full [int] []\nreturn')
    s.code('local reached by falling through', 'iconst_0\nistore_0\nA:\n.frame full [float] []\nreturn')
    s.code('stack of another depth', 'iconst_0\niconst_0\nifeq A\nA:\n.frame same\nreturn')
    s.code('stack of another type', 'aconst_null\niconst_0\nifeq A\nA:\n.frame same1 int\nreturn')
    s.code('stack value missing', 'iconst_0\nifeq A\nA:\n.frame same1 int\nreturn')
    s.code('fall through with another depth', 'iconst_0\nA:\n.frame same\nreturn')
    s.code('frame that forgets a local', 'iconst_0\nistore_0\ngoto A\nA:\n.frame full [] []\niload_0\nireturn', '()I')
    s.code('frame of a superclass', 'ldc "x"\nastore_0\ngoto A\nA:\n.frame full [java/lang/Object] []\naload_0\nareturn', '()Ljava/lang/String;')
    s.code('frame of a subclass', 'aload_0\nastore_1\ngoto A\nA:\n.frame full [java/lang/Object java/lang/String] []\nreturn',
           '(Ljava/lang/Object;)V')
    s.code('backward branch with another local', 'iconst_0\nistore_0\nA:\n.frame full [int] []\nfconst_0\nfstore_0\ngoto A')
    s.code('backward branch with a deeper stack', 'A:\n.frame same\niconst_0\ngoto A')
    s.code('frame inside an instruction', 'iconst_0\nifeq B\nA:\n.frame_at A+1 same\nsipush 5\npop\nB:\n.frame same\nreturn')
    s.code('frame behind the code', 'nop\nreturn\nE:\n.frame_at E same')
    s.code('frame far behind the code', 'nop\nreturn\n.frame_at 9000 same')
    s.code('frame with too many locals', '.locals 1\ngoto A\nA:\n.frame full [top top] []\nreturn')
    s.code('frame with a long too many', '.locals 1\ngoto A\nA:\n.frame full [long] []\nreturn')
    s.code('frame with too deep a stack', '.stack 1\niconst_0\nA:\n.frame full [] [int int]\nreturn')
    s.code('same1 over max_stack', '.stack 1\nlconst_0\nA:\n.frame same1 long\nreturn')
    s.code('append over max_locals', '.locals 1\ngoto A\nA:\n.frame append int int\nreturn')
    s.code('chop of too many', 'goto A\nA:\n.frame chop 1\nreturn')
    s.code('chop of 3 of 2', '.locals 2\ngoto A\nA:\n.frame chop 3\nreturn', '(II)V')
    s.code('chop takes a whole long', 'goto A\nA:\n.frame chop 1\niload_0\nireturn', '(IJ)I')
    s.code('chop, then the local is gone', 'goto A\nA:\n.frame chop 1\niload_0\nireturn', '(I)I')
    s.code('append, then another frame keeps it', 'iconst_0\nistore_0\ngoto A\nA:\n.frame append int\nnop\nB:\n.frame same\niload_0\nireturn', '()I')
    for tag in (9, 10, 255):
        s.code('verification type %d' % tag, 'goto A\nA:\n.frame full [tag:%d] []\nreturn' % tag)
    s.code('Object of no class constant', 'goto A\nA:\n.frame full [#1] []\nreturn')
    s.code('Object of constant 0', 'goto A\nA:\n.frame full [#0] []\nreturn')
    s.code('Object of a constant behind the pool', 'goto A\nA:\n.frame full [#999] []\nreturn')
    s.code('Uninitialized that is no new', 'goto A\nA:\n.frame full [new:A] []\nreturn')
    s.code('Uninitialized behind the code', 'goto A\nA:\n.frame full [new:999] []\nreturn')
    for kind in (128, 200, 246):
        s.code('frame type %d' % kind, 'nop\nreturn\n.table 0 1 %d 0 0' % kind)
    s.code('table with too few frames', 'nop\nreturn\n.table 0 2 1')
    s.code('table with bytes behind it', 'nop\nreturn\n.table 0 1 1 1')
    s.code('table cut off in a frame', 'nop\nreturn\n.table 0 1 255 0 1 0 2 1')
    s.code('table of one byte', 'nop\nreturn\n.table 0')
    s.code('table without frames is fine', 'nop\nreturn\n.table 0 0')
    s.code('empty table is fine', 'nop\nreturn\n.table')
    s.code('same_frame_extended', 'iconst_0\nifeq A\nnop\nA:\n.frame extended\niload_0\nireturn', '()I')
    s.code('same1x', 'aconst_null\nA:\n.frame same1x java/lang/String\niadd\nreturn')
    s.code('top on the stack', 'iconst_0\nA:\n.frame full [] [top]\npop\nreturn')
    s.code('null in a frame', 'ldc "x"\nA:\n.frame same1 null\npop\nreturn')
    s.code('uninitializedThis in a static method', 'goto A\nA:\n.frame full [this_] []\nreturn')
    s.code('first frame at 0', 'A:\n.frame full [int] []\nreturn')
    s.code('first frame at 0 is fine', 'A:\n.frame same\niconst_0\nifeq A\nreturn')


def exceptions(s):
    body = 'A:\nnop\nB:\nreturn\nC:\n%s\npop\nreturn\n.catch %s %s'
    s.code('catch of a class that is no Throwable', body % ('.frame full [] [java/lang/String]', 'java/lang/String', 'A B C'))
    s.code('catch of an interface', body % ('.frame full [] [java/lang/Throwable]', 'Iface', 'A B C'))
    s.code('catch of an unknown class', body % ('.frame full [] [java/lang/Throwable]', 'Gone', 'A B C'))
    s.code('handler without a frame', 'A:\nnop\nB:\nreturn\nC:\npop\nreturn\n.catch * A B C')
    s.code('handler frame of another class', body % ('.frame full [] [java/lang/RuntimeException]', 'java/lang/Exception', 'A B C'))
    s.code('handler frame of a superclass is fine', body % ('.frame full [] [java/lang/Throwable]', 'java/lang/Exception', 'A B C'))
    s.code('handler frame with two values', body % ('.frame full [] [java/lang/Throwable int]', '*', 'A B C'))
    s.code('handler frame with an empty stack', body % ('.frame full [] []', '*', 'A B C'))
    s.code('handler frame with a local that is not set', body % ('.frame full [int] [java/lang/Throwable]', '*', 'A B C'))
    s.code('handler wants a local that a store takes away', '''
        iconst_0
        istore_0
    A:
        fconst_0
        fstore_0
    B:
        return
    C:
        .frame full [int] [java/lang/Throwable]
        return
        .catch * A B C''')
    s.code('handler sees both sides of a store', '''
        iconst_0
        istore_0
    A:
        fconst_0
        fstore_0
        nop
    B:
        return
    C:
        .frame full [int] [java/lang/Throwable]
        return
        .catch * A B C''')
    s.code('range starts inside an instruction', 'A:\nsipush 5\nB:\npop\nreturn\nC:\n.frame full [] [java/lang/Throwable]\npop\nreturn\n.catch * A+1 B C')
    s.code('range ends inside an instruction', 'A:\nsipush 5\nB:\npop\nreturn\nC:\n.frame full [] [java/lang/Throwable]\npop\nreturn\n.catch * A A+1 C')
    s.code('handler inside an instruction', 'A:\nsipush 5\nB:\npop\nreturn\n.catch * A B A+1')
    s.code('range to the end of the code is fine', 'A:\nreturn\nC:\n.frame full [] [java/lang/Throwable]\npop\nreturn\nE:\n.catch * A E C')
    s.code('second handler fails', '''
    A:
        nop
    B:
        return
    C:
        .frame full [] [java/lang/Throwable]
        return
    D:
        .frame full [int] [java/lang/Throwable]
        return
        .catch java/lang/Exception A B C
        .catch * A B D''')
    s.code('local variable table starts inside an instruction', 'A:\nsipush 5\npop\nreturn\n.local x I A+1 1 0')
    s.code('local variable table ends inside an instruction', 'A:\nsipush 5\npop\nreturn\n.local x I A 1 0')


def constants(s):
    for name in ('ldc', 'ldc_w', 'ldc2_w'):
        s.code('%s #0' % name, '%s #0\nreturn' % name)
        s.code('%s behind the pool' % name, '%s #200\nreturn' % name)
        s.code('%s of a utf8' % name, '%s #1\nreturn' % name)
    s.code('ldc of a long', '.stack 4\nldc 5L\nreturn')
    s.code('ldc_w of a double', '.stack 4\nldc_w 5.5\nreturn')
    s.code('ldc2_w of an int', 'ldc2_w 5\nreturn')
    s.code('ldc2_w of a string', 'ldc2_w "x"\nreturn')
    s.code('ldc of a member', 'ldc #4\nreturn', change=lambda c: c.ref('Plain.x:I'))
    for constant, desc in (('5', 'F'), ('5.5f', 'I'), ('"x"', 'Ljava/lang/Integer;'), ('class Plain', 'Ljava/lang/String;'),
                           ('method type ()V', 'Ljava/lang/String;'), ('handle 6 Plain.sv(ZD[I)I', 'Ljava/lang/String;')):
        op = {'I': 'ireturn', 'F': 'freturn'}.get(desc, 'areturn')
        s.code('ldc %s as %s' % (constant, desc), 'ldc %s\n%s' % (constant, op), '()' + desc)

    def bootstrap(c):
        c.bootstrap(6, 'java/lang/invoke/ConstantBootstraps.nullConstant(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;'
                       'Ljava/lang/Class;)Ljava/lang/Object;')
    s.code('ldc of a dynamic long', 'ldc dynamic 0 x:J\nreturn', change=bootstrap)
    s.code('ldc2_w of a dynamic int', 'ldc2_w dynamic 0 x:I\nreturn', change=bootstrap)
    s.code('dynamic constant as its type', 'ldc dynamic 0 x:Ljava/lang/String;\nareturn', '()Ljava/lang/Integer;', change=bootstrap)
    s.code('new of an int constant', 'new #%d\nreturn' % 1)
    s.code('new #0', 'new #0\nreturn')
    s.code('new of an array', 'new [I\nreturn')
    s.code('checkcast of a string constant', 'aconst_null\ncheckcast #1\nreturn')
    s.code('checkcast of an int', 'iconst_0\ncheckcast Plain\nreturn')
    s.code('checkcast gives its class', 'aconst_null\ncheckcast Plain\nareturn', '()Ljava/lang/String;')
    s.code('checkcast of an uninitialized object', 'new Plain\ncheckcast Plain\nreturn')
    s.code('instanceof of a long', 'lconst_0\ninstanceof Plain\nreturn')
    s.code('instanceof behind the pool', 'aconst_null\ninstanceof #999\nreturn')
    s.code('anewarray of a utf8', 'iconst_0\nanewarray #1\nreturn')
    s.code('multianewarray #0', 'iconst_0\nmultianewarray #0 1\nreturn')


def fields(s):
    get, put = 'getfield Plain.x:I', 'putfield Plain.x:I'
    s.code('getfield of null is fine', 'aconst_null\n%s\nireturn' % get, '()I')
    s.code('getfield of another class', 'ldc "x"\n%s\nireturn' % get, '()I')
    s.code('getfield of an int', 'iconst_0\n%s\nireturn' % get, '()I')
    s.code('getfield on an empty stack', '%s\nireturn' % get, '()I')
    s.code('getfield of an array', 'aconst_null\ncheckcast [I\ngetfield [I.length:I\nireturn', '()I')
    s.code('getfield of an uninitialized object', 'new Plain\n%s\nireturn' % get, '()I')
    s.code('getfield gives its type', 'aconst_null\n%s\nfreturn' % get, '()F')
    s.code('getfield of a methodref', 'aconst_null\ngetfield Plain.v(IJLjava/lang/String;)V\nreturn')
    s.code('getfield #0', 'aconst_null\ngetfield #0\nreturn')
    s.code('putfield of another class', 'ldc "x"\niconst_0\n%s\nreturn' % put)
    s.code('putfield of a float', 'aconst_null\nfconst_0\n%s\nreturn' % put)
    s.code('putfield of nothing', 'aconst_null\n%s\nreturn' % put)
    s.code('putfield of an uninitialized object', 'new Plain\niconst_0\n%s\nreturn' % put)
    s.code('getstatic gives its type', 'getstatic Plain.sx:I\nareturn', '()Ljava/lang/Object;')
    s.code('putstatic of a reference', 'aconst_null\nputstatic Plain.sx:I\nreturn')
    s.code('putstatic of another class', 'ldc "x"\nputstatic Foo.o:Ljava/lang/Thread;\nreturn')
    s.code('putstatic of an int in a boolean is fine', 'iconst_3\nputstatic Foo.z:Z\nreturn', change=lambda c: c.field('static', 'z', 'Z'))
    s.code('getstatic of a class constant', 'getstatic #2\nreturn', change=lambda c: c.class_('X'))
    s.code('getstatic behind the pool', 'getstatic #500\nreturn')
    sub = dict(superclass=BASE)
    s.code('protected field of a superclass object', 'aload_0\ngetfield other/Base.f:I\nireturn', '(Lother/Base;)I', **sub)
    s.code('protected field put of a superclass object', 'aload_0\niconst_0\nputfield other/Base.f:I\nreturn', '(Lother/Base;)V', **sub)
    s.code('protected long field of a superclass object', 'aload_0\ngetfield other/Base.l:J\nlreturn', '(Lother/Base;)J', **sub)
    s.code('protected field of this class is fine', 'aload_0\ngetfield Foo.f:I\nireturn', '(LFoo;)I', **sub)
    s.code('protected field by the superclass of this class is fine', 'aload_0\ngetfield other/Base.f:I\nireturn', '(LFoo;)I', **sub)
    s.code('protected static field is fine', 'getstatic other/Base.s:I\nireturn', '()I', **sub)
    s.code('public field of a superclass object is fine', 'aload_0\ngetfield other/Base.open:I\nireturn', '(Lother/Base;)I', **sub)
    s.code('protected field of no superclass is left to resolution', 'aload_0\ngetfield other/Base.f:I\nireturn', '(Lother/Base;)I')


def calls(s):
    v = 'invokevirtual Plain.v(IJLjava/lang/String;)V'
    good = ['aconst_null', 'iconst_0', 'lconst_0', 'ldc "x"']
    s.code('call is fine', '.stack 6\n' + '\n'.join(good + [v, 'return']))
    for at, wrong in enumerate(('ldc "x"', 'fconst_0', 'dconst_0', 'ldc class Foo')):
        given = list(good)
        given[at] = wrong
        s.code('call with wrong argument %d' % at, '.stack 6\n' + '\n'.join(given + [v, 'return']))
    for n in range(4):
        s.code('call with %d values' % n, '.stack 6\n' + '\n'.join(good[4 - n:] + [v, 'return']))
    s.code('call of an uninitialized object', '.stack 6\nnew Plain\niconst_0\nlconst_0\naconst_null\n%s\nreturn' % v)
    s.code('call result as another type', '.stack 6\niconst_0\ndconst_0\naconst_null\ninvokestatic Plain.sv(ZD[I)I\nareturn', '()Ljava/lang/Object;')
    s.code('static call with an object array for int[]', '.stack 6\niconst_0\ndconst_0\naload_0\ninvokestatic Plain.sv(ZD[I)I\npop\nreturn',
           '([Ljava/lang/Object;)V')
    s.code('invokevirtual of an interface method reference', 'aconst_null\ninvokevirtual interface Iface.im()V\nreturn')
    s.code('invokeinterface of a method reference', 'aconst_null\n.byte 0xb9 0 %d 1 0\nreturn' % 6, change=lambda c: c.ref('Plain.q()V'))
    s.code('invokevirtual of a field', 'aconst_null\ninvokevirtual Plain.x:I\nreturn')
    s.code('invokestatic #0', 'invokestatic #0\nreturn')
    s.code('invokestatic behind the pool', 'invokestatic #999\nreturn')
    s.code('invokevirtual of <init>', 'aconst_null\ninvokevirtual Plain.<init>()V\nreturn')
    s.code('invokestatic of <init>', 'invokestatic Plain.<init>()V\nreturn')
    s.code('invokestatic of <clinit>', 'invokestatic Plain.<clinit>()V\nreturn')
    s.code('invokespecial of <clinit>', 'aconst_null\ninvokespecial Foo.<clinit>()V\nreturn')
    s.code('invokeinterface of any object is fine', 'ldc "x"\ninvokeinterface Iface.im()V\nreturn')
    s.code('invokeinterface of an int', 'iconst_0\ninvokeinterface Iface.im()V\nreturn')
    s.code('invokeinterface of an array', 'aconst_null\ncheckcast [I\ninvokeinterface Iface.im()V\nreturn')
    s.code('invokeinterface count 0', 'ldc "x"\ninvokeinterface Iface.im()V 0\nreturn')
    s.code('invokeinterface count 2', 'ldc "x"\ninvokeinterface Iface.im()V 2\nreturn')
    s.code('invokeinterface count of a long', '.stack 6\nldc "x"\nlconst_0\ninvokeinterface Iface.q(J)V 2\nreturn')
    s.code('invokeinterface fourth operand', 'ldc "x"\ninvokeinterface Iface.im()V 1 7\nreturn')
    boot = ('java/lang/invoke/LambdaMetafactory.metafactory(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;'
            'Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;')

    def lambda_(c): c.bootstrap(6, boot, 'method type ()V', 'handle 6 Plain.sv(ZD[I)I', 'method type ()V')
    s.code('invokedynamic gives its type', 'invokedynamic 0 run()Ljava/lang/Runnable;\nireturn', '()I', change=lambda_)
    s.code('invokedynamic with a wrong argument', 'iconst_0\ninvokedynamic 0 run(Ljava/lang/String;)Ljava/lang/Runnable;\npop\nreturn', change=lambda_)
    s.code('invokedynamic named <init>', 'invokedynamic 0 <init>()V\nreturn', change=lambda_)
    s.code('invokedynamic of a methodref', 'invokedynamic #%d\nreturn' % 6, change=lambda c: c.ref('Plain.q()V'))

    def zeros(c):
        index = c.dynamic('0 run()V', 18)
        c.method('static', 'n', '()V', 'invokedynamic #%d 0 1\nreturn' % index)
        lambda_(c)
    s.code('invokedynamic operand not zero', 'return', change=zeros)
    s.code('invokespecial of another class', 'aload_0\ninvokespecial Plain.v()V\nreturn', '()V', flags='')
    s.code('invokespecial of a superclass method is fine', 'aload_0\ninvokespecial java/lang/Object.toString()Ljava/lang/String;\npop\nreturn', flags='')
    s.code('invokespecial of a superclass object', 'aload_1\ninvokespecial java/lang/Object.toString()Ljava/lang/String;\npop\nreturn',
           '(Ljava/lang/Object;)V', flags='')
    s.code('invokespecial of a subclass', 'aload_0\ninvokespecial Sub.x()V\nreturn', flags='', more=[Class('Sub', 'Foo')])
    s.code('invokespecial of an interface of another class', 'aload_0\ninvokespecial interface Iface.dm()V\nreturn', flags='')
    s.code('invokespecial of a direct interface is fine', 'aload_0\ninvokespecial interface Iface.dm()V\nreturn', flags='', interfaces=['Iface'])
    s.code('invokespecial of an indirect interface', 'aload_0\ninvokespecial interface Iface.dm()V\nreturn', flags='', interfaces=['SubIface'])
    s.code('invokespecial of an interface in version 51', 'aload_0\ninvokespecial interface Iface.dm()V\nreturn', flags='', interfaces=['Iface'], version=51)
    s.code('invokestatic of an interface in version 51', 'invokestatic interface Iface.smi()V\nreturn', version=51)
    sub = dict(superclass=BASE)
    s.code('protected method of a superclass object', 'aload_0\ninvokevirtual other/Base.m()V\nreturn', '(Lother/Base;)V', **sub)
    s.code('protected method of this class is fine', 'aload_0\ninvokevirtual other/Base.m()V\nreturn', '(LFoo;)V', **sub)
    s.code('protected method of null is fine', 'aconst_null\ninvokevirtual other/Base.m()V\nreturn', **sub)
    s.code('protected static method is fine', 'invokestatic other/Base.sm()V\nreturn', **sub)
    s.code('clone of another object', 'ldc "x"\ninvokevirtual java/lang/Object.clone()Ljava/lang/Object;\npop\nreturn')
    s.code('clone of an array is fine', 'aconst_null\ncheckcast [I\ninvokevirtual java/lang/Object.clone()Ljava/lang/Object;\npop\nreturn')
    s.code('finalize of an array', 'aconst_null\ncheckcast [I\ninvokevirtual java/lang/Object.finalize()V\nreturn')
    s.code('clone in an interface', 'aload_0\ninvokevirtual java/lang/Object.clone()Ljava/lang/Object;\npop\nreturn', '(Ljava/lang/Object;)V',
           flags='public static', change=None)
    c = Class('Foo', flags='public interface abstract')
    c.method('public static', 'm', '(Ljava/lang/Object;)V', 'aload_0\ninvokevirtual java/lang/Object.clone()Ljava/lang/Object;\npop\nreturn')
    s.add('clone of an Object in an interface', c)
    for version in (49, 61):
        for value in ('ldc "x"', 'aconst_null\ncheckcast Foo', 'aconst_null\ncheckcast [I'):
            c = Class('Foo', flags='interface abstract', version=version)
            c.method('static', '<clinit>', '()V', value + '\ninvokevirtual java/lang/Object.clone()Ljava/lang/Object;\npop\nreturn')
            s.add('version %d: interface clones %s' % (version, value.split()[-1]), c)


def constructors(s):
    def init(label, text, desc='()V', **options): s.code(label, text, desc, flags='', name='<init>', **options)
    call, this = 'invokespecial java/lang/Object.<init>()V', 'invokespecial Foo.<init>()V'
    init('constructor without super()', 'return')
    init('constructor of a string', 'aload_0\ninvokespecial java/lang/String.<init>()V\nreturn')
    init('constructor of the super superclass', 'aload_0\n%s\nreturn' % call, superclass='Plain')
    init('constructor twice', 'aload_0\n%s\naload_0\n%s\nreturn' % (call, call))
    init('this() is fine', 'aload_0\niconst_0\ninvokespecial Foo.<init>(I)V\nreturn')
    init('this used before super()', 'aload_0\ninvokevirtual Foo.hashCode()I\npop\naload_0\n%s\nreturn' % call)
    init('this passed before super()', 'aload_0\ninvokestatic Foo.q(Ljava/lang/Object;)V\naload_0\n%s\nreturn' % call)
    init('this stored before super()', 'aload_0\nputstatic Foo.o:Ljava/lang/Object;\naload_0\n%s\nreturn' % call)
    init('this returned', 'aload_0\nareturn')
    init('own field set before super() is fine', 'aload_0\niconst_0\nputfield Foo.x:I\naload_0\n%s\nreturn' % call,
         change=lambda c: c.field('', 'x', 'I'))
    init('own field read before super()', 'aload_0\ngetfield Foo.x:I\npop\naload_0\n%s\nreturn' % call, change=lambda c: c.field('', 'x', 'I'))
    init('inherited field set before super()', 'aload_0\niconst_0\nputfield Foo.x:I\naload_0\ninvokespecial Plain.<init>()V\nreturn', superclass='Plain')
    init('field of the superclass set before super()', 'aload_0\niconst_0\nputfield Plain.x:I\naload_0\ninvokespecial Plain.<init>()V\nreturn',
         superclass='Plain')
    init('constructor on one branch only', 'iload_1\nifeq A\naload_0\n%s\nA:\n.frame full [this_ int] []\nreturn' % call, '(I)V')
    init('constructor on one branch, frame says done', 'iload_1\nifeq A\naload_0\n%s\nA:\n.frame full [Foo int] []\nreturn' % call, '(I)V')
    init('frame forgets this', 'iload_1\nifeq A\naload_0\n%s\nreturn\nA:\n.frame full [top int] []\nreturn' % call, '(I)V')
    init('frame forgets this, and the other path too', 'goto A\nA:\n.frame full [] []\nreturn')
    init('frame claims this is initialized', 'goto A\nA:\n.frame full [Foo] []\nreturn')
    init('frame makes this uninitialized again', 'aload_0\n%s\ngoto A\nA:\n.frame full [this_] []\nreturn' % call)
    init('loop before super() is fine', 'A:\n.frame full [this_ int] []\niload_1\nifeq A\naload_0\n%s\nreturn' % call, '(I)V')
    init('athrow before super() is fine', 'aconst_null\nathrow')
    init('super() in a try block, handler returns', '''
    A:
        aload_0
        %s
    B:
        return
    C:
        .frame full [this_] [java/lang/Throwable]
        return
        .catch * A B C''' % call)
    init('super() in a try block, handler returns with top', '''
    A:
        aload_0
        %s
    B:
        return
    C:
        .frame full [top] [java/lang/Throwable]
        return
        .catch * A B C''' % call)
    init('super() in a try block, handler throws', '''
    A:
        aload_0
        %s
    B:
        return
    C:
        .frame full [this_] [java/lang/Throwable]
        athrow
        .catch * A B C''' % call)
    init('super() in a try block, handler loops', '''
    A:
        aload_0
        %s
    B:
        return
    C:
        .frame full [this_] [java/lang/Throwable]
        pop
    D:
        .frame full [this_] []
        goto D
        .catch * A B C''' % call)
    init('super() in a try block, handler may return', '''
    A:
        aload_0
        %s
    B:
        return
    C:
        .frame full [this_ int] [java/lang/Throwable]
        iload_1
        ifeq D
        athrow
    D:
        .frame full [this_ int] [java/lang/Throwable]
        pop
        return
        .catch * A B C''' % call, '(I)V')
    init('super() in a try block, handler switches to a return', '''
    A:
        aload_0
        %s
    B:
        return
    C:
        .frame full [this_ int] [java/lang/Throwable]
        iload_1
        tableswitch 0 D E
    D:
        .frame full [this_ int] [java/lang/Throwable]
        athrow
    E:
        .frame full [this_ int] [java/lang/Throwable]
        return
        .catch * A B C''' % call, '(I)V')
    init('super() in a try block, handler of the handler returns', '''
    A:
        aload_0
        %s
    B:
        return
    C:
        .frame full [this_] [java/lang/Throwable]
        athrow
    D:
        .frame full [this_] [java/lang/Throwable]
        return
        .catch * A B C
        .catch * C D D''' % call)
    for label, end in (('goto', 'goto 900'), ('goto back', 'goto -9'), ('ifeq', 'iconst_0\nifeq 900\nathrow'), ('tableswitch', 'iconst_0\ntableswitch 0 900 900'),
                       ('tableswitch of a good default', 'iconst_0\ntableswitch 0 C 900'), ('goto into an instruction', 'goto A+2')):
        init('super() in a try block, handler leaves the code by %s' % label, 'aload_0\nA:\n%s\nB:\nreturn\nC:\n%s\n.catch * A B C' % (call, end))
    s.code('<init> of null', 'aconst_null\ninvokespecial Plain.<init>()V\nreturn')
    s.code('<init> of an initialized object', 'ldc "x"\ninvokespecial java/lang/String.<init>()V\nreturn')
    s.code('<init> of an int', 'iconst_0\ninvokespecial Plain.<init>()V\nreturn')
    s.code('<init> on an empty stack', 'invokespecial Plain.<init>()V\nreturn')
    s.code('<init> of another class', 'new Plain\ninvokespecial java/lang/Object.<init>()V\nreturn')
    s.code('<init> of a subclass', 'new java/lang/Object\ninvokespecial Plain.<init>()V\nreturn')
    s.code('<init> twice', 'new Plain\ndup\ninvokespecial Plain.<init>()V\ninvokespecial Plain.<init>()V\nreturn')
    s.code('<init> with a wrong argument', 'new other/Base\nfconst_0\ninvokespecial other/Base.<init>(I)V\nreturn')
    s.code('<init> initializes all copies', 'new Plain\ndup\nastore_0\ninvokespecial Plain.<init>()V\naload_0\nareturn', '()LPlain;')
    s.code('<init> initializes its own object only', 'new Plain\nastore_0\nnew Plain\ninvokespecial Plain.<init>()V\naload_0\nareturn', '()LPlain;')
    s.code('uninitialized object returned', 'new Plain\nareturn', '()LPlain;')
    s.code('uninitialized object stored', 'new Plain\nputstatic Foo.o:Ljava/lang/Object;\nreturn')
    s.code('uninitialized object in an array', '.stack 5\naconst_null\ncheckcast [Ljava/lang/Object;\niconst_0\nnew Plain\naastore\nreturn')
    s.code('uninitialized object thrown', 'new java/lang/Error\nathrow')
    s.code('uninitialized object over a branch is fine', '''
    N:
        new Plain
        iconst_0
        ifeq A
        nop
    A:
        .frame full [] [new:N]
        invokespecial Plain.<init>()V
        return''')
    s.code('uninitialized object of another new', '''
        new Plain
        astore_0
    N:
        new Plain
        pop
        goto A
    A:
        .frame full [new:N] []
        return''')
    s.code('frame claims an object is initialized', 'new Plain\nastore_0\ngoto A\nA:\n.frame full [Plain] []\nreturn')
    s.code('protected constructor of another package', 'new other/Base\ninvokespecial other/Base.<init>()V\nreturn', superclass=BASE)
    s.code('protected constructor by super() is fine', 'aload_0\ninvokespecial other/Base.<init>()V\nreturn', superclass=BASE, name='<init>', flags='')
    s.code('public constructor of another package is fine', 'new other/Base\niconst_0\ninvokespecial other/Base.<init>(I)V\nreturn', superclass=BASE)


def versions(s):
    """Version 50 falls back to inference; older files know nothing else."""
    for version in (45, 46, 49, 50):
        def old(label, text, desc='()V', **options): s.code('version %d: %s' % (version, label), text, desc, version=version, **options)
        old('no frames are fine', 'iconst_0\nifeq A\nnop\nA:\nreturn')
        old('jsr and ret are fine', 'jsr A\nreturn\nA:\nastore_0\nret 0')
        old('ireturn of a string', 'ldc "x"\nireturn', '()I')
        old('iadd of a float', 'iconst_0\nfconst_0\niadd\nreturn')
        old('empty stack', 'pop\nreturn')
        old('falls off the end', 'nop')
        old('branch into an instruction', 'iconst_0\nifeq A+1\nA:\nsipush 5\npop\nreturn')
        old('stack depths differ', 'iconst_0\nifeq A\niconst_0\nA:\nreturn')
        old('uninitialized object returned', 'new Plain\nareturn', '()LPlain;')
        old('unset local', 'iload_2\nireturn', '()I')
        old('over max_stack', '.stack 0\niconst_0\nreturn')
        old('athrow of a string', 'ldc "x"\nathrow')
        old('protected field', 'aload_0\ngetfield other/Base.f:I\nireturn', '(Lother/Base;)I', superclass=BASE)
    for version in (50, 51, 52, 55):
        s.code('version %d: frame with a wrong local' % version, 'iconst_0\nistore_0\nA:\n.frame full [float] []\nreturn', version=version)
        s.code('version %d: table cut off' % version, 'nop\nreturn\n.table 0 1 255', version=version)
        s.code('version %d: frame over max_locals' % version, '.locals 0\ngoto A\nA:\n.frame append int\nreturn', version=version)
        s.code('version %d: switch padding' % version, 'iconst_0\n.byte 0xaa 1 1 0 0 0 19  0 0 0 0  0 0 0 0  0 0 0 19\nA:\n.frame same\nreturn', version=version)


def hierarchy(s):
    s.add('final method overridden', Class('Foo', 'Fin').method('', 'f', '()V', 'return'),
          Class('Fin').method('final', 'f', '()V', 'return'))
    s.add('final static method hidden', Class('Foo', 'Fin').method('static', 'f', '()V', 'return'),
          Class('Fin').method('final static', 'f', '()V', 'return'))
    s.add('final private method is fine', Class('Foo', 'Fin').method('', 'f', '()V', 'return'),
          Class('Fin').method('private final', 'f', '()V', 'return'))
    s.add('final package method of another package is fine', Class('Foo', 'p/Fin').method('', 'f', '()V', 'return'),
          Class('p/Fin').method('final', 'f', '()V', 'return'))
    s.add('final class extended', Class('Foo', 'Fin'), Class('Fin', flags='public final super'))
    s.add('interface extended', Class('Foo', 'Iface'))
    s.add('class implemented', Class('Foo', interfaces=['Plain']))
    s.add('superclass of itself', Class('Foo', 'Foo'))
    s.add('circle of superclasses', Class('Foo', 'Bar'), Class('Bar', 'Foo'))
    s.add('circle of interfaces', Class('Foo', interfaces=['Bar']), Class('Bar', flags='interface abstract', interfaces=['Baz']),
          Class('Baz', flags='interface abstract', interfaces=['Bar']))
    s.add('superclass that is no class', Class('Foo', 'Gone'))
    s.add('superclass not verifiable', Class('Foo', 'Bar'), Class('Bar').method('', 'f', '()V', 'iadd\nreturn'))
    s.add('superclass not accessible', Class('Foo', 'p/Hidden'), Class('p/Hidden', flags='super'))
    big = Class('Foo').method('static', 'm', '()V', '.fill 65000 0\nreturn')
    s.add('method of 65001 bytes is fine', big)
    s.add('method of 65536 bytes', Class('Foo').method('static', 'm', '()V', '.fill 65535 0\nreturn'))
    s.code('absurdly many locals and operands are fine', '.locals 65280\n.stack 65535\nwide iload 65000\npop\nreturn', name='<clinit>')
    s.code('absurdly many locals run', '.locals 40100\n.stack 9000\niconst_0\nwide istore 40000\nwide iload 40000\npop\nreturn', name='<clinit>')
    s.add('method without code', Class('Foo').method('static', 'm', '()V', ''))


def cases():
    s = Suite()
    for group in (operand_types, stack, locals_, arrays, returns, control, frames, exceptions, constants, fields, calls, constructors,
                  versions, hierarchy, old_cases):
        group(s)
    return s.list


def text(t):
    data = t.encode()
    return u2(len(data)) + data


def pack(label, classes):
    parts = [text(label), struct.pack('>I', len(classes))]
    for c in classes:
        data = c.bytes()
        parts += [text(c.name), struct.pack('>I', len(data)), data]
    return b''.join(parts)


def write_cases(path):
    known = helpers()
    all_ = cases()
    with open(path, 'wb') as file:
        file.write(struct.pack('>I', len(all_)))
        for label, classes in all_:
            names = {c.name for c in classes}
            file.write(pack(label, classes + [h for h in known if h.name not in names]))
    return len(all_)
