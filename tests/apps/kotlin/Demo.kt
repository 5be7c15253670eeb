// Data and sealed classes, lambdas, extension functions, delegation, generics, collections.
data class P(val x: Int, val y: Int) { operator fun plus(o: P) = P(x + o.x, y + o.y) }
sealed class Expr
class Num(val v: Int) : Expr()
class Add(val l: Expr, val r: Expr) : Expr()
fun eval(e: Expr): Int = when (e) { is Num -> e.v; is Add -> eval(e.l) + eval(e.r) }
fun String.shout() = toUpperCase() + "!"
inline fun <reified T> only(l: List<Any>): List<T> = l.filterIsInstance<T>()
class Lazy { val v by lazy { println("computed"); 42 } }
interface Named { val name: String; fun hi() = "hi $name" }
object Single : Named { override val name = "single" }
class Wrapped(n: Named) : Named by n
fun main(args: Array<String>) {
    val (a, b) = P(1, 2) + P(3, 4)
    println("$a $b ${eval(Add(Num(2), Num(3)))} ${"hey".shout()} ${only<Int>(listOf(1, "x", 2))}")
    val l = Lazy(); println(l.v + l.v)
    println(Wrapped(Single).hi())
    println((1..10).filter { it % 2 == 0 }.map { it * it }.groupBy { it > 30 })
    println(generateSequence(1) { it * 3 }.takeWhile { it < 500 }.toList())
    try { listOf<Int>().first() } catch (e: NoSuchElementException) { println(e.message) }
    val s: String? = null; println(s?.length ?: "none")
    for ((i, c) in "abc".withIndex()) print("$i$c "); println()
}
