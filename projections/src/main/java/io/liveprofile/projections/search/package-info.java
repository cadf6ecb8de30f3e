/** The index by which the API finds customers: by what they are called, and by how they stand. */
@NullMarked
package io.liveprofile.projections.search;

import org.jspecify.annotations.NullMarked;
