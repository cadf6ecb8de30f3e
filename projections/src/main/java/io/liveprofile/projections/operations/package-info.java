/** How the projections stand, and what they shall do: for whoever runs the service. */
@NullMarked
package io.liveprofile.projections.operations;

import org.jspecify.annotations.NullMarked;
