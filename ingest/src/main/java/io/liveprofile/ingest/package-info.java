/** From Kafka to the profiles: every record read gets one verdict, and its offset is committed after it. */
@NullMarked
package io.liveprofile.ingest;

import org.jspecify.annotations.NullMarked;
