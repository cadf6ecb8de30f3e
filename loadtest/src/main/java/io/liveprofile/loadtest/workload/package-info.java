/** The one generator of interactions: the reference workload, the sample shop, and what they must add up to. */
@NullMarked
package io.liveprofile.loadtest.workload;

import org.jspecify.annotations.NullMarked;
