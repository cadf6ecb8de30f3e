/** What the service thinks of a customer, and why: functions of the facts, the rules and a time that comes in. */
@NullMarked
package io.liveprofile.profile.domain.judgement;

import org.jspecify.annotations.NullMarked;
