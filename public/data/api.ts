// Speaks to the control API, relative to the page, so that it works behind whatever path a proxy has.
import { dropToken, token } from './session.ts'
import { route } from './route.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A call that was refused, in the words of the API, or that did not get through (`status` 0). */
export class ApiProblem extends Error {
  readonly status: number
  readonly field: string | undefined

  constructor(status: number, message: string, field?: string) {
    super(message)
    this.name = 'ApiProblem'
    this.status = status
    this.field = field
  }
}

const base = (): URL => new URL('./', location.origin + location.pathname)

export const addressOf = (path: string, sandbox = route.value.sandbox): string =>
  new URL(`sandboxes/${encodeURIComponent(sandbox)}${path}`, base()).href

export async function send(address: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${token.value}`, 'content-type': 'application/json' }
  let response: Response
  try {
    response = await fetch(address, { ...init, headers })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiProblem(0, error instanceof Error ? error.message : String(error))
  }
  if (response.ok) return response
  if (response.status === 401) dropToken()
  throw await problemOf(response)
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text()
  try {
    const { detail, field }: { detail: string; field?: string } = JSON.parse(text)
    return new ApiProblem(response.status, detail, field)
  } catch {
    return new ApiProblem(response.status, text.slice(0, 200))
  }
}

/** The server and this page are of one package, so its answers have the types it declares. */
async function answerOf<T>(address: string, init?: RequestInit): Promise<T> {
  const text = await (await send(address, init)).text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** In the sandbox that is looked at. */
export const get = <T>(path: string): Promise<T> => answerOf<T>(addressOf(path))

export const act = <T>(method: Exclude<Method, 'GET'>, path: string, body?: object): Promise<T> =>
  answerOf<T>(addressOf(path), { method, body: body && JSON.stringify(body) })

/** Of the whole server. */
export const ofHost = <T>(method: Method, path: string, body?: object): Promise<T> =>
  answerOf<T>(new URL(`.${path}`, base()).href, { method, body: body && JSON.stringify(body) })

/** `{ limit: 50, search: undefined }` → `?limit=50` */
export function queryText(query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
