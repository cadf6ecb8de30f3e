/** Reads schemas and records from JSON: the one place of the contract that knows a parser. */
@NullMarked
package io.liveprofile.schemas.json;

import org.jspecify.annotations.NullMarked;
