/** The journal: writes of many persistence ids as one statement. */
@NullMarked
package io.liveprofile.persistence.r2dbc.journal;

import org.jspecify.annotations.NullMarked;
