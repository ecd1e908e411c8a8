// In what families of gateways differ where they treat orders. A family brings its ways along as data, so
// that the engine knows none by name.

export interface Ways {
  /** The same order again: refused once it is paid or closed, or answered as it was the first time. */
  repeatedOrder: 'refused' | 'answered'
  /** A payment that its buyer cannot make: the number may be tried again, or has failed for good. */
  declinedOrder: 'open' | 'final'
  /** What invites a buyer: an order that is no trade before somebody scans it, or a trade that waits. */
  invitation: 'order' | 'trade'
  /** A cancel of a number that nobody knows. */
  cancelOfUnknown: 'accepted' | 'refused'
  /** Whether a merchant uses the number of a refund once, or once for each trade. */
  refundNumbers: 'of-trade' | 'of-merchant'
  /** A buyer who pays when a cancel has closed the trade: refused, or the money goes back at once. */
  paidAfterCancel: 'refused' | 'returned'
  /**
   * What is notified: states, as the product has them; or how a payment ended, unless a cancel ended it.
   * A refund that names an address of its own is told there in either case.
   */
  notifies: 'states' | 'results'
  /** An order submitted anew in other words: the new one counts, or what identifies it may not change. */
  changedOrder: 'replaced' | 'refused'
  /** Of which refunds the address of the order hears: of those that leave something to refund, or of all. */
  toldRefunds: 'partial' | 'all'
  /** From the event to the first send; a few seconds when absent. */
  notifyDelayMs?: number
}

export const USUAL_WAYS: Ways = {
  repeatedOrder: 'refused',
  declinedOrder: 'open',
  invitation: 'order',
  cancelOfUnknown: 'accepted',
  refundNumbers: 'of-trade',
  paidAfterCancel: 'refused',
  notifies: 'states',
  changedOrder: 'replaced',
  toldRefunds: 'partial',
}
