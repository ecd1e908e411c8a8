// Speaks to a running server's control API: finds it, carries the token, and turns refusals into
// one line each.
import { readServerFile } from './serve/data-folder.ts'
import { Failure, messageOf } from './failure.ts'
import type { Io } from './io.ts'
import { waitingFor } from './wait-line.ts'

/** How a person says which server and which sandbox. */
export interface Where {
  url?: string
  token?: string
  data: string
  sandbox?: string
}

export interface Client {
  /** `http://127.0.0.1:8600` */
  url: string
  /** Where a browser finds the console, with the token: in the fragment, which is never sent. */
  consoleUrl: string
  get<T>(path: string, query?: Record<string, string | undefined>): Promise<T>
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T>
  /** An answer that goes on for as long as somebody listens. */
  stream(path: string, query: Record<string, string | undefined>): Promise<Response>
}

const START = 'alipay-sim serve'

export function connect(where: Where, io: Io): Client {
  const { url, token, folder } = findServer(where, io.env)
  const base =
    where.sandbox === undefined
      ? `${url}/_sim`
      : `${url}/_sim/sandboxes/${encodeURIComponent(where.sandbox)}`

  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    let response: Response
    try {
      response = await io.fetch(`${base}${path}`, { ...init, headers })
    } catch (error) {
      const why = reasonOf(error)
      throw new Failure(2, {
        en: `no server answers at ${url} (${why}); start one with: ${START}`,
        zh: `${url} 没有服务器应答（${why}）；启动方法：${START}`,
      })
    }
    if (response.status === 401 && folder !== undefined) throw anotherServer(url, folder)
    if (!response.ok) throw await failureOf(response, url)
    if (isOurs(response)) return response
    throw new Failure(2, {
      en: `what answers at ${url} is no alipay-sim`,
      zh: `${url} 的应答者不是 alipay-sim`,
    })
  }

  return {
    url,
    consoleUrl: `${url}/_sim/#token=${encodeURIComponent(token)}`,
    get: <T>(path: string, query = {}) =>
      waitingFor(`GET ${path}`, io, async () => readJson<T>(await call(path + queryText(query)))),
    send: <T>(method: string, path: string, body?: object) =>
      waitingFor(`${method} ${path}`, io, async () =>
        readJson<T>(await call(path, { method, body: body && JSON.stringify(body) })),
      ),
    stream: (path, query) => call(path + queryText(query)),
  }
}

/** The folder's own server is gone, without a word, and its port has gone to somebody else. */
function anotherServer(url: string, folder: string): Failure {
  const start = `${START} --data ${folder}`
  return new Failure(2, {
    en: `${url} is another server now, the one on ${folder} was killed; start one with: ${start}`,
    zh: `${url} 现在是另一台服务器，数据目录 ${folder} 的服务器已被终止；启动方法：${start}`,
  })
}

/** `folder`: whose token it is, where it was nobody's but the folder's. */
function findServer(where: Where, env: Io['env']): { url: string; token: string; folder?: string } {
  const saved = readServerFile(where.data)
  const given = where.url ?? env.ALIPAY_SIM_URL
  const url = given === undefined ? saved?.url : serverUrl(given)
  if (url === undefined) {
    throw new Failure(2, {
      en: `no server is running on ${where.data}; start one with: ${START} (or give --url)`,
      zh: `数据目录 ${where.data} 没有运行中的服务器；启动方法：${START}（或给出 --url）`,
    })
  }
  // The token of one server is never sent to another.
  const ownToken = saved?.url === url ? saved.token : undefined
  const token = where.token ?? env.ALIPAY_SIM_TOKEN
  if (token !== undefined) return { url, token }
  if (ownToken !== undefined) return { url, token: ownToken, folder: where.data }
  throw new Failure(2, {
    en: `${url} needs its control token: give --token, or set ALIPAY_SIM_TOKEN`,
    zh: `${url} 需要控制令牌：请给出 --token，或设置 ALIPAY_SIM_TOKEN`,
  })
}

/** Takes the gateway's or the control API's address too. */
function serverUrl(given: string): string {
  const isUrl = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)
  if (!isUrl)
    throw new Failure(2, {
      en: `"${given}" is no URL; write for example http://127.0.0.1:8600`,
      zh: `"${given}" 不是 URL；请写成例如 http://127.0.0.1:8600`,
    })
  return new URL(given).origin
}

function queryText(query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1])
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** Somebody else's page may well be served under a path of ours. */
function isOurs({ status, headers }: Response): boolean {
  const type = headers.get('content-type') ?? ''
  return status === 204 || type.startsWith('application/json') || type === 'text/event-stream'
}

/** The server is of this package, so its answers have the types it declares. */
async function readJson<T>(response: Response): Promise<T> {
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

async function failureOf(response: Response, url: string): Promise<Failure> {
  const text = await response.text()
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) {
    return new Failure(2, {
      en: `what answers at ${url} is no alipay-sim (status ${response.status})`,
      zh: `${url} 的应答者不是 alipay-sim（状态码 ${response.status}）`,
    })
  }
  const { field, detail }: { field?: string; detail: string } = JSON.parse(text)
  if (response.status === 401) {
    return new Failure(2, {
      en: `${url} does not take this token: give --token, or set ALIPAY_SIM_TOKEN`,
      zh: `${url} 不接受此令牌：请给出 --token，或设置 ALIPAY_SIM_TOKEN`,
    })
  }
  const line = field === undefined ? detail : `${field}: ${detail}`
  return new Failure(response.status < 500 ? 1 : 2, line)
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code)
  return messageOf(cause)
}
