// A rule as text: its options as a person types them, and the command that adds the same rule.
import { quoted } from '../../../server/values/shell-text.ts'

/** `delay=5s` a line; what is no pair of them is left for the server to complain about. */
export function optionsOf(text: string): Record<string, string | number | boolean> {
  const lines = text.split(/[\n;]/).map((line) => line.trim())
  return Object.fromEntries(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const [name = '', ...rest] = line.split('=')
        return [name.trim(), plain(rest.join('=').trim())]
      }),
  )
}

/** A number or a truth value where the text is one. */
function plain(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

interface Rule {
  fault: string
  options?: Record<string, unknown>
  match: { op?: string; outTradeNo?: string; count?: number }
}

export function commandOf({ fault, options = {}, match }: Rule): string {
  const { op, outTradeNo, count } = match
  const words = [
    ['--op', op],
    ['--trade', outTradeNo],
    ['--count', count],
    ...Object.entries(options).map(([name, value]) => ['--set', `${name}=${String(value)}`]),
  ]
  const given = words.filter(([, value]) => value !== undefined)
  return [
    'fault add',
    fault,
    ...given.map(([flag, value]) => `${flag} ${quoted(String(value))}`),
  ].join(' ')
}
