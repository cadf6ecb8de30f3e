package io.liveprofile.schemas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.util.Optional;

/** What of a personal value stays in clear, because fraud can't be seen without it. */
public enum Coarse {
    NOTHING,
    /** The first 24 bits of an IPv4 address, the first 48 of an IPv6 one. */
    NETWORK,
    /** Degrees, rounded to a tenth: some ten kilometres. */
    POSITION;

    private static final int NETWORK_BYTES_V4 = 3;
    private static final int NETWORK_BYTES_V6 = 6;
    private static final int POSITION_DECIMALS = 1;

    /** Empty where the text is no address or this isn't {@link #NETWORK}. Never asks a name server. */
    public Optional<String> network(String address) {
        if (this != NETWORK) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            int kept = bytes.length == 4 ? NETWORK_BYTES_V4 : NETWORK_BYTES_V6;
            for (int i = kept; i < bytes.length; i++) {
                bytes[i] = 0;
            }
            return Optional.of(InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * 8);
        } catch (IllegalArgumentException | java.net.UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Empty where this isn't {@link #POSITION}. */
    public Optional<BigDecimal> position(BigDecimal degrees) {
        return this == POSITION
                ? Optional.of(degrees.setScale(POSITION_DECIMALS, RoundingMode.HALF_EVEN))
                : Optional.empty();
    }
}
