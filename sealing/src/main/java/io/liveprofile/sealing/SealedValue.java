package io.liveprofile.sealing;

/**
 * What was sealed, and for which field: it opens as that one and as no other.
 *
 * @param bytes they name their subject themselves
 */
public record SealedValue(String field, byte[] bytes) {}
