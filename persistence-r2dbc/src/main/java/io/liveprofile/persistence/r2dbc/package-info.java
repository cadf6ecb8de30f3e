/** A Pekko Persistence plugin for PostgreSQL: what its parts share. */
@NullMarked
package io.liveprofile.persistence.r2dbc;

import org.jspecify.annotations.NullMarked;
