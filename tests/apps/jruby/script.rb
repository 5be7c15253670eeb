# Classes, blocks, modules, regex, metaprogramming, exceptions, Java.
require 'java'
class P
  attr_reader :x
  include Comparable
  def initialize(x); @x = x; end
  def <=>(o) x <=> o.x end
  def method_missing(n, *a) n.to_s.start_with?('say_') ? "said #{n}" : super end
  def respond_to_missing?(n, p = false) n.to_s.start_with?('say_') end
end
puts [P.new(3), P.new(1)].min.x, P.new(1).say_hi
puts (1..10).select(&:even?).map { |i| i * i }.inject(:+)
puts "hello world".gsub(/o(.)?/) { "<#{$1}>" }
h = Hash.new { |hh, k| hh[k] = k < 2 ? k : hh[k - 1] + hh[k - 2] }
puts h[60]
begin; nil.nope; rescue NoMethodError => e; puts e.class; ensure; puts "ensured"; end
l = java.util.ArrayList.new; l << 3; l << 1; puts l.sort.inspect
puts 2**100, 10.divmod(3).inspect, "%05.2f|%x" % [3.14159, 255]
f = Fiber.new { 3.times { |i| Fiber.yield i }; :done }
puts 4.times.map { f.resume }.inspect
define_singleton_method(:dyn) { |a, b = 2, *c, k: 1| [a, b, c, k] }
puts dyn(1, 5, 6, k: 9).inspect
puts catch(:x) { 10.times { |i| throw :x, i if i == 3 } }
puts %w[b a c].sort_by { |s| s }.each_slice(2).to_a.inspect
t = 3.times.map { |i| Thread.new { i * i } }.map(&:value); puts t.inspect
