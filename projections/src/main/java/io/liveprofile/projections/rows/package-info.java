/** A table's columns, each with its meaning and where its values come from, in one place. */
@NullMarked
package io.liveprofile.projections.rows;

import org.jspecify.annotations.NullMarked;
