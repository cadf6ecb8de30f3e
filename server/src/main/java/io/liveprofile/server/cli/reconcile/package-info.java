/** {@code ./live-profile reconcile}: the profiles and the warehouse beside an independent computation of the same. */
@NullMarked
package io.liveprofile.server.cli.reconcile;

import org.jspecify.annotations.NullMarked;
