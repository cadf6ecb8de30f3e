/** One sharded, event-sourced actor per customer around the domain; nothing here is seen outside the module. */
@NullMarked
package io.liveprofile.profile.entity;

import org.jspecify.annotations.NullMarked;
