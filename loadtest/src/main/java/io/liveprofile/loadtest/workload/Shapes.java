package io.liveprofile.loadtest.workload;

import static io.liveprofile.loadtest.workload.Words.bytes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of each interaction as a web shop's tracker sends it. For one thread. */
final class Shapes {
    private static final byte[] MESSAGE_ID = bytes("{\"messageId\":\"");
    private static final byte[] TRACK = bytes("\",\"type\":\"track\",\"event\":\"");
    private static final byte[] PAGE = bytes("\",\"type\":\"page\"");
    private static final byte[] IDENTIFY = bytes("\",\"type\":\"identify\"");
    private static final byte[] USER_ID = bytes(",\"userId\":\"");
    private static final byte[] ANONYMOUS_ID = bytes(",\"anonymousId\":\"");
    private static final byte[] TIMESTAMP = bytes("\",\"timestamp\":\"");
    private static final byte[] IP = bytes("\",\"context\":{\"ip\":\"");
    private static final byte[] DEVICE = bytes("\",\"device\":{\"id\":\"");
    private static final byte[] DEVICE_TYPE = bytes("\",\"type\":\"");
    private static final byte[] GEO = bytes("\"},\"geo\":");
    private static final byte[] PROPERTIES = bytes("},\"properties\":{");
    private static final byte[] TRAITS = bytes("},\"traits\":{\"email\":\"");
    private static final byte[] NAME = bytes("\",\"name\":\"");
    private static final byte[] TIER = bytes("\",\"tier\":\"");
    private static final byte[] REGION = bytes("\",\"region\":\"");
    private static final byte[] URL = bytes("\"name\":\"Product\",\"url\":\"https://shop.example.com/p/");
    private static final byte[] TITLE = bytes("\",\"path\":\"/p\",\"title\":\"");
    private static final byte[] AND = bytes(" and ");
    private static final byte[] REFERRER = bytes("\",\"referrer\":\"https://search.example.net/?q=");
    private static final byte[] PRODUCT_ID = bytes("\"product_id\":\"p-");
    private static final byte[] SKU_NEXT = bytes("\",\"sku\":\"s-");
    private static final byte[] SKU = bytes("\"sku\":\"s-");
    private static final byte[] CATEGORY = bytes("\",\"category\":\"");
    private static final byte[] PRICE = bytes("\",\"price\":");
    private static final byte[] QUANTITY = bytes(",\"quantity\":");
    private static final byte[] CART_ID = bytes(",\"cart_id\":\"k-");
    private static final byte[] QUERY = bytes("\"query\":\"");
    private static final byte[] RESULTS = bytes("\",\"results\":");
    private static final byte[] METHOD = bytes("\"method\":\"password\"");
    private static final byte[] MFA = bytes(",\"mfa\":");
    private static final byte[] TRUE = bytes("true");
    private static final byte[] FALSE = bytes("false");
    private static final byte[] ORDER_ID = bytes("\"order_id\":\"o-");
    private static final byte[] TOTAL = bytes("\",\"total\":");
    private static final byte[] CURRENCY = bytes(",\"currency\":\"");
    private static final byte[] PRODUCTS = bytes("\",\"products\":[");
    private static final byte[] CODE = bytes("\"code\":\"");
    private static final byte[] STATUS = bytes("\",\"message\":\"the request could not be completed\",\"status\":");
    private static final byte[] TICKET = bytes("\"ticketId\":\"t-");
    private static final byte[] SUBJECT = bytes("\",\"subject\":\"");
    private static final byte[] BROKEN = bytes(" arrived broken\",\"priority\":\"normal\"");
    private static final byte[] SOLVED = bytes("\",\"resolution\":\"solved\"");
    private static final byte[] CAMPAIGN = bytes("\"campaign\":\"black-friday-");
    private static final byte[] OFF = bytes("\",\"subject\":\"20 percent off every ");

    private final JsonBytes json = new JsonBytes();

    /** What every interaction tells. */
    record Head(long idHigh, long idLow, Visitor who, long atMillis) {}

    byte[] page(Head head, Product product, byte[] also, byte[] searched) {
        begin(head).put(PAGE);
        return page(context(head), product, also, searched);
    }

    /** A page view that doesn't say what it is, which no contract can accept. */
    byte[] withoutType(Head head, Product product, byte[] also, byte[] searched) {
        begin(head).put('"');
        return page(context(head), product, also, searched);
    }

    byte[] identify(Head head, byte[] email, byte[] name, byte[] tier, boolean tellsRegion) {
        begin(head).put(IDENTIFY);
        context(head).put(TRAITS).put(email).put(NAME).put(name).put(TIER).put(tier);
        if (tellsRegion) {
            json.put(REGION).put(head.who().city().region);
        }
        return json.put('"').put('}').put('}').toBytes();
    }

