// The control API in front of the objects: whose token it is, and which sandbox is meant. What a call does
// is decided in the object, by the same endpoints as on Node.
import { assertOurHost, assertOwnOrigin, bearerToken, isSameText } from '../../control/guard.ts'
import { Refusal, respondTo } from '../../control/problem.ts'
import { MAX_BODY_BYTES, readBody } from '../../control/read-body.ts'
import { assertSandboxId, DEFAULT_ID } from '../../directory/directory.ts'
import { InputError } from '../../values/input-error.ts'
import { openNames } from './names.ts'
import { stubOf, type Env } from './platform.ts'
import type { Settings } from './settings.ts'
import { readToken } from './tokens.ts'

/** Sandboxes on one page of the list: each is asked, and a Worker may ask some fifty times a request. */
const LISTED = 20

/** `sandbox` is the only one that a token opens; the operator's opens all. */
interface Caller {
  sandbox?: string
}

export async function answerControl(
  request: Request,
  env: Env,
  settings: Settings,
): Promise<Response> {
  try {
    return await answer(request, env, settings)
  } catch (error) {
    const refused = respondTo(error, [])
    if (refused) return refused
    console.error('alipay-sim: a bug:', error)
    throw error
  }
}

async function answer(request: Request, env: Env, settings: Settings): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  const [, , first = '', second, ...rest] = pathname.split('/')
  assertOurHost(request, { allowedHosts: settings.hosts })
  assertOwnOrigin(request)
  if (pathname === '/_sim/health' && request.method === 'GET') {
    return Response.json({ name: 'alipay-sim', status: 'ok', instance: 'worker' })
  }
  const caller = callerOf(request, settings.token)
  const to = (id: string) => stubOf(env.SANDBOXES, id).fetch(request)
  if (first === 'sandboxes' && second === undefined) {
    if (request.method === 'GET') return list(request, env, caller, searchParams)
    if (request.method === 'POST') return make(request, env, caller)
  }
  if (first === 'sandboxes' && second !== undefined) {
    assertThere(second)
    assertOpens(caller, second)
    return to(second)
  }
  if (first === 'openapi.json' && rest.length === 0) return to(caller.sandbox ?? DEFAULT_ID)
  assertOpens(caller, DEFAULT_ID)
  return to(DEFAULT_ID)
}

function callerOf(request: Request, operator: string): Caller {
  const given = bearerToken(request)
  if (given !== undefined && isSameText(given, operator)) return {}
  const named = given === undefined ? undefined : readToken(operator, given)
  if (named) return named
  throw refused('send "Authorization: Bearer <the operator’s token, or that of a sandbox>"')
}

const refused = (detail: string) =>
  new Refusal('unauthorized', detail, {
    field: 'Authorization',
    headers: { 'www-authenticate': 'Bearer realm="alipay-sim"' },
  })

function assertOpens({ sandbox }: Caller, id: string): void {
  if (sandbox === undefined || sandbox === id) return
  throw refused(`this token opens /_sim/sandboxes/${sandbox} alone`)
}

function assertThere(id: string): void {
  try {
    assertSandboxId(id)
  } catch {
    throw new Refusal('not-found', `there is no sandbox "${id}"`, { field: 'sandbox' })
  }
}

async function make(request: Request, env: Env, caller: Caller): Promise<Response> {
  if (caller.sandbox !== undefined) throw refused('only the operator’s token makes sandboxes')
  const body = (await readBody(request, MAX_BODY_BYTES)) as { id?: unknown }
  if (typeof body.id !== 'string') throw new InputError('id', 'write it as text')
  assertSandboxId(body.id)
  if (body.id === DEFAULT_ID) throw new InputError('id', `"${DEFAULT_ID}" exists; choose another`)
  const { url, headers } = request
  const again = new Request(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return stubOf(env.SANDBOXES, body.id).fetch(again)
}

/** A page of the sandboxes there are, as each shows itself; a `link` leads to the next page. */
async function list(
  request: Request,
  env: Env,
  { sandbox }: Caller,
  query: URLSearchParams,
): Promise<Response> {
  const after = query.get('after') ?? ''
  const ids =
    sandbox === undefined ? await openNames(env.INDEX).list('sandbox', after, LISTED) : [sandbox]
  const views = await Promise.all(
    ids.map(async (id) => {
      const at = new URL(`/_sim/sandboxes/${id}`, request.url)
      const shown = await stubOf(env.SANDBOXES, id).fetch(new Request(at, request))
      return shown.ok ? [(await shown.json()) as unknown] : []
    }),
  )
  const last = ids.at(-1)
  const isMore = sandbox === undefined && last !== undefined && ids.length === LISTED
  const answer = Response.json(views.flat(), { headers: { 'cache-control': 'no-store' } })
  if (isMore) answer.headers.set('link', `</_sim/sandboxes?after=${last}>; rel="next"`)
  return answer
}
