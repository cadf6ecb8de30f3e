/** The typed read journal: events by slice without gaps, events of one id, single events. */
@NullMarked
package io.liveprofile.persistence.r2dbc.query;

import org.jspecify.annotations.NullMarked;
