/** From the journal to the tables and topics that others read; each projection has a package of its own. */
@NullMarked
package io.liveprofile.projections;

import org.jspecify.annotations.NullMarked;
