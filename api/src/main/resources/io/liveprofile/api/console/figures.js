/** What follows from looking at counters twice. */

const VERDICTS = ['applied', 'duplicate', 'quarantined', 'skipped'];

/** All partitions together. */
export function totals({ partitions }) {
  const sum = (field) => partitions.reduce((all, partition) => all + partition[field], 0);
  return {
    ...Object.fromEntries([...VERDICTS, 'consumed', 'inFlight', 'lagRecords'].map((field) => [field, sum(field)])),
    lagSeconds: Math.max(0, ...partitions.map((partition) => partition.lagSeconds)),
  };
}

/** A second, between two looks; a counter that began anew counts from its beginning. */
export function rates(before, after, seconds) {
  const rate = (field) => Math.max(0, after[field] - (after[field] < before[field] ? 0 : before[field])) / seconds;
  return Object.fromEntries([...VERDICTS, 'consumed'].map((field) => [field, rate(field)]));
}

/**
 * The age that this share of interactions did not exceed, in milliseconds: as exact as the buckets are.
 *
 * @param before the buckets of the earlier look, or none
 */
export function percentile(before, after, share) {
  const since = after.map((bucket, index) => ({
    millis: bucket.millis,
    interactions: bucket.interactions - (before?.[index]?.interactions ?? 0),
  }));
  const all = since.at(-1)?.interactions ?? 0;
  return all > 0 ? since.find((bucket) => bucket.interactions >= all * share).millis : undefined;
}
