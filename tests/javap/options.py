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
-version A
-version nope
-version -fullversion
-fullversion A
--module=java.base java.lang.String
-m
--module
-m java.base -m java.desktop java.lang.Object
-m java.base java.util.Map.Entry
-private -p -p A
-private -p -public A
-p -private -protected A
-p -p -public -public A
-private -package -p A
--boot-class-path . A
--boot-class-path=. A
--boot-class-path
-bootclasspath=. A
-v -bootclasspath a.jar A
-v -cp ./a.jar A
-v -cp d/../a.jar A
-v jar:file:{f}/a.jar!/A.class
-v jar:file:///{f}/a.jar!/A.class
-v jar:file:{f}/d/../a.jar!/A.class
-v jar:file:./a.jar!/A.class
jar:file:{f}/a.jar!/
jar:{f}/a.jar!/A.class
jar:file:/{f}/a.jar!/A.class
jar:file:{f}/nope.jar!/A.class
jar:file:{f}/bad/bad.jar!/A.class
jar:file:{f}/d!/A.class
jar:file:{f}/a%2ejar!/A.class
jar:file:{f}/a.jar!/%41.class
jar:file:{f}/a.jar!/META-INF/MANIFEST.MF
file:{f}/%41.class
-v file:{f}/./A.class
file:/{f}/A.class
file:{f}/nope.class
file:{f}/d
file:
-v jrt:/java.base/java/lang/Object.class
jrt:/java.base/java/lang/Nope.class
jrt:/java.base
-cp bad/bad.jar A nope
-cp bad/bad.jar:. A
-cp .:bad/bad.jar A
-cp bad/bad.jar java.lang.Object
/A
A/
.class
-cp d:. A.Inner
A/Inner
java/util/Map.Entry
java.util.Map/Entry
--multi-release 8 -cp mr.jar M
--multi-release 9 -v -cp mr.jar M
--multi-release=99 -cp mr.jar M
--multi-release runtime -cp mr.jar M
--multi-release 9 jar:file://{f}/mr.jar!/M.class
--multi-release
--module-path mods -m my.mod q.M
-v --module-path mods:d -m my.mod q.M
--module-path mods/my.mod -m my.mod module-info
--module-path mods -m my.mod q.Nope
--module-path mods -m other q.M
-v --module-path=jars --module some.lib M
-v --module-path jars/some-lib-1.2.jar --module some.lib M
--module-path jars -m java.base java.lang.Object
--module-path
--module-path nope A
"""

SOURCE = """public class A<T> {
    public static final String S = "text";
    protected int i = 3; private long l; double d;
    public void m(T t) throws Exception { if (i > 3) throw new Exception(S + t); }
    private static class Inner { }
}"""


def make_others(folder, jdk):
    """bad/bad.jar, mr.jar (multi-release: M has field one, from 9 on nine), module my.mod in mods, automatic module some.lib in jars."""
    def compile_(path, text, *options):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        subprocess.run([jdk + '/bin/javac', *options, path], check=True)

    def jar(*arguments):
        subprocess.run([jdk + '/bin/jar', *arguments], cwd=folder, check=True)
    os.mkdir(folder + '/bad')
    with open(folder + '/bad/bad.jar', 'w', encoding='utf-8') as file:
        file.write('no zip')
    compile_(folder + '/mr1/M.java', 'class M { int one; }', '--release', '9')
    compile_(folder + '/mr9/M.java', 'class M { int nine; }', '--release', '9')
    jar('cf', 'mr.jar', '-C', 'mr1', 'M.class', '--release', '9', '-C', 'mr9', 'M.class')
    compile_(folder + '/mods/my.mod/module-info.java', 'module my.mod { }')
    compile_(folder + '/mods/my.mod/q/M.java', 'package q; public class M { }')
    os.mkdir(folder + '/jars')
    jar('cf', 'jars/some-lib-1.2.jar', '-C', 'mr1', 'M.class')


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
        make_others(folder, jdk)
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
                        print('  javap:     %r\n  minijavap: %r' % tuple(x if isinstance(x, int) else x[-400:] for x in (theirs, ours)))
    print('%d command lines, %d differ' % (len(lines), failed))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
