int twice(int n) { return 2 * n; }
System.out.println(twice(21));
record P(int x, String y) { }
System.out.println(new P(1, "a"));
var list = new java.util.ArrayList<String>();
for (String s : "c b a".split(" ")) list.add(s);
java.util.Collections.sort(list);
System.out.println(list);
interface F { int apply(int n); }
F f = n -> n * n;
System.out.println(f.apply(12));
int twice(int n) { return 3 * n; }
System.out.println(twice(21));
int broken = "text";
System.out.println(1 / 0);
System.out.println(java.util.stream.IntStream.range(0, 5).sum());
/vars list
/methods
/list
/exit 3
