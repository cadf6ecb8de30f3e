/** How fast the journal writes and brings actors back, beside what it is measured by. */
@NullMarked
package io.liveprofile.persistence.r2dbc.bench;

import org.jspecify.annotations.NullMarked;
