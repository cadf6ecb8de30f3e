/** The live profile over HTTP, and its published shape. */
@NullMarked
package io.liveprofile.api.profile;

import org.jspecify.annotations.NullMarked;
