/** Joins the roles into one process; the laptop launcher; the command line. */
@NullMarked
package io.liveprofile.server;

import org.jspecify.annotations.NullMarked;
