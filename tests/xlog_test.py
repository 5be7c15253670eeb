#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""xlog_test.py MINIJVM - -Xlog as java has it: exit code, stdout and stderr of both for each line of OPTIONS, and files.

Times, process and thread ids are masked. Lines of the log other than those about -Xlog itself differ by nature (other
collector), so the selections are such that nothing else is logged, or it goes to a file whose name is compared.
"""
import concurrent.futures
import difflib
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import jre
from waiting import PATIENCE

MINIJVM = str(pathlib.Path(sys.argv[1]).resolve())
TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"

# A line of options each, separated by blanks. Sets that only this VM has (jni, thread, memory ...) are not here.
OPTIONS = r"""
-Xlog:gc=error
-Xlog:disable
-Xlog:all=warning
-Xlog:off
-Xlog:help2
-Xlog:foo
-Xlog:foo*
-Xlog:clas+load
-Xlog:gc+foo
-Xlog:gcc
-Xlog:safe
-Xlog:exceptios
-Xlog:all*
-Xlog:all+gc
-Xlog:*
-Xlog:,
-Xlog:gc,,class
-Xlog:gc*x
-Xlog:=debug
-Xlog:gc=
-Xlog:gc=inf
-Xlog:gc=debg
-Xlog:gc=warn,foo
-Xlog:gc=debug=x
-Xlog:gc=inof
-Xlog:GC=OFF,Class+LOAD=Error
-Xlog:gc+gc
-Xlog:gc+gc+foo
-Xlog:gc+class+load+init+cpu+heap
-Xlog:gc+class=error
-Xlog:gc+class*
-Xlog:age=off
-Xlog:heap,module+jni
-Xlog:gc+load+init,gc+class,cds+gc*
-Xlog:task+gc+start+startup=off
-Xlog:start+ptrqueue+startup+iklass
-Xlog:freelist+region+startup+purge
-Xlog:age=off:stdout:level,tags
-Xlog:age=off:stdout:uptime
-Xlog:age=off:stdout:u,l,tg
-Xlog:age=off:stdout:tags,level,pid,tid,hostname
-Xlog:age=off:stdout:time,utctime,uptimemillis,uptimenanos,timemillis,timenanos
-Xlog:age=off:stdout:t,utc,um,un,tm,tn,hn,p,ti
-Xlog:age=off:stdout:UPTIME,TG
-Xlog:age=off:stdout:none
-Xlog:age=off::
-Xlog:gc=off:::
-Xlog:gc=off:stdout:none,uptime
-Xlog:gc=off:stdout:upt
-Xlog:gc=off:stdout:,
-Xlog:gc=off:stdout:none:filecount=3
-Xlog:gc=off:stdout::nonsense
-Xlog:gc=off:stdout:none::
-Xlog:gc=off:stdout:none:a:b:c
-Xlog:gc=off:#0:none
-Xlog:gc=off:#1x:none
-Xlog:gc=off:#7
-Xlog:gc=off:#x
-Xlog:gc=off:#
-Xlog:all=warning:stderr:tags -Xlog:foo
-Xlog:disable -Xlog:foo
-Xlog:all=off -Xlog:gc+class
-Xlog:all=info:stderr:none -Xlog:disable -Xlog:all=error:stderr:level -Xlog:foo
-Xlog:gc:STDOUT
-Xlog:gc:file=
-Xlog:gc:""
-Xlog:gc:.
-Xlog:gc:file=.::filecount=0
-Xlog:gc:none/x
-Xlog:gc:file=none/x:none:
-Xlog:gc:foo=bar
-Xlog:gc:FILE=x
-Xlog:gc:"a
-Xlog:gc:f"a"
-Xlog:gc:file="a:b".x
-Xlog:gc:file="a:b"
-Xlog:gc:"stdout"
-Xlog:gc:"file=c"
-Xlog:g"c:x"
-Xlog:gc:log%p-%p%%
-Xlog:gc:log::filecount=0
-Xlog:gc:log::filecount=1000,filesize=3k
-Xlog:gc:log::filecount=1001
-Xlog:gc:log::filecount=-1
-Xlog:gc:log::filecount=3k
-Xlog:gc:log::filecount=0x3
-Xlog:gc:log::filecount
-Xlog:gc:log::filecount=
-Xlog:gc:log::filesize=0x30000
-Xlog:gc:log::filesize=1q
-Xlog:gc:log::filesize=
-Xlog:gc:log::FILECOUNT=1
-Xlog:gc:log::filecount=3,filesize=1m,
-Xlog:gc:log::,
-Xlog:gc:log::foo=1
-Xlog:gc:log -Xlog:safepoint:log::filecount=3
-Xlog:gc:log -Xlog:gc+start:#2 -Xlog:gc+load+cpu:#2
-Xlog:gc:log -Xlog:gc=off:log -Xlog:gc:#2
-Xlog:gc*,gc+age=trace,safepoint:file=gc.log:utctime,pid,tags:filecount=32,filesize=64m
-Xlog:async -Xlog:gc:log
-Xlog:async:gc
-Xlog:disable:x
-Xlog:help:x
-Xlogfoo
-Xloggc
-Xloggc:log
-Xloggc:none/x
-Xloggc:"q"w
-Xlog:disable -Xloggc:log
-Xloggc:log -Xloggc:other
-XX:+PrintGC -Xloggc:log
-verbose:foo
-Xlog:gc:stdout:none -Xlog:gc=off -Xlog:gc+class
""".strip().splitlines()
MASKS = ((r"\d+\.\d{3}s\]", "0.000s]"), (r"\[\d+(ms|ns)?\]", r"[N\1]"), (r"\[\d{4}-\d\d-\d\dT[\d:.]+[+-]\d{4}\]", "[DATE]"))
faults = 0


def check(what, good, got=""):
    global faults
    if not good:
        print(f"FAIL {what}\n{got}")
    faults += not good


def run(vm, options, folder):
    environment = {k: v for k, v in os.environ.items() if k not in ("CLASSPATH", "JDK_JAVA_OPTIONS")}
    process = subprocess.Popen([vm, *options, "-cp", str(TESTDATA), "Hello"], cwd=folder, env=environment, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    texts = list(process.communicate(timeout=PATIENCE))
    for i, text in enumerate(texts):
        for pattern, mask in MASKS:
            text = re.sub(pattern, mask, text)
        texts[i] = text
    files = sorted(p.name.replace(str(process.pid), "PID") for p in pathlib.Path(folder).iterdir())
    return process.returncode, *texts, files


def answers(options):
    result = []
    for vm in (JAVA, MINIJVM):
        with tempfile.TemporaryDirectory() as folder:
            result.append(run(vm, options, folder))
    return result


def rotation(vm, run_number, folder):
    """The files of a program that logs more than fits, started several times in the same folder."""
    for _ in range(run_number):
        code, out, err, files = run(vm, ["-Xlog:class+load:load.log:none:filecount=3,filesize=4k"], folder)
        check(f"rotation: {vm}", code == 0 and out == "Hello, world\n" and not err, (code, out, err))
    for name in files:
        size = (pathlib.Path(folder) / name).stat().st_size
        check(f"rotation: size of {name}", size < 4096 if name == "load.log" else 4096 <= size < 4700, (vm, size))
    return files


def random_selections(tags):
    """Many options that most often match no set, so that there are many suggestions. A seed, so that each run is the same."""
    chance = random.Random(17)
    words = [chance.sample(tags, chance.choice((1, 2, 2, 3, 3, 4))) for _ in range(250)]
    for pair in (("gc", "heap"), ("class", "load"), ("gc", "ref")):
        words += [[*pair, tag] for tag in chance.sample(tags, 20) if tag not in pair]
    return [f"-Xlog:{'+'.join(w)}{chance.choice(('', '', '*'))}=off" for w in words]


JAVA = str(jre.jre() / "bin" / "java")
if not os.access(JAVA, os.X_OK):
    print("skipped: no java to compare with")
    sys.exit(77)
lists = [line.split() for line in OPTIONS]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for options, (java, mini) in zip(lists, pool.map(answers, lists)):
        check(" ".join(options), java == mini, f"java    {java}\nminijvm {mini}")
found = []
for one in (JAVA, MINIJVM):
    with tempfile.TemporaryDirectory() as place:
        found.append(rotation(one, 2, place))
check("rotation: names", found[0] == found[1] == ["load.log", "load.log.0", "load.log.1", "load.log.2"], found)

helps = [subprocess.run([vm, "-Xlog:help"], capture_output=True, text=True, timeout=PATIENCE, check=False) for vm in (JAVA, MINIJVM)]
tags = [re.search(r"log tags:\n (.*)", h.stdout).group(1).split(", ") for h in helps]
check("-Xlog:help lists java's tags", not set(tags[0]) - set(tags[1]), set(tags[0]) - set(tags[1]))
selections = [o for o in random_selections(tags[0]) if not re.fullmatch(r"-Xlog:(jni|bytecode|thread)=off", o)]
(_, java, _, _), (_, mini, _, _) = answers(selections)
check("suggestions", java.count("Did you mean") > 200 and java == mini,
      "\n".join(difflib.unified_diff(java.splitlines(), mini.splitlines(), "java", "minijvm", "", "", 0)))
heads = [re.findall(r"^Available log (?:levels|decorators): *\n.*", h.stdout, re.M) for h in helps]
check("-Xlog:help lists java's levels and decorators", heads[0] == heads[1], heads)
print(f"{len(lists)} lines of options, {faults} faults")
sys.exit(faults != 0)
