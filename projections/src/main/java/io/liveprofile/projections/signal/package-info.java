/** What was noticed, in the warehouse: once each. */
@NullMarked
package io.liveprofile.projections.signal;

import org.jspecify.annotations.NullMarked;
