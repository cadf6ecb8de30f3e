/** Erases customers, step by step and through crashes, and tells what was erased where. */
@NullMarked
package io.liveprofile.projections.erasure;

import org.jspecify.annotations.NullMarked;
