# SPDX-License-Identifier: MIT
"""Classes of version 49, which are verified by inference: what cases.py has for StackMapTable, and subroutines (jsr, ret).

    old_cases(s)      adds them to the Suite of cases.py
"""
from assembler import Class

VALUES = {'I': 'iconst_1', 'J': 'lconst_1', 'F': 'fconst_1', 'D': 'dconst_1', 'A': 'ldc "a"'}
BASE = 'other/Base'


def world():
    """A < B < C, D < B; I and J interfaces, E implements I."""
    def plain(name, superclass='java/lang/Object', **options):
        c = Class(name, superclass, **options)
        if 'interface' not in c.flags:
            c.method('public', '<init>', '()V', 'aload_0\ninvokespecial %s.<init>()V\nreturn' % superclass)
        return c
    return [plain('B'), plain('C', 'B'), plain('D', 'B'), plain('I', flags='public interface abstract'),
            plain('J', flags='public interface abstract'), plain('E', interfaces=['I'])]


class Old:
    def __init__(self, suite, version=49):
        self.suite, self.version = suite, version

    def __call__(self, label, text, desc='()V', **options):
        options.setdefault('version', self.version)
        self.suite.code('old: ' + label, text, desc, **options)

    def init(self, label, text, desc='()V', **options):
        self(label, text, desc, flags='', name='<init>', **options)


def operands(old):
    rows = [('iadd', 'II'), ('lsub', 'JJ'), ('fmul', 'FF'), ('ddiv', 'DD'), ('lshl', 'JI'), ('l2i', 'J'), ('lcmp', 'JJ'), ('dneg', 'D')]
    for name, wanted in rows:
        for at in range(len(wanted)):
            given = list(wanted)
            given[at] = 'A' if at == 0 else 'F' if wanted[at] != 'F' else 'I'
            old('%s given %s' % (name, ''.join(given)), '.stack 8\n' + '\n'.join(VALUES[v] for v in given) + '\n%s\nreturn' % name)
    old('ladd on one int', 'iconst_0\nladd\nreturn')
    old('ladd on two ints', 'iconst_0\niconst_0\nladd\nreturn')
    old('iadd on one value', 'iconst_0\niadd\nreturn')
    for name, given in (('pop', 'J'), ('dup', 'D'), ('dup_x1', 'JI'), ('dup_x1', 'IJ'), ('swap', 'JI'), ('swap', 'IJ'), ('dup_x2', 'IJ'),
                        ('dup2_x1', 'JJ'), ('dup2', 'I'), ('pop2', 'I'), ('pop2', 'JI'), ('dup2', 'JI'), ('dup2_x2', 'JII'), ('dup_x2', 'JII'),
                        ('dup2_x1', 'JII')):
        old('%s on %s' % (name, given), '.stack 12\n' + '\n'.join(VALUES[v] for v in given) + '\n%s\nreturn' % name)
    for name, size in (('lconst_0', 1), ('dup_x1', 2), ('dup2', 3), ('getstatic Plain.sx:I', 0), ('new Plain', 0)):
        fill = 'iconst_0\n' * {'dup_x1': 2, 'dup2': 2}.get(name, 0)
        old('%s over max_stack %d' % (name, size), '.stack %d\n%s%s\nreturn' % (size, fill, name))
    old('a call result over max_stack', '.stack 1\ninvokestatic java/lang/System.nanoTime()J\npop2\nreturn')
    for what in ('monitorenter', 'monitorexit', 'ifnull A', 'ifeq A', 'if_acmpeq A', 'tableswitch 0 A A', 'athrow', 'checkcast Plain',
                 'instanceof Plain', 'arraylength'):
        for label, value in (('a float', 'fconst_0'), ('an uninitialized object', 'new Plain'), ('a return address', 'jsr S\nS:')):
            if value[0] != 'j' or what not in ('ifeq A', 'tableswitch 0 A A'):
                old('%s of %s' % (what.split()[0], label), '%s%s\n%s\nA:\nreturn' % ('aconst_null\n' if 'acmp' in what else '', value, what))


def locals_(old):
    for letter, value in VALUES.items():
        low = 'l' if letter == 'J' else letter.lower()
        other = VALUES['F' if letter == 'I' else 'I']
        old('%sload of another type' % low, '%s\n%s\n%sload_0\nreturn' % (other, 'fstore_0' if letter == 'I' else 'istore_0', low))
        old('%sload of an unset local' % low, '.locals 3\n%sload_1\nreturn' % low)
        old('%sload of an unset local below a set one' % low, '.locals 5\niconst_0\nistore 4\n%sload_1\nreturn' % low)
        old('%sstore of another type' % low, '%s\n%sstore 2\nreturn' % (other, low))
        old('%sload behind max_locals' % low, '.locals 2\n%sload 2\nreturn' % low)
        old('%sstore behind max_locals' % low, '.locals 1\n%s\n%sstore_1\nreturn' % (value, low))
    old('lload half behind max_locals', '.locals 2\nlload_1\nreturn')
    old('wide dstore half behind max_locals', '.locals 300\ndconst_0\nwide dstore 299\nreturn')
    old('wide iload behind max_locals', 'wide iload 300\nreturn')
    old('iinc of a reference', 'aconst_null\nastore_0\niinc 0 1\nreturn')
    old('wide iinc of a float', 'fconst_0\nfstore_0\nwide iinc 0 5\nreturn')
    old('long overwritten in its first half', 'lconst_0\nlstore_0\niconst_0\nistore_0\nlload_0\nreturn')
    old('long overwritten in its second half', 'lconst_0\nlstore_0\niconst_0\nistore_1\nlload_0\nreturn')
    old('second half of a long', 'lconst_0\nlstore_0\nlload_1\nreturn')
    old('second half of a long as an int', 'lconst_0\nlstore_0\niload_1\nreturn')
    old('boolean argument as int is fine', 'iload_0\nireturn', '(Z)I')
    old('unset local loaded in dead code is fine', 'return\niload_3\npop\nreturn')
    old('local behind max_locals in dead code', '.locals 1\nreturn\niload_3\npop\nreturn')


