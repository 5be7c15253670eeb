// Something to inline, rename, fold and throw away.
(function () {
  /** @constructor */
  function Counter(start) { this.count = start; }
  Counter.prototype.add = function (n, unused) { var two = 1 + 1; this.count += n * two; return this; };
  Counter.prototype.neverCalled = function () { return "gone"; };
  function square(x) { return x * x; }
  var results = [];
  for (var i = 0; i < 10; i++) {
    if (false) { alert("dead"); }
    results.push(square(i) + new Counter(i).add(3).count);
  }
  window["results"] = results;
  window["text"] = "a" + "b" + [1, 2].length;
})();
