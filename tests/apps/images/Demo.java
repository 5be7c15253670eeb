import java.awt.*;
import java.awt.color.ColorSpace;
import java.awt.geom.*;
import java.awt.image.*;
import java.io.*;
import java.nio.file.*;
import java.util.*;
import javax.imageio.ImageIO;

/** Java 2D without a display: shapes, gradients, strokes, filters, colour spaces, image files of four formats. */
public class Demo {
    public static void main(String[] args) throws Exception {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, Color.RED, 300, 200, Color.BLUE));
        g.fill(new Ellipse2D.Double(10, 10, 200, 150));
        g.setStroke(new BasicStroke(5));
        g.setColor(Color.GREEN);
        g.draw(new QuadCurve2D.Double(0, 0, 150, 200, 300, 0));
        g.rotate(0.3);
        g.fill(new Area(new Rectangle(50, 50, 20, 20)));
        g.dispose();
        for (String format : new String[] {"png", "jpg", "bmp", "gif"}) {
            BufferedImage plain = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
            plain.getGraphics().drawImage(image, 0, 0, null);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(format.equals("png") ? image : plain, format, out);
            Files.write(Path.of("out/image." + format), out.toByteArray());
            BufferedImage again = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
            System.out.println(format + " " + out.size() + " " + Integer.toHexString(again.getRGB(100, 80)));
        }
        BufferedImage half = new AffineTransformOp(AffineTransform.getScaleInstance(0.5, 0.5), AffineTransformOp.TYPE_BICUBIC)
            .filter(image, null);
        System.out.println(half.getWidth() + " " + Integer.toHexString(half.getRGB(50, 40)));
        float[] kernel = {.1f, .1f, .1f, .1f, .2f, .1f, .1f, .1f, .1f};
        System.out.println(new ConvolveOp(new Kernel(3, 3, kernel)).filter(image, null).getRGB(50, 50));
        System.out.println(Arrays.toString(ColorSpace.getInstance(ColorSpace.CS_CIEXYZ).fromRGB(new float[] {.5f, .2f, .1f})));
    }
}
