package io.liveprofile.profile;

/** Asked for one who was erased: nothing is known of them. */
public final class ErasedCustomer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ErasedCustomer() {
        super("the customer was erased", null, false, false);
    }
}
