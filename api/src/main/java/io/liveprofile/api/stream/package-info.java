/** Server-sent events, and what becomes of readers who are too slow for them. */
@NullMarked
package io.liveprofile.api.stream;

import org.jspecify.annotations.NullMarked;
