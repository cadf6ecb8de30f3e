/** The records that could not be applied, over HTTP: seen, replayed, discarded. */
@NullMarked
package io.liveprofile.api.quarantine;

import org.jspecify.annotations.NullMarked;
