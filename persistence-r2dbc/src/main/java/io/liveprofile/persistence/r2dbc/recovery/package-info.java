/** What persistent actors need to come back, many of them in one round trip. */
@NullMarked
package io.liveprofile.persistence.r2dbc.recovery;

import org.jspecify.annotations.NullMarked;
