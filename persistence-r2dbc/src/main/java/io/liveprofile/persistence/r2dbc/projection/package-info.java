/** Runs projections over slice ranges: offset and rows in one transaction, one runner a range, poison set aside. */
@NullMarked
package io.liveprofile.persistence.r2dbc.projection;

import org.jspecify.annotations.NullMarked;
