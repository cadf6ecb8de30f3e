package io.liveprofile.api.access;

/** Whoever holds a key. */
public record Caller(String keyId, String name, Role role) {}
