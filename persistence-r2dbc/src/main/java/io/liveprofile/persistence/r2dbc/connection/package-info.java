/** Connections to PostgreSQL, the arrays that cross them, and the tables behind them. */
@NullMarked
package io.liveprofile.persistence.r2dbc.connection;

import org.jspecify.annotations.NullMarked;
