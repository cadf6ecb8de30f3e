/** The topic by which other systems ask for what the law gives a person. */
@NullMarked
package io.liveprofile.ingest.privacy;

import org.jspecify.annotations.NullMarked;
