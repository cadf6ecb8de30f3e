package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Where the value that a parser stands on lies in the bytes that it was opened on. */
final class TokenBytes {

    private TokenBytes() {}

    static int begin(JsonParser at) {
        return (int) at.currentTokenLocation().getByteOffset();
    }

    /** Moves the parser to the last token of the value, and tells where that ends. */
    static int end(JsonParser at) throws IOException {
        if (at.currentToken() == JsonToken.VALUE_STRING) {
            at.finishToken();
        } else {
            at.skipChildren();
        }
        return (int) at.currentLocation().getByteOffset();
    }
}
