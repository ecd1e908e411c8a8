// The bars of a payment code, computed and not drawn.
import JsBarcode from 'jsbarcode'

/** Bars of Code 128, as `1` and `0`. */
export function barsOf(text: string): string {
  const made: { encodings?: { data: string }[] } = {}
  JsBarcode(made, text, { format: 'CODE128' })
  return made.encodings?.map(({ data }) => data).join('') ?? ''
}