def arrays(old):
    kinds = {'i': '[I', 'l': '[J', 'f': '[F', 'd': '[D', 'b': '[B', 'c': '[C', 's': '[S', 'a': '[Ljava/lang/Object;'}
    stored = {'l': 'lconst_0', 'f': 'fconst_0', 'd': 'dconst_0', 'a': 'aconst_null'}
    for letter in kinds:
        wrong = '[F' if letter != 'f' else '[I'
        old('%saload of %s' % (letter, wrong), 'aconst_null\ncheckcast %s\niconst_0\n%saload\nreturn' % (wrong, letter))
        old('%saload of an int' % letter, 'iconst_0\niconst_0\n%saload\nreturn' % letter)
        old('%sastore in %s' % (letter, wrong), '.stack 6\naconst_null\ncheckcast %s\niconst_0\n%s\n%sastore\nreturn' %
            (wrong, stored.get(letter, 'iconst_0'), letter))
    old('iaload with a float index', 'aconst_null\ncheckcast [I\nfconst_0\niaload\nreturn')
    old('baload of boolean[] is fine', 'aconst_null\ncheckcast [Z\niconst_0\nbaload\npop\nreturn')
    old('boolean[] as byte[]', 'aload_0\nareturn', '([Z)[B')
    old('baload after boolean[] and byte[] meet', 'iload_0\nifeq A\naload_1\ngoto B\nA:\naload_2\nB:\niconst_0\nbaload\nireturn', '(I[Z[B)I')
    old('aaload of null is null', 'aconst_null\niconst_0\naaload\nareturn', '()LPlain;')
    old('aaload gives the component', 'aconst_null\ncheckcast [Ljava/lang/Thread;\niconst_0\naaload\nareturn', '()Ljava/lang/String;')
    old('aastore of an int', 'aconst_null\ncheckcast [Ljava/lang/Object;\niconst_0\niconst_0\naastore\nreturn')
    old('aastore of an uninitialized object', 'aconst_null\ncheckcast [Ljava/lang/Object;\niconst_0\nnew Plain\naastore\nreturn')
    for kind in (0, 12):
        old('newarray %d' % kind, 'iconst_0\nnewarray %d\nreturn' % kind)
    old('newarray gives its type', 'iconst_0\nnewarray long\nareturn', '()[I')
    old('anewarray with a long', 'lconst_0\nanewarray Plain\nreturn')
    old('anewarray gives its type', 'iconst_0\nanewarray Plain\nareturn', '()[Ljava/lang/String;')
    old('anewarray of an array', 'iconst_0\nanewarray [I\nareturn', '()[[I')
    old('anewarray of 256 dimensions', 'iconst_0\nanewarray %sI\nreturn' % ('[' * 255))
    old('multianewarray of 0 dimensions', 'iconst_0\nmultianewarray [[I 0\nreturn')
    old('multianewarray of too many dimensions', 'iconst_0\niconst_0\niconst_0\nmultianewarray [[I 3\nreturn')
    old('multianewarray of no array', 'iconst_0\nmultianewarray Plain 1\nreturn')
    old('multianewarray with a reference', 'iconst_0\naconst_null\nmultianewarray [[I 2\nreturn')


def returns(old):
    for desc, given in (('I', 'J'), ('I', 'A'), ('J', 'I'), ('F', 'I'), ('Z', 'F')):
        op = {'A': 'a', 'J': 'l'}.get(given, given.lower()) + 'return'
        old('%s in a method that returns %s' % (op, desc), '%s\n%s' % (VALUES[given], op), '()' + desc)
    old('return in a method that returns int', 'return', '()I')
    old('ireturn of a string', 'ldc "x"\nireturn', '()I')
    old('ireturn in a void method', 'iconst_0\nireturn')
    old('areturn of another class', 'ldc "x"\nareturn', '()Ljava/lang/Thread;')
    old('areturn of a superclass', 'aload_0\nareturn', '(Ljava/lang/Object;)Ljava/lang/String;')
    old('areturn of any object as an interface is fine', 'ldc "x"\nareturn', '()LIface;')
    old('areturn of Object as an interface is fine', 'aload_0\nareturn', '(Ljava/lang/Object;)LIface;')
    old('areturn of an interface as a class', 'aload_0\nareturn', '(LIface;)LPlain;')
    for array in ('[I', '[[I', '[Ljava/lang/String;', '[[Ljava/lang/String;'):
        for to in ('Iface', 'Plain', 'Gone', 'java/lang/Cloneable', 'java/lang/Object'):
            for dimensions in ('', '[', '[['):
                old('areturn of %s as %sL%s;' % (array, dimensions, to), 'aload_0\nareturn', '(%s)%sL%s;' % (array, dimensions, to))
    old('areturn of int[] as Object[]', 'aload_0\nareturn', '([I)[Ljava/lang/Object;')
    old('areturn of int[][] as Object[] is fine', 'aload_0\nareturn', '([[I)[Ljava/lang/Object;')
    old('areturn of int[][] as Cloneable[] is fine', 'aload_0\nareturn', '([[I)[Ljava/lang/Cloneable;')
    old('areturn of int[][] as Iface[]', 'aload_0\nareturn', '([[I)[LIface;')
    old('areturn of Plain[][] as Iface[]', 'aload_0\nareturn', '([[LPlain;)[LIface;')
    old('areturn of int[][] as Plain[]', 'aload_0\nareturn', '([[I)[LPlain;')
    old('areturn of Plain[] as Iface[] is fine', 'aload_0\nareturn', '([LPlain;)[LIface;')
    old('areturn of Object[] as Object[][]', 'aload_0\nareturn', '([Ljava/lang/Object;)[[Ljava/lang/Object;')
    old('areturn of Object[] as String[]', 'aload_0\nareturn', '([Ljava/lang/Object;)[Ljava/lang/String;')
    old('areturn of an unknown class', 'aload_0\nareturn', '(LGone;)Ljava/lang/String;')
    old('areturn as an unknown class', 'ldc "x"\nareturn', '()LGone;')
    old('areturn of an unknown class as itself is fine', 'aload_0\nareturn', '(LGone;)LGone;')
    old('areturn of an unknown class as Object is fine', 'aload_0\nareturn', '(LGone;)Ljava/lang/Object;')
    old('areturn of an unknown class as an interface is fine', 'aload_0\nareturn', '(LGone;)LIface;')
    old('areturn of an uninitialized object', 'new Plain\nareturn', '()LPlain;')
    old('athrow of a string', 'ldc "x"\nathrow')
    old('athrow of an array', 'aconst_null\ncheckcast [I\nathrow')
    old('athrow of null is fine', 'aconst_null\nathrow')


