/** {@code ./live-profile}: asks a running service, and tells it what to do. */
@NullMarked
package io.liveprofile.server.cli;

import org.jspecify.annotations.NullMarked;
