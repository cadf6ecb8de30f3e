/** The warehouse's table of links: which anonymous ids a customer was seen with. */
@NullMarked
package io.liveprofile.projections.identitylink;

import org.jspecify.annotations.NullMarked;
