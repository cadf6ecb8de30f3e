/** The API from Java, with nothing but the JDK and Jackson. */
@NullMarked
package io.liveprofile.client;

import org.jspecify.annotations.NullMarked;
