import java.util.*;
import org.antlr.v4.runtime.*;
import org.antlr.v4.runtime.tree.*;

/** Evaluates with the generated visitor, prints the tree, and shows how a syntax error is reported. */
public class Calc extends ExprBaseVisitor<Long> {
    final Map<String, Long> memory = new TreeMap<>();
    @Override public Long visitAssign(ExprParser.AssignContext c) { memory.put(c.ID().getText(), visit(c.expr())); return 0L; }
    @Override public Long visitShow(ExprParser.ShowContext c) { System.out.println(visit(c.expr())); return 0L; }
    @Override public Long visitPow(ExprParser.PowContext c) { return (long) Math.pow(visit(c.expr(0)), visit(c.expr(1))); }
    @Override public Long visitMul(ExprParser.MulContext c) {
        long a = visit(c.expr(0)), b = visit(c.expr(1)); return c.op.getText().equals("*") ? a * b : a / b;
    }
    @Override public Long visitAdd(ExprParser.AddContext c) {
        long a = visit(c.expr(0)), b = visit(c.expr(1)); return c.op.getText().equals("+") ? a + b : a - b;
    }
    @Override public Long visitInt(ExprParser.IntContext c) { return Long.valueOf(c.INT().getText()); }
    @Override public Long visitId(ExprParser.IdContext c) { return memory.getOrDefault(c.ID().getText(), 0L); }
    @Override public Long visitParen(ExprParser.ParenContext c) { return visit(c.expr()); }

    public static void main(String[] args) {
        for (String text : new String[] {"a = 2 ^ 3 ^ 2\nb = (a - 12) * 2\nb / 10 + a\n", "1 + * 2\n", "3 $ 4\n"}) {
            ExprParser p = new ExprParser(new CommonTokenStream(new ExprLexer(CharStreams.fromString(text))));
            p.removeErrorListeners();
            p.addErrorListener(new BaseErrorListener() {
                @Override public void syntaxError(Recognizer<?, ?> r, Object o, int line, int col, String message, RecognitionException e) {
                    System.out.println(line + ":" + col + " " + message);
                }
            });
            ParseTree t = p.prog();
            System.out.println(t.toStringTree(p));
            if (p.getNumberOfSyntaxErrors() == 0) { Calc c = new Calc(); c.visit(t); System.out.println(c.memory); }
        }
    }
}