def control(old):
    old('falls off the end', 'nop')
    old('falls off the end in dead code is fine', 'return\nnop')
    old('conditional branch at the end', 'A:\niconst_0\nifeq A')
    old('branch into an instruction', 'iconst_0\nifeq A+1\nA:\nsipush 5\npop\nreturn')
    old('branch behind the code', 'iconst_0\nifeq 100\nreturn')
    old('branch before the code', 'iconst_0\nifeq -5\nreturn')
    old('branch to the end of the code', 'iconst_0\nifeq End\nreturn\nEnd:')
    old('goto_w far away', 'goto_w 70000')
    old('jsr far away', 'jsr 700\nreturn')
    old('jsr_w into an instruction', 'jsr_w A+1\nA:\nsipush 5\npop\nreturn')
    old('tableswitch of a long', 'lconst_0\ntableswitch 0 A A\nA:\nreturn')
    old('tableswitch default behind the code', 'iconst_0\ntableswitch 0 500 A\nA:\nreturn')
    old('tableswitch case behind the code', 'iconst_0\ntableswitch 0 A A 500\nA:\nreturn')
    old('tableswitch with low > high', 'iconst_0\n.byte 0xaa 0 0  0 0 0 20  0 0 0 1  0 0 0 0  0 0 0 20\nreturn')
    old('tableswitch with a huge range', 'iconst_0\n.byte 0xaa 0 0  0 0 0 20  0x80 0 0 0  0x7f 255 255 255  0 0 0 20\nreturn')
    old('tableswitch cut off', 'iconst_0\n.byte 0xaa 0 0 0 0 0')
    old('tableswitch cut off in its cases', 'iconst_0\n.byte 0xaa 0 0  0 0 0 2  0 0 0 0  0 0 0 9  0 0 0 1')
    old('lookupswitch unsorted', 'iconst_0\nlookupswitch A 5:A 3:A\nA:\nreturn')
    old('lookupswitch with negative count', 'iconst_0\n.byte 0xab 0 0  0 0 0 11  255 255 255 255\nreturn')
    old('lookupswitch of no cases at the end', 'iconst_0\nA:\nlookupswitch A')
    old('lookupswitch case into an instruction', 'iconst_0\nlookupswitch A 5:A+1\nA:\nsipush 5\nreturn')
    old('switch padding', 'iconst_0\n.byte 0xaa 1 1 0 0 0 19  0 0 0 0  0 0 0 0  0 0 0 19\nA:\nreturn')
    old('opcode 202', 'nop\n.byte 202\nreturn')
    old('opcode 254 in dead code', 'return\n.byte 254\nreturn')
    old('wide nop', '.byte 0xc4 0 0 0\nreturn')
    old('wide at the end', 'nop\n.byte 0xc4')
    old('instruction cut off', 'iconst_0\n.byte 0x99 0')
    old('invokedynamic', '.byte 0xba 0 1 0 0\nreturn')


def meeting(old):
    """Paths that meet: `M` is reached with local or stack of two kinds."""
    def meet(label, a, b, after, args='(I', result='V'):
        old(label, 'iload_0\nifeq L\n%s\ngoto M\nL:\n%s\nM:\n%s' % (a, b, after), args + ')' + result, more=world())
    meet('an int and a float in a local meet', 'iconst_0\nistore_1', 'fconst_0\nfstore_1', 'iload_1\nreturn')
    meet('... which nobody reads is fine', 'iconst_0\nistore_1', 'fconst_0\nfstore_1', 'return')
    meet('... below one that both have', 'iconst_0\nistore_1\niconst_0\nistore_2', 'fconst_0\nfstore_1\niconst_0\nistore_2', 'iload_1\nreturn')
    meet('a long meets an int', 'lconst_0\nlstore_1', 'iconst_0\nistore_1', 'lload_1\nreturn')
    meet('a local set on one path', 'iconst_0\nistore_1', 'nop', 'iload_1\nreturn')
    meet('an int and a float on the stack meet', 'iconst_0', 'fconst_0', 'pop\nreturn')
    meet('an int and an object on the stack meet', 'iconst_0', 'aconst_null', 'pop\nreturn')
    meet('a long and two ints on the stack meet', 'lconst_0', 'iconst_0\niconst_0', 'pop2\nreturn')
    meet('stack heights differ', 'iconst_0', 'iconst_0\niconst_0', 'pop\nreturn')
    meet('stack heights 0 and 1', 'nop', 'iconst_0', 'return')
    meet('null meets a class', 'aconst_null', 'aload_1', 'areturn', '(ILC;', 'LC;')
    meet('two classes meet in their superclass', 'aload_1', 'aload_2', 'areturn', '(ILC;LD;', 'LB;')
    meet('two classes meet, more is wanted', 'aload_1', 'aload_2', 'areturn', '(ILC;LD;', 'LC;')
    meet('a class meets its superclass', 'aload_1', 'aload_2', 'areturn', '(ILC;LB;', 'LB;')
    meet('a class and its interface meet in Object', 'aload_1', 'aload_2', 'areturn', '(ILE;LI;', 'LE;')
    meet('an interface takes a class', 'aload_2', 'aload_1', 'areturn', '(ILE;LI;', 'LI;')
    meet('two interfaces meet', 'aload_1', 'aload_2', 'areturn', '(ILI;LJ;', 'LB;')
    meet('an interface and an array meet', 'aload_1', 'aload_2', 'areturn', '(ILI;[I', 'LI;')
    meet('two arrays of classes meet', 'aload_1', 'aload_2', 'areturn', '(I[LC;[LD;', '[LB;')
    meet('two arrays of classes meet, more is wanted', 'aload_1', 'aload_2', 'areturn', '(I[LC;[LD;', '[LC;')
    meet('arrays of other dimensions meet', 'aload_1', 'aload_2', 'areturn', '(I[[LC;[LC;', '[Ljava/lang/Object;')
    meet('arrays of other dimensions meet, more is wanted', 'aload_1', 'aload_2', 'areturn', '(I[[LC;[LC;', '[LB;')
    meet('int[] and float[] meet in Object', 'aload_1', 'aload_2', 'areturn', '(I[I[F', 'Ljava/lang/Object;')
    meet('int[] and float[] meet, Cloneable is fine', 'aload_1', 'aload_2', 'areturn', '(I[I[F', 'Ljava/lang/Cloneable;')
    meet('int[] and float[] meet, an array is wanted', 'aload_1', 'aload_2', 'arraylength\nireturn', '(I[I[F', 'I')
    meet('int[][] and float[][] meet in Object[]', 'aload_1', 'aload_2', 'areturn', '(I[[I[[F', '[Ljava/lang/Object;')
    meet('an array and Cloneable meet', 'aload_1', 'aload_2', 'areturn', '(I[ILjava/lang/Cloneable;', 'Ljava/lang/Cloneable;')
    meet('an array and a class meet in Object', 'aload_1', 'aload_2', 'areturn', '(I[ILC;', 'LC;')
    meet('int[][] and Cloneable[] meet', 'aload_1', 'aload_2', 'areturn', '(I[[I[Ljava/io/Serializable;', '[Ljava/io/Serializable;')
    meet('a class meets an unknown one', 'aload_1', 'aload_2', 'pop\nreturn', '(ILC;LGone;')
    meet('an unknown class meets a class', 'aload_2', 'aload_1', 'pop\nreturn', '(ILC;LGone;')
    meet('an unknown class meets an interface first', 'aload_1', 'aload_2', 'pop\nreturn', '(ILI;LGone;')
    meet('an interface meets an unknown class', 'aload_2', 'aload_1', 'pop\nreturn', '(ILI;LGone;')
    meet('an unknown class meets null is fine', 'aload_1', 'aconst_null', 'areturn', '(ILGone;', 'LGone;')
    meet('an unknown class meets Object is fine', 'aload_1', 'aload_2', 'areturn', '(ILGone;Ljava/lang/Object;', 'Ljava/lang/Object;')
    meet('unknown classes meet in locals', 'aload_1\nastore_3', 'aload_2\nastore_3', 'return', '(ILC;LGone;')
    meet('an uninitialized object meets null', 'new C', 'aconst_null', 'pop\nreturn')
    meet('two uninitialized objects meet', 'new C', 'new C', 'pop\nreturn')
    meet('two uninitialized objects meet in a local', 'new C\nastore_1', 'new C\nastore_1', 'aload_1\npop\nreturn')
    old('a loop changes a local', 'iconst_0\nistore_0\nA:\niload_0\npop\nfconst_0\nfstore_0\ngoto A')
    old('a loop changes a class', 'aload_0\nastore_2\nA:\naload_2\ninvokestatic Foo.q(LC;)V\naload_1\nastore_2\ngoto A', '(LC;LD;)V', more=world())
    old('a loop grows the stack', 'A:\niconst_0\ngoto A')
    old('a switch meets itself', 'iconst_0\ntableswitch 0 A B A B\nA:\niconst_0\nistore_0\nB:\niload_0\npop\nreturn')
    old('classes that go up step by step are fine', '''
        aload_1
        astore 4
    A:
        aload 4
        pop
        iload_0
        tableswitch 0 E F G
    F:
        aload_2
        astore 4
        goto A
    G:
        aload_3
        astore 4
        goto A
    E:
        aload 4
        areturn''', '(ILC;LD;LB;)LB;', more=world())


