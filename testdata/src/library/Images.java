import java.awt.*;
import java.awt.geom.*;
import java.awt.image.*;
import java.beans.*;
import java.io.*;
import java.util.*;
import javax.imageio.*;

/** java.desktop without a display: geometry, images, drawing, PNG and JPEG through ImageIO, bean introspection, headless refusals. */
public class Images {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e.toString().trim().replace('\n', '|')); }
    }
    public static class Bean {
        int size;
        String name;
        public int getSize() { return size; }
        public void setSize(int s) { size = s; }
        public boolean isEmpty() { return size == 0; }
        public String getName() { return name; }
        public void setName(String n) { name = n; }
        public String[] getItems() { return null; }
        public void addPropertyChangeListener(PropertyChangeListener l) {}
        public void removePropertyChangeListener(PropertyChangeListener l) {}
    }
    static int hash(BufferedImage i) {
        int h = 0;
        for (int y = 0; y < i.getHeight(); y++)
            for (int x = 0; x < i.getWidth(); x++) h = h * 31 + i.getRGB(x, y);
        return h;
    }
    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        System.out.println(GraphicsEnvironment.isHeadless() + " " + new Rectangle(1, 2, 3, 4).intersection(new Rectangle(2, 3, 9, 9)) + " " + new Point2D.Double(3, 4).distance(0, 0) + " " + AffineTransform.getRotateInstance(Math.PI / 2).transform(new Point(1, 0), null).getX() / 1e6 + " " + new Area(new Rectangle(0, 0, 4, 4)) { { subtract(new Area(new Rectangle(1, 1, 2, 2))); } }.contains(1.5, 1.5) + " " + new Color(1, 2, 3).brighter() + " " + Color.decode("#ff8000") + " " + new Line2D.Double(0, 0, 4, 4).ptLineDist(0, 4));
        BufferedImage i = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 30; y++)
            for (int x = 0; x < 40; x++) i.setRGB(x, y, 0xff000000 | x * 6 << 16 | y * 8 << 8 | (x ^ y));
        show("draw", () -> {
            Graphics2D g = i.createGraphics();
            g.setColor(Color.RED);
            g.fillRect(5, 5, 10, 8);
            g.setStroke(new BasicStroke(2));
            g.drawLine(0, 0, 39, 29);
            g.setComposite(AlphaComposite.SrcOver.derive(0.5f));
            g.setColor(Color.BLUE);
            g.fill(new Ellipse2D.Double(10, 5, 20, 20));
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.draw(new CubicCurve2D.Double(0, 29, 10, 0, 30, 30, 39, 0));
            g.dispose();
            return Integer.toHexString(hash(i));
        });
        show("png", () -> {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            boolean ok = ImageIO.write(i, "png", o);
            BufferedImage r = ImageIO.read(new ByteArrayInputStream(o.toByteArray()));
            return ok + " " + o.size() + " " + r.getWidth() + "x" + r.getHeight() + " " + (hash(r) == hash(i));
        });
        show("jpeg", () -> {
            BufferedImage rgb = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
            rgb.createGraphics().drawImage(i, 0, 0, null);
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            boolean ok = ImageIO.write(rgb, "jpg", o);
            BufferedImage r = ImageIO.read(new ByteArrayInputStream(o.toByteArray()));
            return ok + " " + o.size() + " " + Integer.toHexString(hash(r));
        });
        show("gif bmp", () -> {
            StringBuilder s = new StringBuilder();
            for (String f : new String[] {"gif", "bmp", "wbmp", "nosuch"}) {
                ByteArrayOutputStream o = new ByteArrayOutputStream();
                BufferedImage b = new BufferedImage(8, 8, f.equals("wbmp") ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_3BYTE_BGR);
                b.setRGB(1, 1, -1);
                s.append(f).append(ImageIO.write(b, f, o)).append(o.size()).append(' ');
            }
            return s;
        });
        show("not an image", () -> ImageIO.read(new ByteArrayInputStream("text".getBytes())));
        show("kernel", () -> {
            BufferedImage d = new ConvolveOp(new Kernel(3, 3, new float[] {0, .2f, 0, .2f, .2f, .2f, 0, .2f, 0})).filter(i, null);
            BufferedImage sc =
                new AffineTransformOp(AffineTransform.getScaleInstance(2, 0.5), AffineTransformOp.TYPE_BILINEAR).filter(i, null);
            return Integer.toHexString(hash(d)) + " " + sc.getWidth() + "x" + sc.getHeight() + " " + Integer.toHexString(hash(sc)) + " "
                + Integer.toHexString(hash(
                    new ColorConvertOp(java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_GRAY), null).filter(i, null)));
        });
        show("bounds", () -> i.getRGB(40, 0));
        show("size", () -> new BufferedImage(0, 1, 1));
        show("raster",
            () -> i.getRaster().getSample(3, 3, 1) + " " + i.getSubimage(5, 5, 4, 4).getRGB(0, 0) + " " + i.getColorModel().hasAlpha());
        show("frame", () -> new Frame("x"));
        show("robot", () -> new Robot());
        show("screen", () -> Toolkit.getDefaultToolkit().getScreenSize());
        show("path", () -> {
            StringBuilder s = new StringBuilder();
            for (PathIterator p = new RoundRectangle2D.Double(0, 0, 10, 10, 2, 2).getPathIterator(null, 0.1); !p.isDone(); p.next()) {
                double[] c = new double[6];
                s.append(p.currentSegment(c)).append(String.format("%.1f,%.1f ", c[0], c[1]));
            }
            return s.toString().hashCode();
        });
        for (PropertyDescriptor p : Introspector.getBeanInfo(Bean.class, Object.class).getPropertyDescriptors())
            System.out.println(
                p.getName() + " " + p.getPropertyType().getSimpleName() + " " + p.getReadMethod() + " " + p.getWriteMethod());
        System.out.println(Introspector.getBeanInfo(Bean.class).getEventSetDescriptors().length + " " + Introspector.decapitalize("URL")
            + Introspector.decapitalize("Foo"));
        show("xml", () -> {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            try (XMLEncoder e = new XMLEncoder(o)) {
                Bean b = new Bean();
                b.size = 5;
                b.name = "n";
                e.writeObject(b);
                e.writeObject(new ArrayList<>(java.util.List.of(1, "x")));
            }
            try (XMLDecoder d = new XMLDecoder(new ByteArrayInputStream(o.toByteArray()))) {
                Bean b = (Bean) d.readObject();
                return b.size + b.name + d.readObject();
            }
        });
        PropertyEditor pe = PropertyEditorManager.findEditor(boolean.class);
        pe.setAsText("true");
        System.out.println(pe.getValue() + " " + pe.getJavaInitializationString());
    }
}
