/** Events that SDKs send over HTTP. */
@NullMarked
package io.liveprofile.api.collector;

import org.jspecify.annotations.NullMarked;
