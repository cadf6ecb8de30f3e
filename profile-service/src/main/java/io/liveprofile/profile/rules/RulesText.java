package io.liveprofile.profile.rules;

/** A file as it was read. */
record RulesText(String file, String content) {}
