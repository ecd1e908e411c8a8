// Acquirers with one flaw each, and the verdicts that must follow.
import type { AcquirerVariant } from './in-process.ts'

export interface FlawedAcquirer extends AcquirerVariant {
  /** What is wrong with it, in one sentence. */
  flaw: string
  must: Readonly<Record<string, 'F' | 'W'>>
  /** Rules that may turn red with it. */
  may: readonly string[]
}

export const flawedAcquirers: readonly FlawedAcquirer[] = [
  {
    name: 'state-frozen-at-approval',
    model: 'forwarding',
    flaw: 'What the shop is shown stays APPROVED once it was, whatever a cancel has done since.',
    bend: { shown: ({ state, isApproved }) => (isApproved ? 'APPROVED' : state) },
    must: { 'ACQ-01': 'F' },
    may: [],
  },
  {
    name: 'open-after-the-timeout',
    model: 'forwarding',
    flaw: 'A payment without an end is reversed half a minute after the agreed time.',
    bend: { reversesLateMs: 30_000 },
    must: { 'ACQ-02': 'F' },
    may: ['ACQ-04', 'ACQ-05', 'ACQ-01'],
  },
  {
    name: 'queue-in-memory',
    model: 'switch',
    flaw: 'Reversals that wait for Alipay are kept in memory, and a restart forgets them.',
    bend: { kept: ({ reversal: _forgotten, ...rest }) => rest },
    must: { 'ACQ-03': 'F' },
    may: ['ACQ-01', 'ACQ-08', 'ACQ-11', 'ONE-05'],
  },
  {
    name: 'cancels-what-was-approved',
    model: 'forwarding',
    flaw: 'When its time is over it cancels payments that it has seen approved.',
    bend: { reversesAtTimeout: ({ state }) => state === 'PENDING' || state === 'APPROVED' },
    must: { 'ACQ-04': 'F' },
    may: ['ACQ-01', 'ONE-02'],
  },
  {
    name: 'timeouts-the-wrong-way-round',
    model: 'forwarding',
    flaw: 'The gateway that forwards gives up before its shops do.',
    bend: { timeouts: { gateway: 30, merchant: 45 } },
    must: { 'ACQ-05': 'F' },
    may: [],
  },
  {
    name: 'no-final-cancel',
    model: 'restful',
    flaw: 'The gateway that asks for the shop stops asking at its time-out, and cancels nothing.',
    bend: {
      reversesAtTimeout: ({ state, isTold }) => state === 'APPROVED' && !isTold,
    },
    must: { 'ACQ-06': 'F' },
    may: ['ACQ-01', 'ACQ-02', 'ACQ-05'],
  },
  {
    name: 'keeps-what-nobody-fetched',
    model: 'restful',
    flaw: 'An approval that its shop has not fetched when the time is over is kept.',
    bend: { reversesAtTimeout: ({ state }) => state === 'PENDING' },
    must: { 'ACQ-07': 'F' },
    may: [],
  },
  {
    name: 'cancel-answered-alone',
    model: 'forwarding',
    flaw: 'A cancel of the till is answered from the books, and never sent to Alipay.',
    bend: { sendsCancelOn: () => false },
    must: { 'ACQ-08': 'F' },
    may: ['ACQ-01', 'ACQ-02', 'ACQ-03', 'ACQ-04', 'ONE-05'],
  },
  {
    name: 'amount-in-the-wrong-unit',
    model: 'forwarding',
    flaw: 'The amount is taken for the larger unit: Alipay is asked for a hundred times as much.',
    bend: { charged: ({ currency, value }) => ({ currency, value: `${value}00` }) },
    must: { 'ACQ-09': 'F' },
    may: ['ACQ-01', 'ONE-03'],
  },
  {
    name: 'number-of-the-till',
    model: 'restful',
    flaw: 'The number that the till gave its payment is the paymentRequestId at Alipay.',
    bend: { paymentNumber: (ofTheTill) => ofTheTill },
    must: { 'AMS-14': 'F' },
    may: ['AMS-15'],
  },
  {
    name: 'refund-made-again',
    model: 'switch',
    flaw: 'A refund that is done, and that the till repeats because it heard nothing, is made again.',
    bend: { answersRepeatedRefund: false },
    must: { 'ACQ-09': 'F' },
    may: ['ACQ-01'],
  },
  {
    name: 'refund-under-a-new-number',
    model: 'restful',
    flaw: 'A refund that was not answered is sent again under another number.',
    bend: { refundNumber: (_known, fresh) => fresh },
    must: { 'ACQ-09': 'F' },
    may: ['ACQ-01'],
  },
  {
    name: 'cancel-of-nothing-refused',
    model: 'forwarding',
    flaw: 'A cancel whose payment has not come yet is refused and forgotten.',
    bend: { takesEarlyCancel: false },
    must: { 'ACQ-10': 'F' },
    may: ['ACQ-01', 'ACQ-08'],
  },
  {
    name: 'advice-answered-after-alipay',
    model: 'switch',
    flaw: 'An advice is answered when Alipay has taken the cancel.',
    bend: { answersAdviceAtOnce: false },
    must: { 'ACQ-11': 'F' },
    may: [],
  },
  {
    name: 'advice-dropped-when-paid',
    model: 'switch',
    flaw: 'The advice about a payment that was approved is answered, and dropped.',
    bend: { sendsCancelOn: ({ state }) => state !== 'APPROVED' },
    must: { 'ACQ-08': 'F', 'ACQ-11': 'F' },
    may: ['ACQ-01', 'ACQ-02', 'ACQ-03'],
  },
  {
    name: 'lost-reply-means-declined',
    model: 'restful',
    flaw: 'A payment to which no reply came is called declined.',
    bend: { withoutReply: 'DECLINED' },
    must: { 'ACQ-02': 'F' },
    may: ['ACQ-01', 'ACQ-06', 'ACQ-08', 'ONE-05'],
  },
  {
    name: 'cancel-sent-once',
    model: 'restful',
    flaw: 'A cancel that was not answered is not sent again.',
    bend: { tries: 1 },
    must: { 'ACQ-03': 'F' },
    may: ['ACQ-01', 'ACQ-08', 'ONE-05'],
  },
]

export function flawedAcquirerCalled(name: string): FlawedAcquirer {
  const found = flawedAcquirers.find((one) => one.name === name)
  if (!found) throw new Error(`no flawed acquirer is called ${name}`)
  return found
}
