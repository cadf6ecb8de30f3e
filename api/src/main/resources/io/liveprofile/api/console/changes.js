/** Which parts of a profile are not what they were. */
const PARTS = ['traits', 'timeline', 'cart', 'orders', 'support', 'signIns', 'devices', 'churn', 'fraud', 'segments'];

export function changedParts(before, after) {
  return new Set(PARTS.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part])));
}
