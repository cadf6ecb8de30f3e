package io.liveprofile.loadtest.workload;

/** What the shop sells. */
record Product(int productId, int sku, byte[] category, int priceCents) {}
