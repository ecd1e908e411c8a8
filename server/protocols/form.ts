// Forms as clients of all kinds write them, taken apart into names and values without a charset:
// each character of the result is one byte that came.

export type BytePair = readonly [name: string, value: string]

/** The last value under a short name that is not empty; nothing else of the form is unescaped. */
export function lastOf(form: string, wanted: string): string | undefined {
  // Each byte of a name may be written as `%` and two digits.
  const longest = wanted.length * 3
  for (const piece of form.split('&').toReversed()) {
    const cut = piece.indexOf('=')
    if (cut < 0 || cut > longest || unescaped(piece.slice(0, cut)) !== wanted) continue
    const value = unescaped(piece.slice(cut + 1))
    if (value !== '') return value
  }
  return undefined
}

/** `a=b&c=d`. A `+` is a space; a broken escape stands for itself. */
export function urlencodedPairs(form: string): BytePair[] {
  return form
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const cut = piece.indexOf('=')
      return cut < 0
        ? [unescaped(piece), '']
        : [unescaped(piece.slice(0, cut)), unescaped(piece.slice(cut + 1))]
    })
}

function unescaped(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/**
 * The text fields of multipart/form-data; files are left out, for they are never signed. Java's SDK
 * puts no space after colons and semicolons.
 */
export function multipartPairs(form: string, contentType: string): BytePair[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (!mark) return []
  const [, ...parts] = `\r\n${form}`.split(`\r\n--${mark}`)
  return parts.flatMap((part) => {
    const cut = part.indexOf('\r\n\r\n')
    const disposition = /^content-disposition:\s*form-data(.*)$/im.exec(part.slice(0, cut))?.[1]
    if (cut < 0 || disposition === undefined || /;\s*filename\*?=/i.test(disposition)) return []
    const name = /;\s*name=(?:"([^"]*)"|([^;\s]+))/i.exec(disposition)
    const found = name?.[1] ?? name?.[2]
    return found === undefined ? [] : [[found, part.slice(cut + 4)]]
  })
}
