/** HTTP: what the live profiles know, in the shape that agents' tools and engines expect. */
@NullMarked
package io.liveprofile.api;

import org.jspecify.annotations.NullMarked;
