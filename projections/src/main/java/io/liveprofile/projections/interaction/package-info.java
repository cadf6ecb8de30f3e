/** The warehouse's table of facts: one row for each thing that a customer did. */
@NullMarked
package io.liveprofile.projections.interaction;

import org.jspecify.annotations.NullMarked;
