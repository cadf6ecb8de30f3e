/** API keys over HTTP, for admins. */
@NullMarked
package io.liveprofile.api.keys;

import org.jspecify.annotations.NullMarked;
