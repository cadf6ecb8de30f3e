/** The warehouse's table of customers: one row each, as their newest entry tells it. */
@NullMarked
package io.liveprofile.projections.customerprofile;

import org.jspecify.annotations.NullMarked;
