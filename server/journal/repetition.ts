// A call that the client's HTTP library sent again by itself. urllib, under the official Node SDK,
// repeats a request once after a reset or a cut, a payment included, and says so in a header
// (docs/discoveries/alipay-sdk-repeats-after-a-reset.md).

export const REPETITION_HEADER = 'x-urllib-retry-on-socket-error'

export const isRepetition = (headers: Readonly<Record<string, string>>): boolean =>
  headers[REPETITION_HEADER] !== undefined