def exceptions(old):
    body = 'A:\nnop\nB:\nreturn\nC:\npop\nreturn\n.catch %s %s'
    old('catch of a class that is no Throwable', body % ('java/lang/String', 'A B C'))
    old('catch of an interface', body % ('Iface', 'A B C'))
    old('catch of an unknown class', body % ('Gone', 'A B C'))
    old('handler gets the class caught', 'A:\nnop\nB:\naconst_null\nareturn\nC:\nareturn\n.catch java/lang/Error A B C', '()Ljava/lang/Exception;')
    old('handler of all gets Throwable', 'A:\nnop\nB:\naconst_null\nareturn\nC:\nareturn\n.catch * A B C', '()Ljava/lang/Exception;')
    old('handler in two ranges gets the common superclass',
        'A:\nnop\nB:\nnop\nD:\naconst_null\nareturn\nC:\nareturn\n.catch java/lang/Error A B C\n.catch java/lang/Exception B D C', '()Ljava/lang/Error;')
    old('handler of max_stack 0', '.stack 0\n' + body.replace('pop\n', '') % ('*', 'A B C'))
    old('range is empty', body % ('*', 'A A C'))
    old('range is backwards', body % ('*', 'B A C'))
    old('range starts inside an instruction', 'A:\nsipush 5\nB:\npop\nreturn\nC:\npop\nreturn\n.catch * A+1 B C')
    old('range ends inside an instruction', 'A:\nsipush 5\nB:\npop\nreturn\nC:\npop\nreturn\n.catch * A A+1 C')
    old('range to the end is fine', 'A:\nreturn\nC:\npop\nreturn\nE:\n.catch * A E C')
    old('handler inside an instruction', 'A:\nsipush 5\nB:\npop\nreturn\n.catch * A B A+1')
    old('handler at 0', 'A:\nnop\nB:\nreturn\n.catch * A B A')
    old('handler behind the code', body % ('*', 'A B 99'))
    old('two bad entries: the last is named', body % ('Iface', 'A B C') + '\n.catch * A A C')
    old('handler sees the local before the store', 'A:\niconst_0\nistore_0\nB:\nreturn\nC:\niload_0\nireturn\n.catch * A B C')
    old('handler does not see the store at the end of its range',
        'fconst_0\nfstore_0\nA:\niconst_0\nistore_0\nB:\nreturn\nC:\npop\nfload_0\npop\nreturn\n.catch * A B C')
    old('handler sees both sides of a store',
        'fconst_0\nfstore_0\nA:\niconst_0\nistore_0\nnop\nB:\nreturn\nC:\npop\nfload_0\npop\nreturn\n.catch * A B C')
    old('handler reached with another height too', 'A:\nnop\nB:\ngoto C\nC:\nreturn\n.catch * A B C')
    old('handler that covers itself is fine', 'A:\nnop\nreturn\nC:\npop\nreturn\nD:\n.catch * A C C\n.catch * C D C')
    old('local variable table inside an instruction is fine', 'A:\nsipush 5\npop\nreturn\n.local x I A+1 1 0')
    old('range over dead code is fine', 'return\nA:\nnop\nB:\nreturn\nC:\niadd\nreturn\n.catch * A B C')


def constants(old):
    for name in ('ldc', 'ldc_w', 'ldc2_w'):
        old('%s #0' % name, '%s #0\nreturn' % name)
        old('%s behind the pool' % name, '%s #200\nreturn' % name)
        old('%s of a utf8' % name, '%s #1\nreturn' % name)
    old('ldc of a long', 'ldc 5L\nreturn')
    old('ldc2_w of an int', 'ldc2_w 5\nreturn')
    old('ldc of a class is a Class', 'ldc class Plain\nareturn', '()Ljava/lang/String;')
    old('ldc of a class in version 48', 'ldc class Plain\npop\nreturn', version=48)
    old('new of a utf8', 'new #1\nreturn')
    old('new of an array', 'new [I\nreturn')
    old('checkcast gives its class', 'aconst_null\ncheckcast Plain\nareturn', '()Ljava/lang/String;')
    old('checkcast of a utf8', 'aconst_null\ncheckcast #1\nreturn')
    old('instanceof behind the pool', 'aconst_null\ninstanceof #999\nreturn')
    old('anewarray of a utf8 in dead code', 'return\niconst_0\nanewarray #1\nreturn')


