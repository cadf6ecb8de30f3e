/** Who was in which segment, and when, in the warehouse. */
@NullMarked
package io.liveprofile.projections.segmentmembership;

import org.jspecify.annotations.NullMarked;
