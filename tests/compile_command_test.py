#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""compile_command_test.py MINIJVM JAVA - what -XX:CompileCommand, CompileOnly and CompileCommandFile print, against java
there and then, and what they do: by -XX:+PrintCompilation, with every method compiled before its first run.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MINIJVM, JAVA = (os.path.abspath(a) for a in sys.argv[1:3])
TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
CLASS = "Quadratic"

# Commands, a line each; \n and \t stand for themselves.
COMMANDS = r"""
exclude,java.util.HashMap::put
exclude java/lang/String.hash*
exclude,Quadratic::discriminant(III)I,false
exclude,H::f::g
exclude,java.util.HashMap.put
exclude,java/util/HashMap::put
exclude java.util.HashMap put
exclude,java/util/HashMap,put
exclude,H,f,(I)I
exclude,H.f (I)I
exclude,H.f(
exclude,H.f(Ljava/lang/String;)V
exclude,H.f(Ljava.lang.String;)V
exclude,a.H::f(Ljava.lang.String;)V
exclude,H.<init>
exclude,H.<clinit>()V
exclude,H.<init>*
exclude,H.<bar>
exclude,H.x<init>
exclude,H<.f
exclude,*.*
exclude,*
exclude,**.f
exclude,***.f
exclude,H**.f
exclude,H.*f*g
exclude,H.**
exclude,H.f(*)V
exclude,*H*.*f*
exclude,H. f
exclude,H .f
exclude  H   f
exclude , H.f
exclude\tH.f
exclude:H.f
EXCLUDE,H.f
exclude,[I.f
exclude,H.f[x
exclude,.f
exclude,H.
exclude,H::
exclude,java/lang/.f
exclude,a.b::c.d
exclude,H.f true
exclude,H.f,TRUE
exclude,H.f,false,x
exclude,H.f,truex
exclude,H.f,1
exclude,H.f;exclude,H.g
exclude,H.f\ninline,H.h
exclude_,H.f
exclude
exclude,
compileonly,H
print,H.f,false
inline,H.h
dontinline,*.h
break,H.f
log,H.f
log,H.f,false
quiet
quiet,H.f
quietx
help
help,foo
unknown
unknown,
H.f
RepeatCompilation,H.f,3
RepeatCompilation,H.f,3x
RepeatCompilation,H.f
RepeatCompilation,H.f,abc
CompileThresholdScaling,H.f,0.5
CompileThresholdScaling,H.f,5
CompileThresholdScaling,H.f,1.2.3
VectorizeDebug,H.f,-3
IGVPrintLevel,H.f,-3
ControlIntrinsic,H.f,+_hashCode,-_getClass
ControlIntrinsic,H.f,
DisableIntrinsic,H.f,_hashCode _getClass
option
option,H,
option,H.f
option,H.f,-
option,H.f,PrintInlining,Vectorize
option H.f PrintInlining
option,H.f,PrintInlining,true
option,H.f,foo
option,H.f,quiet
option,H.f,RepeatCompilation,3
option,H.f,intx,RepeatCompilation,3
option,H.f,intx,RepeatCompilation
option,H.f,bool,RepeatCompilation,3
option,H.f,double,CompileThresholdScaling,0.5
option,H.f,ccstr,ControlIntrinsic,+_hashCode
option,H.f,ccstrlist,ControlIntrinsic,+_hashCode
option,H.f,ccstrlist,ControlIntrinsic
option,H.f,bool
option,H.f,bool,-
option,H.f,bool,PrintInlining
option,H.f,PrintInlining Vectorize,intx,RepeatCompilation 3
"""
ONLY = """H::f|H.f|java.util.HashMap|java.util.HashMap::put,H::f|java/util/HashMap.put|java.util|.f|::f|f|H::f(I)I||H:f|H.f.g|*.*|*|.|,|a::b::c
H.|<init>|.f,.g|::f,H.g| H.f|H.f H.g|H..f|H.f.|H::|H.f,|,H.f"""
FILE = "# a comment\nexclude,H.f\nfoo bar\n\ninline H.g\nquiet\ninline H.h\nexclude,H.f,xx"

faults = 0
runs = 0


def run(vm, options, folder):
    done = subprocess.run([vm, *options, "-cp", TESTDATA, CLASS], capture_output=True, cwd=folder, check=False)
    return done.stdout.decode(), done.stderr.decode(), done.returncode


def check(what, holds, shown=""):
    global faults, runs
    runs += 1
    if not holds:
        faults += 1
        print(f"FAILED: {what}\n{shown}")


def compare(options, folder):
    ours, theirs = run(MINIJVM, options, folder), run(JAVA, options, folder)
    check(f"as java with {options}", ours == theirs, f"java: {theirs}\nours: {ours}")


