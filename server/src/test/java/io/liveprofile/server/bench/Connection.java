package io.liveprofile.server.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A client that costs next to nothing: one connection, kept alive, one request at a time. Of the headers it looks for the
 * length alone, whatever else stands there, so that an answer with more of them doesn't cost the client more.
 */
final class Connection implements AutoCloseable {
    private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;

    private byte[] buffer = new byte[1 << 16];

    /** Of what was read so far. */
    private int filled;

    Connection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    static byte[] get(String path, String key) {
        return ("GET " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] post(String path, String key, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return ("POST " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The body of an answer that is 200, and no other. */
    byte[] ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        filled = 0;
        int head;
        do {
            more();
            head = indexOf(END);
        } while (head < 0);
        int from = head + END.length;
        int length = length();
        while (filled < from + length) {
            more();
        }
        var body = Arrays.copyOfRange(buffer, from, from + length);
        if (!Arrays.equals(OK, 0, OK.length, buffer, 0, OK.length)) {
            throw new IOException(new String(buffer, 0, head, StandardCharsets.US_ASCII) + ": "
                    + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private void more() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new IOException("the other side hung up");
        }
        filled += read;
    }

    private int length() throws IOException {
        int at = indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("an answer without a length");
        }
        int length = 0;
        for (int i = at + LENGTH.length; buffer[i] != '\r'; i++) {
            length = length * 10 + buffer[i] - '0';
        }
        return length;
    }

    private int indexOf(byte[] text) {
        for (int at = 0; at <= filled - text.length; at++) {
            if (buffer[at] == text[0] && Arrays.equals(buffer, at, at + text.length, text, 0, text.length)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
