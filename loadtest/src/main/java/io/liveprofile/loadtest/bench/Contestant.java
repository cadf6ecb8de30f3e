package io.liveprofile.loadtest.bench;

import java.util.concurrent.Callable;

/** One of those that take turns in a run: a name, and one round of it, from its own set-up to its readings. */
public record Contestant(String name, Callable<Readings> round) {}