def members(old):
    get, put = 'getfield Plain.x:I', 'putfield Plain.x:I'
    old('getfield of null is fine', 'aconst_null\n%s\nireturn' % get, '()I')
    old('getfield of another class', 'ldc "x"\n%s\nireturn' % get, '()I')
    old('getfield of an int', 'iconst_0\n%s\nireturn' % get, '()I')
    old('getfield of an array', 'aconst_null\ncheckcast [I\n%s\nireturn' % get, '()I')
    old('getfield in an array class', 'aconst_null\ngetfield [I.length:I\nireturn', '()I')
    old('getfield of a methodref', 'aconst_null\ngetfield #6\nreturn', change=lambda c: c.ref('Plain.q()V'))
    old('getfield gives its type', 'aconst_null\n%s\nfreturn' % get, '()F')
    old('putfield of another type', 'aconst_null\nfconst_0\n%s\nreturn' % put)
    old('putfield of another class', 'aconst_null\nldc "x"\nputfield Plain.p:LPlain;\nreturn')
    old('putfield in another class', 'ldc "x"\niconst_0\n%s\nreturn' % put)
    old('putfield where both are wrong', 'ldc "x"\nldc "x"\nputfield Plain.p:LPlain;\nreturn')
    old('putfield on a short stack', 'iconst_0\n%s\nreturn' % put)
    old('putstatic of another class', 'ldc "x"\nputstatic Plain.p:LPlain;\nreturn')
    old('putstatic of any object as an interface is fine', 'ldc "x"\nputstatic Plain.p:LIface;\nreturn')
    old('putstatic of a long', 'iconst_0\nputstatic Plain.p:J\nreturn')
    sub = dict(superclass=BASE)
    old('protected field of another object', 'aload_0\ngetfield other/Base.f:I\nireturn', '(Lother/Base;)I', **sub)
    old('protected field of this class is fine', 'aload_0\ngetfield other/Base.f:I\nireturn', '(LFoo;)I', **sub)
    old('protected field through this class is fine', 'aload_0\ngetfield Foo.f:I\nireturn', '(LFoo;)I', **sub)
    old('protected field set in another object', 'aload_0\niconst_0\nputfield other/Base.f:I\nreturn', '(Lother/Base;)V', **sub)
    old('public field of another object is fine', 'aload_0\ngetfield other/Base.open:I\nireturn', '(Lother/Base;)I', **sub)
    call = 'invokevirtual Plain.v(IJLjava/lang/String;)V'
    good = ['aconst_null', 'iconst_0', 'lconst_0', 'ldc "x"']
    for at, value, label in ((0, 'ldc "x"', 'receiver of another class'), (0, 'iconst_0', 'receiver that is an int'), (1, 'fconst_0', 'float for int'),
                             (2, 'dconst_0', 'double for long'), (3, 'aconst_null\ncheckcast Plain', 'another class'), (3, 'iconst_0', 'int for a class')):
        old('call with %s' % label, '.stack 8\n' + '\n'.join(good[:at] + [value] + good[at + 1:] + [call, 'return']))
    old('call on a short stack', 'iconst_0\nlconst_0\nldc "x"\n%s\nreturn' % call)
    old('call with a wrong receiver and a wrong argument', '.stack 8\nldc "x"\niconst_0\nlconst_0\naconst_null\ncheckcast Plain\n%s\nreturn' % call)
    old('call with an unknown class and a wrong receiver', 'ldc "x"\naload_0\ninvokevirtual Plain.w(LPlain;)V\nreturn', '(LGone;)V')
    old('call of an array method is fine', 'aconst_null\ncheckcast [I\ninvokevirtual [I.clone()Ljava/lang/Object;\npop\nreturn')
    old('call gives its type', 'invokestatic java/lang/System.nanoTime()J\nireturn', '()I')
    old('invokevirtual of an interface method', 'aconst_null\ninvokevirtual interface Iface.im()V\nreturn')
    old('invokeinterface of a class method', 'aconst_null\ninvokeinterface #6 1 0\nreturn', change=lambda c: c.ref('Plain.q()V'))
    old('invokeinterface of any object is fine', 'ldc "x"\ninvokeinterface Iface.im()V\nreturn')
    old('invokeinterface of int[] is fine', 'aconst_null\ncheckcast [I\ninvokeinterface Iface.im()V\nreturn')
    old('invokeinterface of String[]', 'aconst_null\ncheckcast [Ljava/lang/String;\ninvokeinterface Iface.im()V\nreturn')
    old('invokeinterface with a wrong count', 'aconst_null\ninvokeinterface Iface.im()V 2\nreturn')
    old('invokeinterface with a fourth byte', 'aconst_null\ninvokeinterface Iface.im()V 1 1\nreturn')
    old('invokestatic of an interface', 'invokestatic interface Iface.smi()V\nreturn')
    old('invokevirtual of <init>', 'aconst_null\ninvokevirtual Plain.<init>()V\nreturn')
    old('invokestatic of <clinit>', 'invokestatic Plain.<clinit>()V\nreturn')
    old('invokespecial of another class', 'aload_0\ninvokespecial Plain.v()V\nreturn', flags='')
    old('invokespecial of a superclass method is fine', 'aload_0\ninvokespecial java/lang/Object.toString()Ljava/lang/String;\npop\nreturn', flags='')
    old('invokespecial of a superclass object', 'aload_1\ninvokespecial java/lang/Object.toString()Ljava/lang/String;\npop\nreturn',
        '(Ljava/lang/Object;)V', flags='')
    old('invokespecial of an interface', 'aload_0\ninvokespecial interface Iface.dm()V\nreturn', flags='', interfaces=['Iface'])
    old('protected method of a superclass object', 'aload_0\ninvokevirtual other/Base.m()V\nreturn', '(Lother/Base;)V', **sub)
    old('protected method of this class is fine', 'aload_0\ninvokevirtual other/Base.m()V\nreturn', '(LFoo;)V', **sub)
    old('clone of another object', 'ldc "x"\ninvokevirtual java/lang/Object.clone()Ljava/lang/Object;\npop\nreturn')
    old('clone of an array is fine', 'aconst_null\ncheckcast [I\ninvokevirtual java/lang/Object.clone()Ljava/lang/Object;\npop\nreturn')
    old('finalize of an array', 'aconst_null\ncheckcast [I\ninvokevirtual java/lang/Object.finalize()V\nreturn')
    for version in (48, 49):
        old('protected constructor of another package, version %d' % version, 'new other/Base\ninvokespecial other/Base.<init>()V\nreturn',
            version=version, **sub)
    c = Class('Foo', flags='interface abstract', version=49)
    c.method('static', '<clinit>', '()V', 'iconst_0\nifeq A\naconst_null\ncheckcast Plain\ninvokevirtual java/lang/Object.clone()Ljava/lang/Object;\npop\nA:\nreturn')
    old.suite.add('old: clone in an interface is fine', c)
    c = Class('Foo', flags='interface abstract', version=49)
    c.method('static', '<clinit>', '()V', 'aconst_null\ninvokespecial java/lang/Object.toString()Ljava/lang/String;\npop\nreturn')
    old.suite.add('old: invokespecial in an interface', c)


