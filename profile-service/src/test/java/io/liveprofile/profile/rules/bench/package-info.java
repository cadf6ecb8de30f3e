/** What judging costs. */
@NullMarked
package io.liveprofile.profile.rules.bench;

import org.jspecify.annotations.NullMarked;
