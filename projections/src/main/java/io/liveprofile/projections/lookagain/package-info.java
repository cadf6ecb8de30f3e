/** Silence is heard: when each customer must be looked at though nothing happens, and whoever does it. */
@NullMarked
package io.liveprofile.projections.lookagain;

import org.jspecify.annotations.NullMarked;
