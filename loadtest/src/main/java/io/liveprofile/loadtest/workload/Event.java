package io.liveprofile.loadtest.workload;

/** The track events of the shop. */
enum Event {
    PRODUCT_VIEWED("Product Viewed"),
    PRODUCT_ADDED("Product Added"),
    PRODUCTS_SEARCHED("Products Searched"),
    SIGNED_IN("Signed In"),
    SIGN_IN_FAILED("Sign In Failed"),
    PASSWORD_CHANGED("Password Changed"),
    ORDER_COMPLETED("Order Completed"),
    ERROR_ENCOUNTERED("Error Encountered"),
    SUPPORT_TICKET_OPENED("Support Ticket Opened"),
    SUPPORT_TICKET_CLOSED("Support Ticket Closed"),
    EMAIL_OPENED("Email Opened"),
    CART_VIEWED("Cart Viewed"),
    WISHLIST_VIEWED("Wishlist Viewed"),
    COUPON_APPLIED("Coupon Applied"),
    PRODUCT_REVIEWED("Product Reviewed");

    final byte[] text;

    Event(String text) {
        this.text = Words.bytes(text);
    }
}
