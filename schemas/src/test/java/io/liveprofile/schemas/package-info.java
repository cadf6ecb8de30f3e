/** Judges the contract as a whole. */
@org.jspecify.annotations.NullMarked
package io.liveprofile.schemas;
