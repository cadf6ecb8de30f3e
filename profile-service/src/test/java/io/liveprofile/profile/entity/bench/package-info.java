/** What a live customer costs: asked, woken, and asked to decide. */
@NullMarked
package io.liveprofile.profile.entity.bench;

import org.jspecify.annotations.NullMarked;
