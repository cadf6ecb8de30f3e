package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;

/** One JSON object of all that the contract doesn't name: by JSON pointer, and as the producer wrote it. */
final class UnnamedFields extends ByteArrayOutputStream {
    private static final int BYTES_USUAL = 256;

    UnnamedFields() {
        super(BYTES_USUAL);
    }

    void add(String pointer, byte[] source, int from, int length) {
        write(size() == 0 ? '{' : ',');
        write('"');
        writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(pointer));
        write('"');
        write(':');
        write(source, from, length);
    }

    void handTo(OpenFields fields) {
        write('}');
        fields.unnamed(buf, count);
    }
}
