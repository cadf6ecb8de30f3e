/** What interactions mean, as types: read from fields that a contract has named. */
@NullMarked
package io.liveprofile.schemas.typed;

import org.jspecify.annotations.NullMarked;
