// What a fault did, where somebody must know: the fault declares it, its entry in the journal carries it,
// and rules and drives read it. Its name and its number in the catalogue are for people.

export type FaultKind =
  /** Nobody reached the gateway for a while. */
  | 'outage'
  /** The line was cut before this call arrived. */
  | 'not-reached'
  /** The reply came late or in pieces, and nothing else was wrong with it. */
  | 'slow'
  /** The reply, validly signed, is that of another order. */
  | 'other-order'
  /** The refund was not made, whatever the reply says. */
  | 'not-refunded'
  /** A payment is not in the bill. */
  | 'payment-missing'
  /** The bill has a payment that nobody made, … */
  | 'payment-added'
  /** … one of another amount, … */
  | 'amount-changed'
  /** … or a refund that nobody asked for. */
  | 'refund-added'
  /** The bill is there later than it should be. */
  | 'bill-late'
