/** The snapshot store: one snapshot per persistence id. */
@NullMarked
package io.liveprofile.persistence.r2dbc.snapshot;

import org.jspecify.annotations.NullMarked;
