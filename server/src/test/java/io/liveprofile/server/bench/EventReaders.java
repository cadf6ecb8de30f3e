package io.liveprofile.server.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Thousands of readers of server-sent events on one thread: what they cost here is next to nothing. */
final class EventReaders implements AutoCloseable {
    private static final String END = "\n\n";
    private static final String GOOD = "HTTP/1.1 200";
    private static final int SELECT_MAX_MILLIS = 100;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final BiConsumer<Integer, String> listener;
    private final ByteBuffer read = ByteBuffer.allocateDirect(1 << 16);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean ending;

    /** What one reader has of the event that is coming. */
    private static final class Reader {
        private final int number;
        private final StringBuilder text = new StringBuilder();
        private boolean isNew = true;

        Reader(int number) {
            this.number = number;
        }
    }

    /** @param listener hears the number of the reader, and the event */
    EventReaders(int port, List<byte[]> requests, BiConsumer<Integer, String> listener) throws IOException {
        this.listener = listener;
        for (var request : requests) {
            // Connected and asked one after the other: more at once than the server's backlog holds would be refused.
            var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Reader(channels.size()));
            channels.add(channel);
        }
        Thread.ofPlatform().name("event-readers").start(this::run);
    }

    private void run() {
        try {
            while (!ending) {
                selector.select(this::read, SELECT_MAX_MILLIS);
            }
            ended.complete(null);
        } catch (Exception e) {
            ended.completeExceptionally(e);
        }
    }

    private void read(SelectionKey key) {
        var reader = (Reader) key.attachment();
        try {
            read.clear();
            if (((SocketChannel) key.channel()).read(read) < 0) {
                throw new IOException("reader " + reader.number + " was hung up on after: " + reader.text);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        reader.text.append(StandardCharsets.US_ASCII.decode(read.flip()));
        if (reader.isNew && reader.text.length() >= GOOD.length()) {
            reader.isNew = false;
            if (reader.text.indexOf(GOOD) != 0) {
                throw new IllegalStateException("reader " + reader.number + " was told: " + reader.text);
            }
        }
        for (int end = reader.text.indexOf(END); end >= 0; end = reader.text.indexOf(END)) {
            listener.accept(reader.number, reader.text.substring(0, end));
            reader.text.delete(0, end + END.length());
        }
    }

    /** Fails as soon as one stream ends. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        ending = true;
        selector.wakeup();
        try {
            ended.join();
        } finally {
            for (var channel : channels) {
                channel.close();
            }
            selector.close();
        }
    }
}
