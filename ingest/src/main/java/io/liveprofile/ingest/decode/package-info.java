/** From the bytes of a record to what a producer told; functions of the record alone. */
@NullMarked
package io.liveprofile.ingest.decode;

import org.jspecify.annotations.NullMarked;
