// The Worker in front of the objects: it finds the sandbox that a request is for, turns strangers away
// before any object is woken for them, and serves the console. It keeps nothing but a memory of names.
import { Hono } from 'hono'
import { accountInLink, DOWNLOAD_PATH, pidOfAccount } from '../../bills/link.ts'
import { createConsole, type ConsoleFiles } from '../../console/console.ts'
import { DEFAULT_ID } from '../../directory/directory.ts'
import { GATEWAYS } from '../../protocols/protocols.ts'
import type { WireRequest } from '../../protocols/wire.ts'
import { BodyTooLong, readRequest } from '../in-process.ts'
import { answerControl } from './control.ts'
import { openNames } from './names.ts'
import { GONE } from './object.ts'
import { stubOf, type Env } from './platform.ts'
import { readSettings } from './settings.ts'

/**
 * A quarter of what Node takes: written down as JSON a body grows sixfold at worst, and a row of an
 * object ends at 2 MB.
 */
const MAX_BODY_BYTES = 256 * 1024

/** Where names lead, as far as this isolate has asked; an object says when that is no longer so. */
const known = new Map<string, string>()
const MOST_KNOWN = 10_000

async function ownerOf(env: Env, name: string): Promise<string | undefined> {
  const before = known.get(name)
  if (before !== undefined) return before
  const owner = await openNames(env.INDEX).find('key', name)
  if (owner === undefined) return undefined
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(name, owner)
  return owner
}

/** Hands a request to the sandbox of this name; the default one has what names nobody. */
async function reach(env: Env, name: string | undefined, again: () => Request): Promise<Response> {
  const owner = name === undefined ? undefined : await ownerOf(env, name)
  if (owner === undefined || name === undefined) return toSandbox(env, DEFAULT_ID, again())
  const answer = await toSandbox(env, owner, again())
  if (!answer.headers.has(GONE)) return answer
  known.delete(name)
  const now = await ownerOf(env, name)
  return toSandbox(env, now === undefined || now === owner ? DEFAULT_ID : now, again())
}

const toSandbox = (env: Env, id: string, request: Request): Promise<Response> =>
  stubOf(env.SANDBOXES, id).fetch(request)

/** Whose app a call names, or whose bill it asks for. */
function nameIn(wire: WireRequest): string | undefined {
  const account = accountInLink(wire.url)
  if (account !== undefined) return pidOfAccount(account)
  return GATEWAYS.protocolOf(wire)?.routingKey(wire)
}

async function takeCall(request: Request, env: Env): Promise<Response> {
  let wire: WireRequest
  try {
    wire = await readRequest(request, MAX_BODY_BYTES)
  } catch (error) {
    if (!(error instanceof BodyTooLong)) throw error
    return new Response('the request is larger than 256 KiB\n', { status: 413 })
  }
  const { method, url, headers, signal } = request
  const body = wire.body.length === 0 ? undefined : Uint8Array.from(wire.body)
  // A redirection is the client's to follow: the cashier is behind one.
  const sent: RequestInit = { method, headers, body, signal, redirect: 'manual' }
  return reach(env, nameIn(wire), () => new Request(url, sent))
}

const filesOf =
  ({ ASSETS }: Env): ConsoleFiles =>
  async (name) => {
    const answer = await ASSETS?.fetch(new Request(`http://assets/${name}`))
    return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  }

export function createRouter(env: Env): Hono {
  const settings = readSettings(env)
  const routes = new Hono()
  for (const path of [...GATEWAYS.paths, DOWNLOAD_PATH]) {
    routes.all(path, ({ req }) => takeCall(req.raw, env))
  }
  routes.all('/cashier/:app/*', ({ req }) => {
    const { raw } = req
    return raw.method === 'GET'
      ? reach(env, req.param('app'), () => new Request(raw))
      : toCashier(env, req.param('app'), raw)
  })
  routes.route('/', createConsole(filesOf(env), { allowedHosts: settings.hosts }))
  routes.all('/_sim/*', ({ req }) => answerControl(req.raw, env, settings))
  routes.notFound((context) =>
    context.text(
      `alipay-sim: the gateway is ${GATEWAYS.whereabouts}; the console and the control API are under ` +
        '/_sim/\n',
      404,
    ),
  )
  return routes
}

async function toCashier(env: Env, app: string, request: Request): Promise<Response> {
  const { method, url, headers } = request
  const body = await request.arrayBuffer()
  return reach(env, app, () => new Request(url, { method, headers, body, redirect: 'manual' }))
}
