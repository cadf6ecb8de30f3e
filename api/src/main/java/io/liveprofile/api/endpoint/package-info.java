/** What can be asked, by whom, and the one way from a request to its answer. */
@NullMarked
package io.liveprofile.api.endpoint;

import org.jspecify.annotations.NullMarked;
