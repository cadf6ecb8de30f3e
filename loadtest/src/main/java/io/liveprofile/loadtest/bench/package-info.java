/** The one way to measure: warm-up, interleaved rounds, medians, each figure beside its limit or its rival. */
@NullMarked
package io.liveprofile.loadtest.bench;

import org.jspecify.annotations.NullMarked;