def constructors(old):
    call = 'invokespecial java/lang/Object.<init>()V'
    old.init('constructor without super()', 'return')
    old.init('constructor of a string', 'aload_0\ninvokespecial java/lang/String.<init>()V\nreturn')
    old.init('constructor of the super superclass', 'aload_0\n%s\nreturn' % call, superclass='Plain')
    old.init('constructor twice', 'aload_0\n%s\naload_0\n%s\nreturn' % (call, call))
    old.init('this() is fine', 'aload_0\niconst_0\ninvokespecial Foo.<init>(I)V\nreturn')
    old.init('this used before super()', 'aload_0\ninvokevirtual Foo.hashCode()I\npop\naload_0\n%s\nreturn' % call)
    old.init('this passed before super()', 'aload_0\ninvokestatic Foo.q(Ljava/lang/Object;)V\naload_0\n%s\nreturn' % call)
    old.init('this stored before super()', 'aload_0\nputstatic Foo.o:Ljava/lang/Object;\naload_0\n%s\nreturn' % call)
    old.init('own field set before super() is fine', 'aload_0\niconst_0\nputfield Foo.x:I\naload_0\n%s\nreturn' % call, change=lambda c: c.field('', 'x', 'I'))
    old.init('own field set to this before super() is fine', 'aload_0\naload_0\nputfield Foo.x:LFoo;\naload_0\n%s\nreturn' % call, change=lambda c: c.field('', 'x', 'LFoo;'))
    old.init('own field set to this before super(), another class', 'aload_0\naload_0\nputfield Foo.x:LPlain;\naload_0\n%s\nreturn' % call, change=lambda c: c.field('', 'x', 'LPlain;'))
    old.init('own field read before super()', 'aload_0\ngetfield Foo.x:I\npop\naload_0\n%s\nreturn' % call, change=lambda c: c.field('', 'x', 'I'))
    old.init('inherited field set before super()', 'aload_0\niconst_0\nputfield Foo.x:I\naload_0\ninvokespecial Plain.<init>()V\nreturn', superclass='Plain')
    old.init('super() on one path', 'iload_1\nifeq A\naload_0\n%s\nA:\nreturn' % call, '(I)V')
    old.init('super() on one path, then this used', 'iload_1\nifeq A\naload_0\n%s\nA:\naload_0\npop\nreturn' % call, '(I)V')
    old.init('super() on both paths is fine', 'iload_1\nifeq A\naload_0\n%s\ngoto B\nA:\naload_0\n%s\nB:\nreturn' % (call, call), '(I)V')
    old.init('a loop before super() is fine', 'A:\niload_1\nifeq A\naload_0\n%s\nreturn' % call, '(I)V')
    old.init('athrow before super() is fine', 'aconst_null\nathrow')
    for label, handler in (('returns', 'pop\nreturn'), ('throws', 'athrow'), ('loops', 'pop\nD:\ngoto D'), ('calls super() again', 'pop\naload_0\n%s\nreturn' % call)):
        old.init('super() in a try block, handler %s' % label, 'A:\naload_0\n%s\nB:\nreturn\nC:\n%s\n.catch * A B C' % (call, handler))
        old.init('super() in a try block of its own, handler %s' % label, 'aload_0\nA:\n%s\nB:\nreturn\nC:\n%s\n.catch * A B C' % (call, handler))
        old.init('try block behind super(), handler %s is fine' % label, 'aload_0\n%s\nA:\nnop\nB:\nreturn\nC:\n%s\n.catch * A B C' % (call, handler))
    old.init('super() in a try block, handler returns a value', 'aload_0\nA:\n%s\nB:\nreturn\nC:\nireturn\n.catch * A B C' % call)
    old('<init> of null', 'aconst_null\ninvokespecial Plain.<init>()V\nreturn')
    old('<init> of an initialized object', 'ldc "x"\ninvokespecial java/lang/String.<init>()V\nreturn')
    old('<init> of an int', 'iconst_0\ninvokespecial Plain.<init>()V\nreturn')
    old('<init> on an empty stack', 'invokespecial Plain.<init>()V\nreturn')
    old('<init> of another class', 'new Plain\ninvokespecial java/lang/Object.<init>()V\nreturn')
    old('<init> twice', 'new Plain\ndup\ninvokespecial Plain.<init>()V\ninvokespecial Plain.<init>()V\nreturn')
    old('<init> with a wrong argument', 'new other/Base\nfconst_0\ninvokespecial other/Base.<init>(I)V\nreturn')
    old('<init> of another class with a wrong argument', 'new Plain\naconst_null\ncheckcast Plain\ninvokespecial other/Base.<init>(Ljava/lang/String;)V\nreturn')
    old('<init> initializes all copies', 'new Plain\ndup\nastore_0\ninvokespecial Plain.<init>()V\naload_0\nareturn', '()LPlain;')
    old('<init> initializes its own object only', 'new Plain\nastore_0\nnew Plain\ninvokespecial Plain.<init>()V\naload_0\nareturn', '()LPlain;')
    old('<init> in a try block', 'A:\nnew Plain\ndup\nastore_0\ninvokespecial Plain.<init>()V\nB:\nreturn\nC:\naload_0\nareturn\n.catch * A B C', '()V')
    old('uninitialized object over a branch is fine', 'new Plain\niconst_0\nifeq A\nnop\nA:\ninvokespecial Plain.<init>()V\nreturn')
    old('uninitialized object over a backward branch is fine', 'new Plain\nastore_0\nA:\niconst_0\nifeq A\naload_0\ninvokespecial Plain.<init>()V\nreturn')
    old('an older object of the same new on the stack', 'aconst_null\nA:\npop\nnew Plain\ngoto A')
    old('an older object of the same new below', 'A:\nnew Plain\ngoto A')
    old('an older object of the same new in a local', '''
        aconst_null
        astore_0
        iconst_0
        istore_1
    A:
        new Plain
        iload_1
        ifeq B
        pop
        aload_0
        invokespecial Plain.<init>()V
        return
    B:
        astore_0
        iinc 1 1
        goto A''')
    old('an older object of the same new, set before', 'new Plain\nastore_0\nA:\naload_0\npop\nnew Plain\nastore_0\ngoto A')


