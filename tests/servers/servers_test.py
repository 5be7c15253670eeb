#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""servers_test.py LIBJVM - Debian's ZooKeeper and Jetty on a JDK directory whose VM is ours (tools/make_jdk.sh). What is not
installed is skipped (Debian: zookeeper, libjetty9-java)."""
import pathlib
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import jre  # noqa: E402
from waiting import PATIENCE, until  # noqa: E402

libjvm = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
JARS = pathlib.Path("/usr/share/java")
JDK = jre.jdk()
if not (JDK / "bin" / "javac").exists():
    print("no JDK 17")
    sys.exit(77)
faults = 0


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{got}"), flush=True)
    faults += not good


def class_path(*names):
    return ":".join(str(JARS / f"{n}.jar") for n in names if (JARS / f"{n}.jar").exists())


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


# ---- ZooKeeper ----
def ask(port, word):
    """A four-letter word; "" while nobody listens."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as s:
            s.sendall(word.encode())
            return s.recv(100).decode()
    except OSError:
        return ""


def zookeeper(java, folder):
    jars = class_path("zookeeper", "zookeeper-jute", "log4j-1.2", "slf4j-api", "slf4j-log4j12", "commons-cli", "commons-io", "commons-lang",
                      "jline", "metrics-core", "netty-all", "snappy-java")
    port = free_port()
    (folder / "zoo.cfg").write_text(f"tickTime=60000\ndataDir={folder}/data\nclientPort={port}\nclientPortAddress=127.0.0.1\n"
                                    "4lw.commands.whitelist=ruok\nadmin.enableServer=false\n")

    def serve():
        server = subprocess.Popen([java, "-cp", jars, "org.apache.zookeeper.server.quorum.QuorumPeerMain", folder / "zoo.cfg"],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        until(lambda: ask(port, "ruok") == "imok" or server.poll() is not None)
        return server

    def client(script):
        done = subprocess.run([java, "-cp", jars, "org.apache.zookeeper.ZooKeeperMain", "-server", f"127.0.0.1:{port}"],
                              input=script + "quit\n", capture_output=True, text=True, timeout=PATIENCE, check=False)
        return done.stdout + done.stderr

    server = serve()
    check("ZooKeeper answers ruok", ask(port, "ruok") == "imok", server.poll())
    out = client("create /node first\ncreate /node/child second\nset /node changed\ncreate -e /gone x\nget /node\nls /node\n")
    check("it creates and reads nodes", "Created /node/child" in out and "\nchanged\n" in out and "[child]" in out, out)
    server.send_signal(signal.SIGKILL)
    server.communicate()
    server = serve()
    check("after kill -9 it starts again", ask(port, "ruok") == "imok", server.poll())
    out = client("get /node\nget /node/child\n")
    check("with its data", "\nchanged\n" in out and "\nsecond\n" in out, out)
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=PATIENCE)
    check("SIGTERM ends it with 143", server.returncode == 143, server.returncode)


# ---- Jetty ----
def jetty(java, folder):
    servlet = next(iter(sorted(JARS.glob("servlet-api-3.1*.jar")) + sorted(JARS.glob("servlet-api*.jar")) + sorted(JARS.glob("javax.servlet-api*.jar"))))
    jars = class_path(*(f"jetty9-{n}" for n in ("server", "servlet", "http", "io", "util", "util-ajax", "security"))) + f":{servlet}"
    source = ROOT / "tests" / "servers" / "JettyPage.java"
    subprocess.run([JDK / "bin" / "javac", "-nowarn", "-cp", jars, "-d", folder, source], check=True)
    server = subprocess.Popen([java, "-cp", f"{folder}:{jars}", "JettyPage"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    port = server.stdout.readline().strip()
    texts, codes = queue.Queue(), queue.Queue()

    def get(i):
        try:
            texts.put(urllib.request.urlopen(f"http://127.0.0.1:{port}/page?name=n{i}", timeout=PATIENCE).read().decode())
            urllib.request.urlopen(f"http://127.0.0.1:{port}/nothing", timeout=PATIENCE)
        except urllib.error.HTTPError as e:
            codes.put(e.code)

    threads = [threading.Thread(target=get, args=(i,)) for i in range(24)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    check("Jetty serves a page", sorted(texts.queue) == sorted(f"hello n{i} minijvm\n" for i in range(24)), list(texts.queue))
    check("and an error page", list(codes.queue) == [404] * 24, list(codes.queue))
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=PATIENCE)
    check("SIGTERM ends it with 143", server.returncode == 143, server.returncode)


with tempfile.TemporaryDirectory() as scratch:
    home = pathlib.Path(scratch) / "jdk"
    subprocess.run([ROOT / "tools" / "make_jdk.sh", home, libjvm, JDK], check=True)
    for name, jar, run in (("ZooKeeper", "zookeeper.jar", zookeeper), ("Jetty", "jetty9-server.jar", jetty)):
        own = pathlib.Path(scratch) / name
        own.mkdir()
        if (JARS / jar).exists():
            run(home / "bin" / "java", own)
        else:
            print(f"skip {name}: not installed")
sys.exit(1 if faults else 0)
