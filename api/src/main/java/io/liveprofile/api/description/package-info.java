/** What the API says of itself. */
@NullMarked
package io.liveprofile.api.description;

import org.jspecify.annotations.NullMarked;