def subroutines(old):
    old('jsr and ret are fine', 'jsr A\nreturn\nA:\nastore_0\nret 0')
    old('jsr_w and wide ret are fine', '.locals 300\njsr_w A\nreturn\nA:\nwide astore 290\nwide ret 290')
    old('two calls of a subroutine are fine', 'jsr A\njsr A\nreturn\nA:\nastore_0\nret 0')
    old('ret of an int', 'iconst_0\nistore_0\nret 0')
    old('ret of an unset local', 'ret 0')
    old('ret of an unset local below a set one', 'iconst_0\nistore_1\nret 0')
    old('ret behind max_locals', '.locals 1\nret 1')
    old('aload of a return address', 'jsr A\nreturn\nA:\nastore_0\naload_0\nastore_1\nret 1')
    old('iload of a return address', 'jsr A\nreturn\nA:\nastore_0\niload_0\nret 0')
    old('areturn of a return address', 'jsr A\nreturn\nA:\nareturn', '()Ljava/lang/Object;')
    old('return address popped is fine', 'jsr A\nreturn\nA:\npop\nreturn')
    old('return address duplicated and swapped is fine', 'jsr A\nreturn\nA:\ndup\niconst_0\nswap\nastore_1\npop\nastore_0\nret 1')
    old('return address passed', 'jsr A\nreturn\nA:\ninvokestatic Foo.q(Ljava/lang/Object;)V\nreturn')
    old('return address as an int operand', 'jsr A\nreturn\nA:\nineg\npop\nreturn')
    old('ret twice', 'jsr A\nreturn\nA:\nastore_0\nret 0\nret 0')
    old('two rets of one subroutine', 'iconst_0\njsr A\nreturn\nA:\nastore_0\nifeq B\nret 0\nB:\nret 0')
    old('subroutine that returns on its own is fine', 'jsr A\nreturn\nA:\nastore_0\nreturn')
    old('recursive jsr', 'jsr A\nreturn\nA:\nastore_0\njsr A\nret 0')
    old('recursive jsr by another subroutine', 'jsr A\nreturn\nA:\nastore_0\njsr B\nret 0\nB:\nastore_1\njsr A\nret 1')
    old('jsr to the next instruction is fine', 'jsr A\nA:\nastore_0\nreturn')
    old('jsr to itself', 'A:\njsr A\nreturn')
    old('nested subroutines are fine', 'jsr A\nreturn\nA:\nastore_0\njsr B\nret 0\nB:\nastore_1\nret 1')
    old('nested subroutine returns from both is fine', 'jsr A\nreturn\nA:\nastore_0\njsr B\nret 0\nB:\nastore_1\nret 0')
    old('return to a subroutine that is over', 'jsr A\nreturn\nA:\nastore_0\njsr B\naload_3\npop\nreturn\nB:\nastore_1\nret 0')
    old('ret after the subroutine is over', 'jsr A\nret 0\nA:\nastore_0\nret 0')
    old('ret after another subroutine is over', 'jsr A\njsr B\nreturn\nA:\nastore_0\nret 0\nB:\nastore_1\nret 0')
    old('jsr at the end of the code', 'goto B\nA:\nastore_0\nret 0\nB:\njsr A')
    old('subroutine leaves a value', 'jsr A\npop\nreturn\nA:\nastore_0\niconst_0\nret 0')
    old('subroutine takes a value', 'iconst_0\njsr A\npop\nreturn\nA:\nastore_0\npop\nret 0')
    old('subroutine called at two heights', 'jsr A\niconst_0\njsr A\nreturn\nA:\nastore_0\nret 0')
    old('stack values of two kinds', 'iconst_0\njsr A\npop\nfconst_0\njsr A\nreturn\nA:\nastore_0\nret 0')
    old('locals that a subroutine leaves alone keep their types', '''
        iconst_0
        istore_1
        jsr A
        iload_1
        pop
        fconst_0
        fstore_1
        jsr A
        fload_1
        pop
        return
    A:
        astore_0
        ret 0''')
    old('local read in a subroutine has to be of one type', '''
        iconst_0
        istore_1
        jsr A
        fconst_0
        fstore_1
        jsr A
        return
    A:
        astore_0
        iload_1
        pop
        ret 0''')
    old('local set in a subroutine is seen', '''
        iconst_0
        istore_1
        jsr A
        iload_1
        pop
        return
    A:
        astore_0
        fconst_0
        fstore_1
        ret 0''')
    old('local set in a subroutine on one path', '''
        iconst_0
        istore_1
        jsr A
        iload_1
        pop
        return
    A:
        astore_0
        iload_1
        ifeq B
        fconst_0
        fstore_1
    B:
        ret 0''')
    old('local set in a nested subroutine is seen', '''
        iconst_0
        istore_2
        jsr A
        iload_2
        pop
        return
    A:
        astore_0
        jsr B
        ret 0
    B:
        astore_1
        fconst_0
        fstore_2
        ret 1''')
    old('half of a long set in a subroutine', 'lconst_0\nlstore_1\njsr A\nlload_1\npop2\nreturn\nA:\nastore_0\niconst_0\nistore_2\nret 0')
    old('long read in a subroutine', 'lconst_0\nlstore_1\njsr A\nlload_1\npop2\nreturn\nA:\nastore_0\nlload_1\npop2\nret 0')
    old('subroutines meet', '''
        iconst_0
        ifeq X
        jsr A
        return
    X:
        jsr B
        return
    A:
        astore_0
        goto M
    B:
        astore_0
    M:
        ret 0''')
    old('subroutine entered by a branch too', 'jsr A\ngoto B\nA:\nastore_0\nret 0\nB:\naconst_null\ngoto A')
    old('code shared by a subroutine and others', 'iconst_0\nifeq M\njsr A\nreturn\nA:\nastore_0\nM:\niconst_0\nifeq N\nret 0\nN:\nreturn')
    old('code shared by a subroutine and others is fine', 'iconst_0\nifeq M\njsr A\nreturn\nA:\nastore_0\nM:\nreturn')
    old('subroutine left by a branch is fine', 'jsr A\nB:\nreturn\nA:\nastore_0\ngoto B')
    old('ret of the outer one after two calls', '''
        jsr A
        return
    A:
        astore_0
        jsr B
        jsr C
        ret 0
    B:
        astore_1
        jsr C
        ret 1
    C:
        astore_2
        ret 2''')
    old('uninitialized object over a jsr', 'new Plain\njsr A\ninvokespecial Plain.<init>()V\nreturn\nA:\nastore_0\nret 0')
    old('uninitialized object under a jsr is popped', 'new Plain\njsr A\npop\nreturn\nA:\nastore_0\nret 0')
    old('uninitialized object under a jsr is duplicated', '.stack 6\nnew Plain\njsr A\ndup\nastore_1\nreturn\nA:\nastore_0\nret 0')
    old('uninitialized object in a local over a jsr', 'new Plain\nastore_1\njsr A\naload_1\ninvokespecial Plain.<init>()V\nreturn\nA:\nastore_0\nret 0')
    old('uninitialized object read in a subroutine', 'new Plain\nastore_1\njsr A\nreturn\nA:\nastore_0\naload_1\npop\nret 0')
    old('uninitialized object made in a subroutine', 'jsr A\ninvokespecial Plain.<init>()V\nreturn\nA:\nastore_0\nnew Plain\nret 0')
    old('uninitialized object of a subroutine in a local', 'jsr A\naload_1\ninvokespecial Plain.<init>()V\nreturn\nA:\nastore_0\nnew Plain\nastore_1\nret 0')
    old('an uninitialized object initialized in a subroutine', 'jsr A\naload_1\nareturn\nA:\nastore_0\nnew Plain\ndup\nastore_1\ninvokespecial Plain.<init>()V\nret 0', '()LPlain;')
    old('spoiled objects meet a change', '.stack 6\naload_0\nnew Plain\njsr A\npop2\naload_1\nnew Plain\njsr A\npop2\nreturn\nA:\nastore 4\nret 4', '(LC;LD;)V', more=world())
    call = 'invokespecial java/lang/Object.<init>()V'
    old.init('super() in a subroutine is fine', 'jsr A\nreturn\nA:\nastore_1\naload_0\n%s\nret 1' % call)
    old.init('super() in a subroutine, then this used is fine', 'jsr A\naload_0\ninvokevirtual Foo.hashCode()I\npop\nreturn\nA:\nastore_1\naload_0\n%s\nret 1' % call)
    old.init('super() after a subroutine is fine', 'jsr A\naload_0\n%s\nreturn\nA:\nastore_1\nret 1' % call)
    old.init('super() on one path of a subroutine', 'jsr A\nreturn\nA:\nastore_1\niconst_0\nifeq B\naload_0\n%s\nB:\nret 1' % call)
    old('finally by a subroutine is fine', '''
        .locals 5
    A:
        invokestatic java/lang/System.nanoTime()J
        lstore_0
        jsr F
        lload_0
        lreturn
    H:
        astore_2
        jsr F
        aload_2
        athrow
    F:
        astore_3
        iconst_0
        istore 4
        ret 3
        .catch * A H H''', '()J')
    old('handler of a subroutine returns too', 'jsr A\nreturn\nA:\nastore_0\nB:\nnop\nC:\nret 0\nH:\npop\nret 0\n.catch * B C H')
    old('handler of a subroutine goes back into it is fine', 'jsr A\nreturn\nA:\nastore_0\nB:\nnop\nC:\nret 0\nH:\npop\ngoto C\n.catch * B C H')
    old('handler of a jsr', 'A:\njsr S\nB:\nreturn\nS:\nastore_0\nret 0\nH:\npop\naload_0\npop\nreturn\n.catch * A B H')
    old('handler of a ret', 'jsr S\nreturn\nS:\nastore_0\nA:\nret 0\nB:\nH:\npop\nret 0\n.catch * A B H')
    old('ret in a handler of the subroutine', 'iconst_0\nistore_1\njsr S\niload_1\npop\nreturn\nS:\nastore_0\nA:\nfconst_0\nfstore_1\nnop\nB:\nreturn\nH:\npop\nret 0\n.catch * A B H')
    old('subroutine in version 50 is fine', 'jsr A\nreturn\nA:\nastore_0\nret 0', version=50)
    old('bad subroutine in version 50', 'jsr A\nreturn\nA:\nastore_0\njsr A\nret 0', version=50)
    old('subroutine that is never called is fine', 'return\nA:\nastore_0\nret 0')
    old('return address in a wide store over max_locals', '.locals 1\njsr A\nreturn\nA:\nastore 1\nret 1')
    chain = ''.join('S%d:\nastore %d\njsr S%d\nret %d\n' % (i, i, i + 1, i) for i in range(40))
    old('forty subroutines nest is fine', '.locals 50\njsr S0\nreturn\n' + chain + 'S40:\nastore 40\nret 40')


