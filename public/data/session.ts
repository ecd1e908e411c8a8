// The control token: it comes in the address's fragment, which no browser sends, and leaves it at once.
import { signal } from '@preact/signals'

/** Of this server: two of them may stand behind one host name, at different paths. */
const place = () => `alipay-sim token of ${location.pathname}`

export const token = signal<string | undefined>(undefined)

/** The server did not take the last one. */
export const wasRefused = signal(false)

/** Takes the token out of the address, so that neither history nor a pasted link holds it. */
export function takeToken(): void {
  const [, given, rest = ''] = /^#token=([^&]+)&?(.*)$/.exec(location.hash) ?? []
  if (given === undefined) {
    token.value = sessionStorage.getItem(place()) ?? undefined
    return
  }
  history.replaceState(null, '', `${location.pathname}${location.search}#${rest}`)
  useToken(decodeURIComponent(given))
}

export function useToken(given: string): void {
  sessionStorage.setItem(place(), given)
  wasRefused.value = false
  token.value = given
}

export function dropToken(): void {
  sessionStorage.removeItem(place())
  wasRefused.value = true
  token.value = undefined
}
