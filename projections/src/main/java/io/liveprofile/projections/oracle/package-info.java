/**
 * The profile once more, computed the plain way: everything of a customer at hand, sorted by time, from the raw records.
 * It shares no line with the fold that it checks, so that a mistake would have to be made twice.
 */
@NullMarked
package io.liveprofile.projections.oracle;

import org.jspecify.annotations.NullMarked;
