/** Judges schemas and records. */
@org.jspecify.annotations.NullMarked
package io.liveprofile.schemas.json;
