// Text made safe for XML and HTML alike.

/** XML 1.0 has no way at all to write most control characters: they are shown as U+FFFD. */
// oxlint-disable-next-line no-control-regex -- exactly these are forbidden
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

export function escape(text: string): string {
  return text
    .replace(FORBIDDEN, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
