/** {@code ./run}: the whole service on one machine, with nothing to install but a JDK and Maven. */
@NullMarked
package io.liveprofile.server.laptop;

import org.jspecify.annotations.NullMarked;
