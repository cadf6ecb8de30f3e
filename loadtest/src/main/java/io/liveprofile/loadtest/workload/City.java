package io.liveprofile.loadtest.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where customers live, and what follows from it. */
enum City {
    PARIS(48.86, 2.35, "FR", "EUR", "emea"),
    LYON(45.76, 4.84, "FR", "EUR", "emea"),
    BERLIN(52.52, 13.4, "DE", "EUR", "emea"),
    HAMBURG(53.55, 9.99, "DE", "EUR", "emea"),
    LONDON(51.51, -0.13, "GB", "GBP", "emea"),
    MADRID(40.42, -3.7, "ES", "EUR", "emea"),
    ZURICH(47.37, 8.54, "CH", "CHF", "emea"),
    NEW_YORK(40.71, -74.01, "US", "USD", "amer"),
    CHICAGO(41.88, -87.63, "US", "USD", "amer"),
    SAO_PAULO(-23.55, -46.63, "BR", "BRL", "latam"),
    TOKYO(35.68, 139.69, "JP", "JPY", "apac"),
    SYDNEY(-33.87, 151.21, "AU", "AUD", "apac");

    private static final City[] ALL = values();

    /** The position as JSON, ready to be put into a context. */
    final byte[] geo;

    final byte[] currency;
    final byte[] region;

    City(double latitude, double longitude, String country, String currency, String region) {
        this.geo = ("{\"lat\":" + latitude + ",\"lon\":" + longitude + ",\"country\":\"" + country + "\"}")
                .getBytes(UTF_8);
        this.currency = currency.getBytes(UTF_8);
        this.region = region.getBytes(UTF_8);
    }

    /** The home that goes with these bits. */
    static City of(long bits) {
        return ALL[(int) Long.remainderUnsigned(bits, ALL.length)];
    }
}