def failover(suite):
    """Version 50: StackMapTable first; when that fails, inference; the message is the first one's."""
    def code(label, text, desc='()V', **options): suite.code('version 50: ' + label, text, desc, version=50, **options)
    code('wrong frame, good code is fine', 'iconst_0\nifeq A\nA:\n.frame full [float] []\nreturn')
    code('wrong frame, bad code', 'iconst_0\nifeq A\nA:\n.frame full [float] []\nfload_0\nreturn')
    code('missing class in inference only', 'iload_0\nifeq A\naload_1\ngoto B\nA:\naload_2\nB:\nareturn', '(ILGone;Ljava/lang/String;)Ljava/lang/Object;')
    code('missing class in type checking', 'aload_0\nareturn', '(LGone;)Ljava/lang/String;')
    code('frame format error, good code', 'nop\nreturn\n.table 0 1 255')
    code('wrong uninitialized offset, good code', 'nop\nA:\n.frame full [new:A] []\nreturn')
    code('bad exception table', 'A:\nnop\nB:\nreturn\nC:\npop\nreturn\n.catch * A A C')
    code('handler at 0', 'A:\nnop\nB:\nreturn\n.catch * A B A')
    code('local variable table inside an instruction', 'A:\nsipush 5\npop\nreturn\n.local x I A+1 1 0')
    code('switch padding', 'iconst_0\n.byte 0xaa 1 1 0 0 0 19  0 0 0 0  0 0 0 0  0 0 0 19\nA:\n.frame same\nreturn')


def old_cases(suite):
    old = Old(suite)
    for group in (operands, locals_, arrays, returns, control, meeting, exceptions, constants, members, constructors, subroutines):
        group(old)
    failover(suite)
