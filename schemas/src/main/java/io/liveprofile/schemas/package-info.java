/** The contract with producers: what an interaction may say, as values that every module understands. */
@NullMarked
package io.liveprofile.schemas;

import org.jspecify.annotations.NullMarked;
