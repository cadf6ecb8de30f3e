package io.liveprofile.loadtest.workload;

import static io.liveprofile.loadtest.workload.Words.any;

import io.liveprofile.loadtest.workload.Shapes.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Somebody in the sample shop, from the first page to the door: what they do next follows from what they did. */
final class Visit {
    private static final int CART_MAX = 5;

    private final Person person;
    private final long cartId;
    private final List<Product> cart = new ArrayList<>();
    private Visitor who;
    private boolean introduced;
    private boolean over;

    Visit(Person person, Visitor who, long cartId) {
        this.person = person;
        this.who = who;
        this.cartId = cartId;
    }

    Visitor who() {
        return who;
    }

    boolean over() {
        return over;
    }

    byte[] next(Shapes shapes, Head head, Catalogue catalogue, SplittableRandom random) {
        int percent = random.nextInt(100);
        if (who.userId() != null && !introduced) {
            introduced = true;
            return percent < 40
                    ? shapes.identify(head, person.email(), person.name(), person.tier(), percent < 20)
                    : shapes.signedIn(head, percent < 70);
        }
        var product = catalogue.any(random);
        if (percent < 34) {
            return shapes.page(head, product, any(Words.THINGS, random), any(Words.THINGS, random));
        } else if (percent < 58) {
            return shapes.productViewed(head, product);
        } else if (percent < 66) {
            return shapes.productsSearched(head, product.category(), any(Words.THINGS, random), random.nextInt(400));
        } else if (percent < 78) {
            return cart.size() < CART_MAX ? add(shapes, head, product) : leave(shapes, head, product);
        } else if (percent < 86) {
            return cart.isEmpty() || who.userId() == null ? leave(shapes, head, product) : order(shapes, head, random);
        } else if (percent < 90) {
            return shapes.about(Event.CART_VIEWED, head, product.sku());
        } else if (percent < 93) {
            return shapes.errorEncountered(head, any(Words.ERRORS, random), 400 + random.nextInt(120));
        } else if (percent < 95) {
            return shapes.emailOpened(head, 1 + random.nextInt(12), product.category());
        } else if (percent < 96 && who.userId() != null) {
            return shapes.ticketOpened(head, cartId, product.category());
        }
        return leave(shapes, head, product);
    }

    /** The next interaction is told by name: a visitor nobody knew has signed in. */
    void signIn() {
        who = who.as(person.userId());
    }

    private byte[] add(Shapes shapes, Head head, Product product) {
        cart.add(product);
        return shapes.productAdded(head, product, 1, cartId);
    }

    private byte[] order(Shapes shapes, Head head, SplittableRandom random) {
        over = true;
        return shapes.orderCompleted(head, random.nextLong(), cart);
    }

    private byte[] leave(Shapes shapes, Head head, Product product) {
        over = true;
        return shapes.about(Event.WISHLIST_VIEWED, head, product.sku());
    }
}
