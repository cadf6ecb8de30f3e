/** The stream of one partition: seal, hand to each customer in order, settle, commit. */
@NullMarked
package io.liveprofile.ingest.flow;

import org.jspecify.annotations.NullMarked;
