/** How far ingest is, over HTTP. */
@NullMarked
package io.liveprofile.api.ingest;

import org.jspecify.annotations.NullMarked;
