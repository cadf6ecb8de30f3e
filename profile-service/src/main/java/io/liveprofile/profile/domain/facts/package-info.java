/** The parts of the facts, one idea each: every part tells its bound and takes interactions in any order. */
@NullMarked
package io.liveprofile.profile.domain.facts;

import org.jspecify.annotations.NullMarked;
