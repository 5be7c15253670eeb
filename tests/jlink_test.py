#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""jlink_test.py MINIJVM LIBJVM MINIJAVAP JDK - images that the JDK's jlink makes, with and without compressed resources.

In each image Hello runs on minijvm, and on our libjvm.so in the place of the image's own. minijavap reads every class as it
reads those of the image that isn't compressed. A compressed resource that is damaged is an error that names it.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zlib

from waiting import PATIENCE

minijvm, libjvm, minijavap, jdk = (pathlib.Path(a).resolve() for a in sys.argv[1:5])
TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
HELLO = ["-cp", str(TESTDATA), "Hello"]
HEADER = bytes.fromhex("fafafeca")  # of a compressed resource: 29 bytes, then the bytes of zlib or the class file
faults = 0


def run(*command, **environment):
    done = subprocess.run([str(c) for c in command], capture_output=True, timeout=PATIENCE, check=False, env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{str(got)[:2000]}"), flush=True)
    faults += not good


def number(data, at, size):
    return int.from_bytes(data[at:at + size], "little")


def class_name(data):
    """The name of the class in a class file's bytes."""
    constants, at = {}, 10
    i = 1
    while i < int.from_bytes(data[8:10], "big"):
        tag = data[at]
        size = 2 + int.from_bytes(data[at + 1:at + 3], "big") if tag == 1 else {7: 2, 8: 2, 16: 2, 19: 2, 20: 2, 15: 3, 5: 8, 6: 8}.get(tag, 4)
        constants[i] = data[at + 1:at + 1 + size]
        at += 1 + size
        i += 2 if tag in (5, 6) else 1
    this_class = constants[int.from_bytes(data[at + 2:at + 4], "big")]
    return constants[int.from_bytes(this_class, "big")][2:].decode()


def zipped_classes(data):
    """name -> (offset of the header, bytes behind the header) of each zipped class file"""
    found = {}
    at = data.find(HEADER)
    while at >= 0:
        packed = number(data, at + 4, 8)
        try:
            unpacked = zlib.decompress(data[at + 29:at + 29 + packed])
        except zlib.error:
            unpacked = b""
        if unpacked.startswith(b"\xca\xfe\xba\xbe"):
            found[class_name(unpacked)] = at, packed
        at = data.find(HEADER, at + 1)
    return found


if not (jdk / "bin" / "jlink").exists() or not (jdk / "jmods").exists():
    print("no jlink or no jmods of a JDK 17 here: skipped")
    sys.exit(77)
with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    plain = None
    for compress in ("0", "1", "2"):
        image = folder / compress
        subprocess.run([jdk / "bin" / "jlink", "--compress", compress, "--add-modules", "java.base,java.logging", "--output", image], check=True,
                       stdout=subprocess.DEVNULL)
        result = run(minijvm, *HELLO, JAVA_HOME=str(image))
        check(f"--compress {compress}: minijvm runs on the image", result == (0, b"Hello, world\n", b""), result)
        shutil.copy(libjvm, image / "lib" / "server" / "libjvm.so")
        result = run(image / "bin" / "java", *HELLO)
        check(f"--compress {compress}: our libjvm.so runs in the image", result == (0, b"Hello, world\n", b""), result)
        result = run(image / "bin" / "java", "-version")
        check(f"--compress {compress}: and it is ours", b"minijvm" in result[2], result)
        result = run(minijavap, "--system", image, "--json", "-p", "-c", "--module", "java.base")
        check(f"--compress {compress}: minijavap reads it", result[0] == 0 and result[1].count(b"\n") > 5000 and not result[2], (result[0], result[2]))
        plain = plain or result[1]
        check(f"--compress {compress}: the classes are the same", result[1] == plain)

    # ---- damage ----
    modules = folder / "2" / "lib" / "modules"
    whole = modules.read_bytes()
    places = zipped_classes(whole)
    (folder / "Log.java").write_text('class Log { public static void main(String[] a) { try { System.out.println(java.util.logging.Logger.getLogger("x").getName()); }'
                                     ' catch (Throwable t) { System.out.println(t); } } }')
    subprocess.run([jdk / "bin" / "javac", "-d", folder, folder / "Log.java"], check=True)
    LOG = ["-cp", folder, "Log"]
    result = run(minijvm, *LOG, JAVA_HOME=str(folder / "2"))
    check("the class that will be damaged is used", result == (0, b"x\n", b""), result)
    at, packed = places["java/util/logging/Logger"]
    for what, offset, replacement, text in (("sizes", 12, b"\xff" * 8, "its header is damaged"), ("a size", 12, b"\x01", "zipped bytes|its size"),
                                            ("the name of its compression", 20, b"\x00\x00\x00\x00", "its compression is unknown"),
                                            ("its bytes", 29 + packed // 2, bytes(40), "its zipped bytes are damaged"), ("the magic number", 0, b"\0", "it has no header")):
        damaged = bytearray(whole)
        damaged[at + offset:at + offset + len(replacement)] = replacement
        modules.write_bytes(damaged)
        code, out, err = run(minijvm, *LOG, JAVA_HOME=str(folder / "2"))
        wanted = "java.lang.InternalError: lib/modules: the compressed resource /java.logging/java/util/logging/Logger.class is damaged: "
        check(f"damage of {what} is an error that says so", code == 0 and out.decode().startswith(wanted) and any(t in out.decode() for t in text.split("|")),
              (code, out, err))
        code, out, err = run(minijavap, "--system", folder / "2", "java.util.logging.Logger")
        check(f"damage of {what}: minijavap says so, too", code == 1 and b"the compressed resource is damaged: " in err, (code, out[:200], err))
    at, packed = places["java/lang/Object"]
    damaged = bytearray(whole)
    damaged[at + 29:at + 60] = bytes(31)
    modules.write_bytes(damaged)
    code, out, err = run(minijvm, *HELLO, JAVA_HOME=str(folder / "2"))
    check("damage of Object ends the start with a message", code == 1 and out.startswith(b"Error occurred during initialization of VM\n") and
          b"/java.base/java/lang/Object.class is damaged" in out, (code, out, err))
sys.exit(1 if faults else 0)