    byte[] productViewed(Head head, Product product) {
        return end(priced(track(head, Event.PRODUCT_VIEWED), product));
    }

    byte[] productAdded(Head head, Product product, int quantity, long cart) {
        priced(track(head, Event.PRODUCT_ADDED), product).put(QUANTITY).number(quantity);
        return end(json.put(CART_ID).number(cart).put('"'));
    }

    byte[] productsSearched(Head head, byte[] word, byte[] other, int results) {
        track(head, Event.PRODUCTS_SEARCHED).put(QUERY).put(word).put(' ').put(other);
        return end(json.put(RESULTS).number(results));
    }

    byte[] signedIn(Head head, boolean mfa) {
        return end(track(head, Event.SIGNED_IN).put(METHOD).put(MFA).put(mfa ? TRUE : FALSE));
    }

    byte[] signInFailed(Head head) {
        return end(track(head, Event.SIGN_IN_FAILED).put(METHOD));
    }

    byte[] passwordChanged(Head head) {
        return end(track(head, Event.PASSWORD_CHANGED).put(METHOD));
    }

    byte[] orderCompleted(Head head, long order, List<Product> products) {
        long total = products.stream().mapToLong(Product::priceCents).sum();
        track(head, Event.ORDER_COMPLETED)
                .put(ORDER_ID)
                .hex(order, 16)
                .put(TOTAL)
                .cents(total);
        json.put(CURRENCY).put(head.who().city().currency).put(PRODUCTS);
        for (int i = 0; i < products.size(); i++) {
            var product = products.get(i);
            json.put(i == 0 ? '{' : ',');
            if (i > 0) {
                json.put('{');
            }
            json.put(SKU)
                    .number(product.sku())
                    .put(PRICE)
                    .cents(product.priceCents())
                    .put('}');
        }
        return end(json.put(']'));
    }

    byte[] errorEncountered(Head head, byte[] code, int status) {
        return end(track(head, Event.ERROR_ENCOUNTERED)
                .put(CODE)
                .put(code)
                .put(STATUS)
                .number(status));
    }

    byte[] ticketOpened(Head head, long ticket, byte[] thing) {
        track(head, Event.SUPPORT_TICKET_OPENED).put(TICKET).number(ticket);
        return end(json.put(SUBJECT).put(thing).put(BROKEN));
    }

    byte[] ticketClosed(Head head, long ticket) {
        return end(track(head, Event.SUPPORT_TICKET_CLOSED)
                .put(TICKET)
                .number(ticket)
                .put(SOLVED));
    }

    byte[] emailOpened(Head head, int campaign, byte[] thing) {
        track(head, Event.EMAIL_OPENED).put(CAMPAIGN).number(campaign);
        return end(json.put(OFF).put(thing).put('"'));
    }

    /** Events that tell a product and nothing else. */
    byte[] about(Event event, Head head, int sku) {
        return end(track(head, event).put(SKU).number(sku).put('"'));
    }

    private byte[] page(JsonBytes begun, Product product, byte[] also, byte[] searched) {
        begun.put(PROPERTIES).put(URL).number(product.productId()).put(TITLE).put(product.category());
        return end(begun.put(AND).put(also).put(REFERRER).put(searched).put('"'));
    }

    private JsonBytes priced(JsonBytes begun, Product product) {
        begun.put(PRODUCT_ID).number(product.productId()).put(SKU_NEXT).number(product.sku());
        return begun.put(CATEGORY).put(product.category()).put(PRICE).cents(product.priceCents());
    }

    private JsonBytes track(Head head, Event event) {
        begin(head).put(TRACK).put(event.text).put('"');
        return context(head).put(PROPERTIES);
    }

    private JsonBytes begin(Head head) {
        return json.clear().put(MESSAGE_ID).uuid(head.idHigh(), head.idLow());
    }

    private JsonBytes context(Head head) {
        var who = head.who();
        byte @Nullable [] userId = who.userId();
        if (userId != null) {
            json.put(USER_ID).put(userId).put('"');
        }
        json.put(ANONYMOUS_ID).put(who.anonymousId()).put(TIMESTAMP).instant(head.atMillis());
        json.put(IP)
                .put(who.ip())
                .put(DEVICE)
                .put(who.deviceId())
                .put(DEVICE_TYPE)
                .put(who.deviceType());
        return json.put(GEO).put(who.city().geo);
    }

    private static byte[] end(JsonBytes begun) {
        return begun.put('}').put('}').toBytes();
    }
}
