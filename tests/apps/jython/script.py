# Classes, generators, decorators, comprehensions, regex, json, Java interplay, exceptions, threads.
from __future__ import print_function, with_statement
import json, re, sys, itertools, collections, threading, functools
from java.util import ArrayList, TreeMap
from java.lang import Runnable, Thread, Integer, Exception as JavaException

class Base(object):
    def __init__(self, n): self.n = n
    def __repr__(self): return "Base(%r)" % self.n
    @property
    def double(self): return self.n * 2
    @staticmethod
    def make(): return Base(3)
class Derived(Base):
    def __getattr__(self, name): return "no " + name
    def __add__(self, o): return Derived(self.n + o.n)
    def __enter__(self): print("enter"); return self
    def __exit__(self, *a): print("exit", a[0]); return True
print(Base.make(), Base(4).double, (Derived(1) + Derived(2)).n, Derived(0).thing)
with Derived(1): raise ValueError("swallowed")
def gen(n):
    a, b = 0, 1
    while n:
        x = yield a
        if x: a = x
        a, b = b, a + b
        n -= 1
print(list(gen(15)))
g = gen(3); next(g); print(g.send(100))
def deco(f):
    @functools.wraps(f)
    def w(*a, **k): return "<%s>" % f(*a, **k)
    return w
@deco
def hi(name, punct="!"): return "hi " + name + punct
print(hi("you"), hi("me", punct="?"))
print([x * y for x in range(3) for y in range(3) if x != y], {k: len(k) for k in ["a", "bb"]}["bb"], sorted({1, 2, 2}))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.findall(r"\d+", "a1b22"))
print(json.dumps({"a": [1, 2.5, None, True], "b": "\u00e9"}, sort_keys=True), json.loads('[1, {"x": "y"}]'))
l = ArrayList(); l.add(3); l.add(1); print(l, sorted(l), Integer.MAX_VALUE + 1)
class R(Runnable):
    def run(self): print("run in java thread")
t = Thread(R()); t.start(); t.join()
print(list(itertools.islice(itertools.permutations("abc"), 4)), collections.Counter("mississippi").most_common(2))
try: {}["k"]
except KeyError as e: print("KeyError", e)
try: Integer.parseInt("x")
except JavaException as e: print(type(e).__name__)
print(2 ** 100, 7 // 2, -7 % 3, 1e300 * 10, "%05.1f|%-5s|%x" % (3.14159, "ab", 255))
r = []; ts = [threading.Thread(target=lambda i=i: r.append(i * i)) for i in range(5)]
[t.start() for t in ts]; [t.join() for t in ts]; print(sorted(r))
exec("q = 5"); print(eval("q * q"), sys.version_info[:2])
