// Case classes, traits, pattern matching, lazy values, streams, parallel collections, for comprehensions, implicits.
object Demo {
  case class P(x: Int, y: String)
  trait Doubling { def n: Int; def twice = n * 2 }
  class D(val n: Int) extends Doubling
  implicit class Shout(s: String) { def shout = s.toUpperCase + "!" }
  def fib: Stream[BigInt] = BigInt(0) #:: fib.scanLeft(BigInt(1))(_ + _)
  def main(args: Array[String]): Unit = {
    println(List(1, 2, 3).map(_ * 2).sum + " " + P(1, "a") + " " + new D(4).twice)
    (1 to 20).filter(_ % 3 == 0).groupBy(_ % 2).toSeq.sortBy(_._1).foreach(println)
    P(2, "b") match { case P(x, "b") if x > 1 => println("match " + x); case _ => println("none") }
    lazy val z = { println("computed"); 5 }
    println(z + z)
    println(fib.take(50).toList.last)
    println(List(3, 1, 2).par.map(_ + 1).seq.sorted)
    println(for (i <- 1 to 3; j <- i to 3 if i + j == 4) yield (i, j))
    println("hey".shout + (try "x".toInt catch { case e: NumberFormatException => e.getMessage }))
  }
}
