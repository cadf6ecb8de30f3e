/** How an interaction looks in a timeline, by its name. The sentence itself is the service's. */

export const KINDS = [
  { kind: 'browsing', title: 'Browsing' },
  { kind: 'shopping', title: 'Shopping' },
  { kind: 'account', title: 'Account' },
  { kind: 'support', title: 'Support' },
  { kind: 'messages', title: 'Messages' },
];

const LOOKS = {
  'Page Viewed': ['browsing', 'page'],
  'Screen Viewed': ['browsing', 'page'],
  'Products Searched': ['browsing', 'search'],
  'Product List Viewed': ['browsing', 'page'],
  'Product Viewed': ['browsing', 'eye'],
  'Product Clicked': ['browsing', 'eye'],
  'Experiment Viewed': ['browsing', 'eye'],
  'Product Added': ['shopping', 'cart'],
  'Wishlist Product Added to Cart': ['shopping', 'cart'],
  'Product Removed': ['shopping', 'cartMinus'],
  'Cart Viewed': ['shopping', 'cart'],
  'Checkout Started': ['shopping', 'card'],
  'Order Completed': ['shopping', 'box'],
  'Order Updated': ['shopping', 'box'],
  'Order Refunded': ['shopping', 'back'],
  'Order Cancelled': ['shopping', 'back'],
  'Payment Authorized': ['shopping', 'card'],
  'Payment Declined': ['shopping', 'warning'],
  'Payment Refunded': ['shopping', 'back'],
  'Coupon Applied': ['shopping', 'tag'],
  'Wishlist Viewed': ['shopping', 'star'],
  'Product Reviewed': ['shopping', 'star'],
  'Subscription Started': ['shopping', 'repeat'],
  'Subscription Renewed': ['shopping', 'repeat'],
  'Renewal Declined': ['shopping', 'warning'],
  'Subscription Cancelled': ['shopping', 'back'],
  identify: ['account', 'person'],
  group: ['account', 'person'],
  alias: ['account', 'link'],
  'Signed Up': ['account', 'person'],
  'Signed In': ['account', 'key'],
  'Sign In Failed': ['account', 'warning'],
  'Signed Out': ['account', 'leave'],
  'Password Changed': ['account', 'shield'],
  'Support Ticket Opened': ['support', 'life'],
  'Support Ticket Replied': ['support', 'life'],
  'Support Ticket Solved': ['support', 'check'],
  'Survey Answered': ['support', 'star'],
  'Error Encountered': ['support', 'warning'],
  'Application Crashed': ['support', 'warning'],
  Unsubscribed: ['messages', 'cross'],
};

/** What went wrong for the customer stands out. */
const BAD = new Set([
  'Error Encountered',
  'Application Crashed',
  'Payment Declined',
  'Renewal Declined',
  'Sign In Failed',
]);

export function look(name) {
  const [kind, icon] = LOOKS[name] ?? guessed(name);
  return { kind, icon, bad: BAD.has(name) };
}

function guessed(name) {
  if (name.startsWith('Email')) {
    return ['messages', 'mail'];
  }
  return name.startsWith('Push') ? ['messages', 'bell'] : ['browsing', 'dot'];
}
