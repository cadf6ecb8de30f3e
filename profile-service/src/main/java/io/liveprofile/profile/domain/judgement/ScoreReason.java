package io.liveprofile.profile.domain.judgement;

/**
 * One part of a score.
 *
 * @param points below zero where it speaks for the customer
 * @param messageId of the interaction behind it, or of the newest one where something that did not happen is behind it
 * @param atMillis since when it holds
 */
public record ScoreReason(String name, int points, String messageId, long atMillis) {}
