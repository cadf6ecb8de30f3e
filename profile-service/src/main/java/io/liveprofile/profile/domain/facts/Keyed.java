package io.liveprofile.profile.domain.facts;

/** What has one place however often it is told of: a device, a trait, a product. */
public interface Keyed<T extends Keyed<T>> extends Dated {

    @Override
    String key();

    /** Of the same thing. */
    default boolean isOf(T other) {
        return key().equals(other.key());
    }

    /** Both in one. The same whichever of them is asked. */
    T with(T other);
}
