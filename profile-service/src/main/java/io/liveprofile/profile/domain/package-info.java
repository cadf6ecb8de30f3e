/** The profile as plain values: decides and applies, and knows no actor, no I/O, no JSON and no clock. */
@NullMarked
package io.liveprofile.profile.domain;

import org.jspecify.annotations.NullMarked;
