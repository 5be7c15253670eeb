#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""flight_recording_test.py MINIJVM JDK - recordings of the JDK's java are read as java reads them; none can be made.

The recording is made here. The tool `jfr` and a program that uses jdk.jfr.consumer print the same on both VMs.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

from waiting import PATIENCE

minijvm, jdk = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
java = jdk / "bin" / "java"
TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
TOOL = ["-m", "jdk.jfr/jdk.jfr.internal.tool.Main"]
faults = 0

READ = """
import java.nio.file.*;
import java.util.*;
import jdk.jfr.*;
import jdk.jfr.consumer.*;
public class Read {
    public static void main(String[] args) throws Exception {
        Path path = Path.of(args[0]);
        TreeMap<String, Integer> kinds = new TreeMap<>();
        long sum = 0;
        for (RecordedEvent e : RecordingFile.readAllEvents(path)) {
            kinds.merge(e.getEventType().getName(), 1, Integer::sum);
            for (ValueDescriptor v : e.getFields()) {
                sum += String.valueOf(e.<Object>getValue(v.getName())).length();
                if (v.getAnnotation(Timespan.class) != null) sum += e.getDuration(v.getName()).getSeconds();
            }
            if (e.getStackTrace() != null) for (RecordedFrame f : e.getStackTrace().getFrames()) sum += f.getMethod().toString().length() + f.getLineNumber();
            sum += e.toString().length() + e.getStartTime().toEpochMilli();
        }
        System.out.println(kinds + " " + sum);
        List<String> seen = new ArrayList<>();
        try (EventStream s = EventStream.openFile(path)) {
            s.onEvent("jdk.JVMInformation", e -> seen.add(e.getString("jvmName")));
            s.onEvent("Own", e -> seen.add(e.getString("text") + e.getInt("number") + e.getClass("type").getName()));
            s.start();
        }
        System.out.println(seen);
        try (RecordingFile f = new RecordingFile(path)) {
            for (EventType t : f.readEventTypes())
                System.out.println(t.getName() + " " + t.getLabel() + " " + t.getDescription() + " " + t.getCategoryNames() + " " + t.getFields().size() + " "
                    + t.getAnnotationElements().size() + " " + t.getSettingDescriptors().size());
        }
    }
}
"""
OWN = """
import jdk.jfr.*;
public class Record {
    @Name("Own") @Label("An event of the program") static class Own extends Event { @Label("Text") String text; int number; Class<?> type; }
    public static void main(String[] args) {
        for (int i = 0; i < 10; i++) { Own e = new Own(); e.begin(); e.text = "t" + i; e.number = i; e.type = Record.class; e.commit(); }
        System.out.println("recorded");
    }
}
"""
START = """
import jdk.jfr.*;
import jdk.jfr.consumer.*;
public class Start {
    static class Own extends Event { }
    interface Body { Object run() throws Throwable; }
    static void show(String what, Body body) {
        try {
            System.out.println(what + ": " + body.run());
        } catch (Throwable t) {
            System.out.println(what + ": " + t);
        }
    }
    public static void main(String[] args) {
        show("available", () -> FlightRecorder.isAvailable() + " " + FlightRecorder.isInitialized());
        show("recorder", () -> FlightRecorder.getFlightRecorder());
        show("recording", () -> { new Recording().start(); return 0; });
        show("stream", () -> { new RecordingStream().start(); return 0; });
        show("type", () -> EventType.getEventType(Own.class));
        show("event", () -> { Own e = new Own(); e.begin(); e.end(); e.commit(); return e.isEnabled() + " " + e.shouldCommit(); });
        show("snapshot", () -> FlightRecorder.getFlightRecorder().takeSnapshot());
        show("configurations", () -> Configuration.getConfigurations());
    }
}
"""
NONE = "Flight Recorder is not supported on this VM"
REFUSED = f"""available: false false
recorder: java.lang.IllegalStateException: {NONE}
recording: java.lang.IllegalStateException: {NONE}
stream: java.lang.IllegalStateException: {NONE}
type: java.lang.InternalError: {NONE}
event: false false
snapshot: java.lang.IllegalStateException: {NONE}
configurations: []
"""


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=PATIENCE, check=False)
    return done.returncode, done.stdout, done.stderr


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{str(got)[:2000]}"), flush=True)
    faults += not good


def same(what, *arguments, least=0):
    ours, theirs = (run(vm, *arguments) for vm in (minijvm, java))
    check(what, ours == theirs and len(ours[1]) >= least, f"minijvm: {ours}\njava:    {theirs}")


if not (jdk / "bin" / "javac").exists() or not (jdk / "bin" / "jfr").exists():
    print("no JDK 17 here: skipped")
    sys.exit(77)
with tempfile.TemporaryDirectory() as temporary:
    os.chdir(temporary)
    for name, text in (("Read", READ), ("Record", OWN), ("Start", START)):
        pathlib.Path(name + ".java").write_text(text)
    subprocess.run([str(jdk / "bin" / "javac"), "-d", ".", "Read.java", "Record.java", "Start.java"], check=True)
    for settings in ("default", "profile"):
        code, out, err = run(java, f"-XX:StartFlightRecording=filename={settings}.jfr,settings={settings}", "-Xlog:disable", "-cp", ".", "Record")
        check(f"java records ({settings})", code == 0 and "recorded" in out, (code, out, err))
    for file in ("default.jfr", "profile.jfr"):
        for command in ("summary", "metadata", "print", "print --json", "print --xml", "print --events Own,ThreadStart --stack-depth 3", "print --categories JVM"):
            same(f"jfr {command} {file}", *TOOL, *command.split(), file, least=100)
        same(f"jdk.jfr.consumer reads {file}", "-cp", ".", "Read", file, least=100)
    data = pathlib.Path("default.jfr").read_bytes()
    pathlib.Path("half.jfr").write_bytes(data[:len(data) // 2])
    pathlib.Path("other.jfr").write_bytes(data[1:])
    for file in ("half.jfr", "other.jfr", "nosuch.jfr"):
        same(f"jfr summary {file}", *TOOL, "summary", file)
        same(f"jdk.jfr.consumer refuses {file}", "-cp", ".", "Read", file)
    same("jfr disassemble", *TOOL, "disassemble", "--max-chunks", "1", "default.jfr")
    same("jfr help", *TOOL, "help")
    result = run(minijvm, "-cp", ".", "Start")
    check("nothing is recorded here, and Java says so", result == (0, REFUSED, ""), result)
sys.exit(1 if faults else 0)
