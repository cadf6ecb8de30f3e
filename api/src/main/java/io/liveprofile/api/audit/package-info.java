/** Who saw what is personal: kept, and told to admins. */
@NullMarked
package io.liveprofile.api.audit;

import org.jspecify.annotations.NullMarked;
