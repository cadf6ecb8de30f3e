/** Personal values as bytes that only the key of their subject opens, and the table of those keys. */
@NullMarked
package io.liveprofile.sealing;

import org.jspecify.annotations.NullMarked;
