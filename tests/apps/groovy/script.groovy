// Closures, builders, metaprogramming, categories, traits, GStrings, ranges, JSON.
class Point { int x, y; Point plus(Point o) { new Point(x: x + o.x, y: y + o.y) }; String toString() { "($x,$y)" } }
println new Point(x: 1, y: 2) + new Point(x: 10, y: 20)
trait Fly { String go() { "${name()} flies" }; abstract String name() }
class Bird implements Fly { String name() { 'bird' } }
println new Bird().go()
println((1..10).collect { it * it }.findAll { it % 2 }.inject(0) { a, b -> a + b })
println 'hello world'.split(' ')*.capitalize().join(' ')
def m = [a: 1, b: [c: 2]]
println m.b.c + (m.zz?.size() ?: 40)
Integer.metaClass.twice = { -> delegate * 2 }
println 21.twice()
def fib; fib = { n -> n < 2 ? n : fib(n - 1) + fib(n - 2) }.memoize()
println fib(50)
use(groovy.time.TimeCategory) { println 3.days + 2.hours }
def sw = new StringWriter()
new groovy.xml.MarkupBuilder(sw).root { item(id: 1, 'one'); item(id: 2) { sub('x') } }
println sw
println new groovy.json.JsonSlurper().parseText('{"k":[1,2,{"z":null}],"s":"t"}')
println groovy.json.JsonOutput.toJson([a: [1, 2], b: 'c'])
switch ('abc42') { case ~/[a-z]+\d+/: println 'matches'; break; default: println 'no' }
println([3, 1, 2].sort { -it })
def e = new Expando(n: 5); e.show = { -> "n=$n" }; println e.show()
try { null.foo() } catch (NullPointerException x) { println x.message }
try { new Point().nope() } catch (MissingMethodException x) { println x.message.readLines()[0] }
println evaluate('(1..4).sum()')
def (p, q) = [7, 8]; println "$p $q ${-> p * q}"
assert [1, 2] == [1, 2]
println new XmlSlurper().parseText('<a><b i="1"/><b i="2"/></a>').b*.@i
@groovy.transform.CompileStatic int sum(int n) { int s = 0; for (int i = 0; i < n; i++) s += i; s }
println sum(1000)
@groovy.transform.Immutable class Pt { int a; String b }
println new Pt(1, 'x')
