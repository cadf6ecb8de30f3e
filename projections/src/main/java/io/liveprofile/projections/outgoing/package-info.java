/** The topics that other systems read: a customer's profile whenever it changes, and what was noticed. */
@NullMarked
package io.liveprofile.projections.outgoing;

import org.jspecify.annotations.NullMarked;
