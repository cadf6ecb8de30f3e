/** The rules that judge, as people write them: files that are read, checked and read again when they change. */
@NullMarked
package io.liveprofile.profile.rules;

import org.jspecify.annotations.NullMarked;
