/** Shapes for documentation. */
package demo;

/**
 * A shape with an {@linkplain #area() area}.
 * @param <T> its unit
 * @see Circle
 */
public sealed interface Shape<T extends Number> permits Shape.Circle, Shape.Square {
    /** {@return the area in square units} */
    T area();

    /**
     * A circle.
     * @param r radius, {@code >= 0}
     */
    record Circle(double r) implements Shape<Double> {
        @Override public Double area() { return Math.PI * r * r; }
    }

    /** A square. */
    @Deprecated(since = "2", forRemoval = true)
    final class Square implements Shape<Integer> {
        /** The side; {@value}. */
        public static final int SIDE = 4;
        /** Makes one.
         * @throws IllegalStateException never */
        public Square() throws IllegalStateException { }
        @Override public Integer area() { return SIDE * SIDE; }
    }

    /** Sides. */
    enum Side { /** the left */ LEFT, /** the right */ RIGHT }
}
