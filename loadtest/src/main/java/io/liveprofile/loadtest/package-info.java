/** The generator of the workload, the measuring harness, Gatling simulations. */
@NullMarked
package io.liveprofile.loadtest;

import org.jspecify.annotations.NullMarked;
