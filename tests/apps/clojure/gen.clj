;; A class with state, constructor and a main, compiled ahead of time.
(ns gen
  (:gen-class :name demo.Gen :state state :init init :constructors {[String] []}
              :methods [[greet [int] String] ^{:static true} [twice [long] long]] :main true))
(defn -init [s] [[] (atom s)])
(defn -greet [this n] (apply str (repeat n (str "hi " @(.state this) "; "))))
(defn -twice [n] (* 2 n))
(defn -toString [this] (str "Gen of " @(.state this)))
(defn -main [& args]
  (let [g (demo.Gen. "you")]
    (println (.greet g 2) (demo.Gen/twice 21) (str g) (vec args))
    (shutdown-agents)))
