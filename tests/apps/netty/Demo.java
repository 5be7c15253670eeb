import io.netty.bootstrap.*;
import io.netty.buffer.*;
import io.netty.channel.*;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.*;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicLong;

/** 20 clients and a server exchange 200 lines each over loopback on 5 event loops; pooled direct buffers. */
public class Demo {
    static final AtomicLong sum = new AtomicLong();
    static final CountDownLatch done = new CountDownLatch(20);

    static class Lines extends ChannelInitializer<Channel> {
        final Callable<ChannelHandler> handler;
        Lines(Callable<ChannelHandler> handler) { this.handler = handler; }
        @Override protected void initChannel(Channel c) throws Exception {
            c.pipeline().addLast(new LineBasedFrameDecoder(100), new StringDecoder(), new StringEncoder(), handler.call());
        }
    }
    static class Doubler extends SimpleChannelInboundHandler<String> {
        @Override protected void channelRead0(ChannelHandlerContext x, String line) {
            x.writeAndFlush(Integer.parseInt(line) * 2 + "\n");
        }
    }
    static class Client extends SimpleChannelInboundHandler<String> {
        int n;
        @Override public void channelActive(ChannelHandlerContext x) { x.writeAndFlush("1\n"); }
        @Override protected void channelRead0(ChannelHandlerContext x, String line) {
            sum.addAndGet(Integer.parseInt(line));
            if (++n < 200) { x.writeAndFlush(n + "\n"); return; }
            x.close();
            done.countDown();
        }
    }
    public static void main(String[] args) throws Exception {
        EventLoopGroup acceptor = new NioEventLoopGroup(1), workers = new NioEventLoopGroup(4);
        Channel server = new ServerBootstrap().group(acceptor, workers).channel(NioServerSocketChannel.class)
            .childHandler(new Lines(Doubler::new)).bind("localhost", 0).sync().channel();
        for (int i = 0; i < 20; i++)
            new Bootstrap().group(workers).channel(NioSocketChannel.class).handler(new Lines(Client::new))
                .connect(server.localAddress()).sync();
        done.await();
        System.out.println(sum);
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(64).writeLong(42).writeInt(7);
        System.out.println(buffer.readLong() + buffer.readInt() + " " + buffer.release());
        server.close().sync();
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        System.out.println("stopped");
    }
}
