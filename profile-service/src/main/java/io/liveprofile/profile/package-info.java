/** What other modules need of the profile: one interface, and the words it speaks. */
@NullMarked
package io.liveprofile.profile;

import org.jspecify.annotations.NullMarked;
