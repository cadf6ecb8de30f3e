package io.liveprofile.loadtest.workload;

import org.jspecify.annotations.Nullable;

/**
 * Somebody at a device.
 *
 * @param userId none while the visitor hasn't signed in
 */
record Visitor(byte @Nullable [] userId, byte[] anonymousId, byte[] deviceId, byte[] deviceType, byte[] ip, City city) {

    byte[] key() {
        return userId == null ? anonymousId : userId;
    }

    Visitor as(byte @Nullable [] otherUserId) {
        return new Visitor(otherUserId, anonymousId, deviceId, deviceType, ip, city);
    }

    Visitor in(City elsewhere) {
        return new Visitor(userId, anonymousId, deviceId, deviceType, ip, elsewhere);
    }
}
