/** The projections, over HTTP: how they stand, and what they shall do. */
@NullMarked
package io.liveprofile.api.projections;

import org.jspecify.annotations.NullMarked;
