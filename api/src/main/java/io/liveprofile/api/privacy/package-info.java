/** What a person may ask of who keeps their data: everything that is held, and that it be erased. */
@NullMarked
package io.liveprofile.api.privacy;

import org.jspecify.annotations.NullMarked;
