/** Who asks: API keys and the roles that they stand for. */
@NullMarked
package io.liveprofile.api.access;

import org.jspecify.annotations.NullMarked;
