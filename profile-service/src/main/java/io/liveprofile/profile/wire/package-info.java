/** The bytes of events, snapshots and commands, each under a manifest of our own. */
@NullMarked
package io.liveprofile.profile.wire;

import org.jspecify.annotations.NullMarked;
