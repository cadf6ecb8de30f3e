/** What operators and orchestrators ask a node: is it alive, is it ready, how does it fare. */
@NullMarked
package io.liveprofile.server.management;

import org.jspecify.annotations.NullMarked;