def texts(folder):
    pathlib.Path(folder, "commands").write_text(FILE, encoding="ascii")
    for line in COMMANDS.strip().split("\n"):
        compare(["-XX:CompileCommand=" + line.replace(r"\n", "\n").replace(r"\t", "\t")], folder)
    for names in re.split(r"[|\n]", ONLY):
        compare(["-XX:CompileOnly=" + names], folder)
    for options in (["-XX:CompileOnly=H.f", "-XX:CompileOnly=H.g"],
                    ["-XX:CompileOnly=H.f", "-XX:CompileCommand=exclude,H.h", "-XX:CompileCommandFile=commands"],
                    ["-XX:CompileCommandFile=none"], ["-XX:CompileCommandFile="], ["-Xint", "-XX:CompileCommand=exclude,H.h"],
                    ["-XX:CompileCommand=quiet", "-XX:CompileCommand=exclude,H.h", "-XX:CompileCommand=foo"],
                    ["-XX:+UnlockExperimentalVMOptions", "-XX:CompileCommand=blackhole,H.f"]):
        compare(options, folder)


def compiled(*options):
    """The methods of the class that are compiled, and those that are told to be excluded."""
    out = run(MINIJVM, ["-Xcomp", "-XX:+PrintCompilation", *options], TESTDATA)[0]
    return (set(re.findall(rf"^ +\d+ +\d+ .* {CLASS}::(\S+) \(", out, re.M)),
            set(re.findall(rf"^### Excluding compile: static {CLASS}::(\S+)$", out, re.M)))


def acts():
    both = {"main", "discriminant"}
    for options, expected, told in (
            ([], both, set()),
            (["-XX:CompileCommand=exclude,Quadratic::discriminant"], {"main"}, {"discriminant"}),
            (["-XX:CompileCommand=exclude,*ratic.disc*(III"], {"main"}, {"discriminant"}),
            (["-XX:CompileCommand=exclude,Quadratic.*(J)"], both, set()),
            (["-XX:CompileCommand=quiet", "-XX:CompileCommand=exclude,Quadratic::discriminant"], {"main"}, set()),
            (["-XX:CompileCommand=exclude,Quadratic.*", "-XX:CompileCommand=exclude,*.main,false"], {"main"}, {"discriminant"}),
            (["-XX:CompileCommand=compileonly,Quad*.main"], {"main"}, {"discriminant"}),
            (["-XX:CompileCommand=compileonly,Quad*.main,false"], set(), both),
            (["-XX:CompileOnly=.discriminant"], {"discriminant"}, {"main"}),
            (["-XX:CompileOnly=Quadratic"], both, set()),
            (["-XX:CompileOnly=Quad*.main"], set(), both)):
        found = compiled(*options)
        check(f"compiled with {options}", found == (expected, told), f"expected {expected}, {told}: {found}")
    hot = ["-XX:CompileThreshold=1000000000", "-XX:CompileThresholdScaling=0.000000001", "-XX:+PrintCompilation", "-cp", TESTDATA, "Hello"]
    out = run(MINIJVM, hot, TESTDATA)[0]
    check("a threshold that is scaled down", "java.lang.String::" in out, out)
    out = run(MINIJVM, ["-XX:CompileThreshold=1", "-XX:+PrintCompilation", "-XX:CompileCommand=CompileThresholdScaling,java/lang/String.*,99999999.0",
                        "-cp", TESTDATA, "Hello"], TESTDATA)[0]
    check("a threshold that is scaled up", "java.lang.String::" not in out and "java.util." in out, out)
    version = subprocess.run([MINIJVM, "-XX:CompileThresholdScaling=0", "-version"], capture_output=True, text=True, check=True).stderr
    check("scaled to 0", "interpreted mode" in version, version)


def modes():
    """The last line of -version names the mode as java's does, which has a shared archive or not."""
    for options in ([], ["-Xint"], ["-Xcomp"], ["-Xmixed"], ["-Xint", "-Xmixed"], ["-Xcomp", "-Xint"]):
        ours, theirs = (subprocess.run([vm, "-Xshare:off", *options, "-version"], capture_output=True, text=True, check=True).stderr
                        for vm in (MINIJVM, JAVA))
        check(f"-version with {options}", re.findall(r", (\w+ mode)\)$", ours) == re.findall(r", (\w+ mode)\)$", theirs), ours + theirs)


def main():
    if os.path.exists(JAVA):
        modes()
        with tempfile.TemporaryDirectory() as folder:
            texts(folder)
    acts()
    print(f"{runs} runs, {faults} differ")
    sys.exit(faults != 0)


main()
