/** The page for people: its files, which need no key; what it shows is asked for with the reader's own. */
@NullMarked
package io.liveprofile.api.console;

import org.jspecify.annotations.NullMarked;
