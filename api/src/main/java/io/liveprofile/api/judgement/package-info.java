/** Decisions, signals and what people say to them, the rules. */
@NullMarked
package io.liveprofile.api.judgement;

import org.jspecify.annotations.NullMarked;
