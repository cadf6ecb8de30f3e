/** Events that come over HTTP, as Segment's and RudderStack's SDKs send them: checked, and written to Kafka. */
@NullMarked
package io.liveprofile.ingest.collector;

import org.jspecify.annotations.NullMarked;
