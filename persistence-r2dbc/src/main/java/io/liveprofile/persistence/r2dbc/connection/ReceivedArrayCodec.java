package io.liveprofile.persistence.r2dbc.connection;

import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.message.Format;
import org.jspecify.annotations.Nullable;

/** Teaches the driver to read a {@link ReceivedArray}. */
final class ReceivedArrayCodec implements Codec<ReceivedArray> {

    @Override
    public boolean canDecode(int dataType, Format format, Class<?> type) {
        return type == ReceivedArray.class && format == Format.FORMAT_BINARY;
    }

    @Override
    public @Nullable ReceivedArray decode(
            @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends ReceivedArray> type) {
        return buffer == null ? null : new ReceivedArray(buffer);
    }

    @Override
    public boolean canEncode(Object value) {
        return false;
    }

    @Override
    public boolean canEncodeNull(Class<?> type) {
        return false;
    }

    @Override
    public EncodedParameter encode(Object value) {
        throw new UnsupportedOperationException("only ever received");
    }

    @Override
    public EncodedParameter encode(Object value, int dataType) {
        return encode(value);
    }

    @Override
    public EncodedParameter encodeNull() {
        throw new UnsupportedOperationException("only ever received");
    }
}
