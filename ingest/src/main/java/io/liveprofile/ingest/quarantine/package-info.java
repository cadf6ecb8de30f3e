/** Where records wait that can't be applied: whole, sealed, with their reason, until they are replayed or discarded. */
@NullMarked
package io.liveprofile.ingest.quarantine;

import org.jspecify.annotations.NullMarked;
