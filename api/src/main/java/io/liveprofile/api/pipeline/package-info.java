/** How the service as a whole does, for those who run it. */
@NullMarked
package io.liveprofile.api.pipeline;

import org.jspecify.annotations.NullMarked;
