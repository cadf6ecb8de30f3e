package io.liveprofile.persistence.r2dbc.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.message.Format;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Teaches the driver to send a {@link BinaryArray}. */
final class BinaryArrayCodec implements Codec<BinaryArray> {
    private final ByteBufAllocator allocator;

    BinaryArrayCodec(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public boolean canEncode(Object value) {
        return value instanceof BinaryArray;
    }

    /** The buffer is made when it is sent: a statement that never runs must not leave one behind. */
    @Override
    public EncodedParameter encode(Object value) {
        var array = (BinaryArray) value;
        return new EncodedParameter(Format.FORMAT_BINARY, array.arrayOid(), Mono.fromSupplier(() -> {
            var buffer = allocator.buffer(array.expectedBytes());
            array.writeTo(buffer);
            return buffer;
        }));
    }

    @Override
    public EncodedParameter encode(Object value, int dataType) {
        return encode(value);
    }

    @Override
    public boolean canEncodeNull(Class<?> type) {
        return false;
    }

    @Override
    public EncodedParameter encodeNull() {
        throw new UnsupportedOperationException("an array is never null here");
    }

    @Override
    public boolean canDecode(int dataType, Format format, Class<?> type) {
        return false;
    }

    @Override
    public @Nullable BinaryArray decode(
            @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends BinaryArray> type) {
        throw new UnsupportedOperationException("only ever sent");
    }
}
