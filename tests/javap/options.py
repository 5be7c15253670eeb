#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Options, messages and exit statuses of minijavap against javap's: same output, same errors, same status.

    options.py MINIJAVAP JDK
"""
import os
import subprocess
import sys
import tempfile

# One command line each. {f}: the folder of the samples, also the current folder; Zed.class there holds class A.
LINES = """
-version
-foo A.class
nope
nope.class
./nope.class
-cp
-public A
-v -p -cp . nope A
A nope
-J-Xmx64m A
-J
--module java.base java.lang.Object
--module nomod java.lang.Object
-cp /nonexist A
jar:file:///nope.jar!/A.class
A.java
-sysinfo A
java/lang/Object
java.util.Map.Entry
java.util.Map$Entry
--class-path=. A
-c -bootclasspath x java.lang.Object
-c
--system /nonexist A
-p A -X
.
-constants -public java.lang.Integer
--system
-verify A
--system none java.lang.Object
d/Zed.class
-cp d Zed
-v -cp a.jar A
-v jar:file://{f}/a.jar!/A.class
jar:file://{f}/a.jar!/Z.class
jar:file:a.jar!/A.class
file://{f}/A.class
-v java.lang.Object java.lang.Nope
-p -public A
-private -public A
-package -protected A
-p -package -public A
-l -c A
-s -bootclasspath {f} A
com.sun.tools.javac.Main
--
-
-m java.base java.lang.Object
-classpath
-cp=. A
-verbose A
-v ./A.class
-v {f}/../A.class
-v -cp {f}/a.jar A
-protected A
-public -v A
-c -l -s A
-v -cp {f}/* A
--module jdk.compiler module-info
-v --module java.desktop module-info
-cp . --module java.base A
"""

SOURCE = """public class A<T> {
    public static final String S = "text";
    protected int i = 3; private long l; double d;
    public void m(T t) throws Exception { if (i > 3) throw new Exception(S + t); }
    private static class Inner { }
}"""


def main():
    minijavap, jdk = os.path.abspath(sys.argv[1]), sys.argv[2]
    if not os.path.exists(jdk + '/bin/javap'):
        sys.exit(77)
    environment = {key: value for key, value in os.environ.items() if key not in ('CLASSPATH', 'JDK_JAVA_OPTIONS')}
    environment['JAVA_HOME'] = jdk
    lines = [line for line in LINES.split('\n') if line]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + '/d')
        with open(folder + '/A.java', 'w', encoding='utf-8') as file:
            file.write(SOURCE)
        subprocess.run([jdk + '/bin/javac', '-g', '-d', folder, folder + '/A.java'], check=True)
        subprocess.run([jdk + '/bin/jar', 'cf', 'a.jar', 'A.class'], cwd=folder, check=True)
        with open(folder + '/A.class', 'rb') as a, open(folder + '/d/Zed.class', 'wb') as zed:
            zed.write(a.read())
        for line in lines:
            results = []
            for program in (jdk + '/bin/javap', minijavap):
                run = subprocess.run([program] + line.format(f=folder).split(), cwd=folder, env=environment,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
                results.append((run.stdout.replace(b'Usage: javap', b'Usage: minijavap'), run.stderr, run.returncode))
            if results[0] != results[1]:
                failed += 1
                print('differs: ' + line)
                for theirs, ours in zip(*results):
                    if theirs != ours:
                        print('  javap:     %r\n  minijavap: %r' % (theirs[-400:], ours[-400:]))
    print('%d command lines, %d differ' % (len(lines), failed))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
