package io.liveprofile.schemas.json;

/** A schema that can't be used: the service must not start with it. */
public final class BadSchema extends RuntimeException {

    BadSchema(String file, String place, String problem) {
        super(file + (place.isEmpty() ? "" : " at " + place) + ": " + problem);
    }
}
