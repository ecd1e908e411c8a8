// Judgements on QR orders: how they are watched, and how they end when nobody pays (004:L311-313).

export interface QrDecisions {
  qrPollEveryMs: number
  /** Whether a QR is queried at all; else only a notification tells. */
  qrPolls: boolean
  /** Nobody has scanned it: go on showing, or take that for a failure and show another. */
  qrAfterNotExist: 'go-on' | 'new-code'
  /** A query that got no answer: the next one follows, or from now on only a notification tells. */
  qrAfterUnknownQuery: 'go-on' | 'stop'
  /** How a QR ends: `minutes` its timeout (by the sale when not said), `closes` by a cancel. */
  qrEnding: { timeout: boolean; minutes?: number; closes: boolean; heedsLateMoney: boolean }
  /** A cancelled QR that nobody had scanned is looked at so often until it has expired. */
  watchEveryMs: number
}

export const qrDecisions: QrDecisions = {
  qrPollEveryMs: 3_000,
  // 004:L403: notifications may be lost.
  qrPolls: true,
  qrAfterNotExist: 'go-on',
  // 000:L17: again at once, for a minute.
  qrAfterUnknownQuery: 'go-on',
  // 000:L31-34: both, because either may fail.
  qrEnding: { timeout: true, closes: true, heedsLateMoney: true },
  watchEveryMs: 30_000,
}
