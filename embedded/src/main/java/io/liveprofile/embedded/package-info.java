/** A real PostgreSQL and a real Kafka, started from Maven artifacts, for laptops, tests and benchmarks. */
@NullMarked
package io.liveprofile.embedded;

import org.jspecify.annotations.NullMarked;
