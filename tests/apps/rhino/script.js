// Closures, prototypes, generators, regex, JSON, Java access, exceptions, let/arrow, sorting.
function Animal(n) { this.name = n; }
Animal.prototype.say = function () { return this.name + " speaks"; };
print(new Animal("cat").say());
var counter = (function () { var c = 0; return function () { return ++c; }; })();
counter(); print(counter());
print([5, 3, 9, 1].sort(function (a, b) { return a - b; }).map(x => x * 2).filter(x => x > 4).join());
print(JSON.stringify({ a: [1, 2, { b: null }], s: "q\"" }), JSON.parse('{"x":[1,2]}').x[1]);
print("The year 2024 and 1999".replace(/\d{4}/g, function (m) { return "<" + m + ">"; }));
var list = new java.util.ArrayList(); list.add("one"); list.add(2); print(list, list.size());
print(java.lang.String.format("%05d|%s", java.lang.Integer.valueOf(42), "x"));
var r = new JavaAdapter(java.lang.Runnable, { run: function () { print("in a runnable"); } });
var t = new java.lang.Thread(r); t.start(); t.join();
try { undefinedThing(); } catch (e) { print(e.name + ": " + e.message); }
try { java.lang.Integer.parseInt("zz"); } catch (e) { print(e.javaException); }
function* gen() { for (var i = 0; i < 3; i++) yield i * i; }
var g = gen(), s = g.next(); while (!s.done) { print(s.value); s = g.next(); }
print(0.1 + 0.2, 1 / 3, 1e21, -0 === 0, NaN !== NaN, parseInt("ff", 16), (255).toString(2));
var d = new Date(Date.UTC(2024, 1, 29)); print(d.toISOString());
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
print(fib(20));
for (var [k, v] of [["a", 1], ["b", 2]]) print(k + v);
print(eval("var z = 3; z * z"), typeof null, [1, , 3].length, "abc".charCodeAt(1));
print(Object.keys({ q: 1, w: 2 }).toString(), Array.isArray([]), "x".repeat(3), [1, 2, 3].includes(2));
