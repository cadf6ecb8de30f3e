/** Judges what interactions mean. */
@org.jspecify.annotations.NullMarked
package io.liveprofile.schemas.typed;
