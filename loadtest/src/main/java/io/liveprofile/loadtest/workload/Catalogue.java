package io.liveprofile.loadtest.workload;

import java.util.SplittableRandom;

/** The products of the sample shop: a product has one price wherever it shows. */
final class Catalogue {
    private static final int PRODUCTS = 400;

    private final Product[] products = new Product[PRODUCTS];

    Catalogue(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < PRODUCTS; i++) {
            products[i] = new Product(
                    i + 1_000, i + 10_000, Words.any(Words.THINGS, random), 495 + 100 * random.nextInt(200));
        }
    }

    Product any(SplittableRandom random) {
        return products[random.nextInt(PRODUCTS)];
    }
}
