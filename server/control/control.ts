// The control API under /_sim/: everything a person, a script or the console can do to a sandbox.
// Sequences the checks and routes by the endpoints' declarations; each resource is its own file.
import { Hono, type Context } from 'hono'
import { DEFAULT_ID, type Directory } from '../directory/directory.ts'
import { apps } from './apps.ts'
import { authorisations } from './authorisations.ts'
import { balances } from './balances.ts'
import { bills } from './bills.ts'
import { buyers } from './buyers.ts'
import { clock } from './clock.ts'
import { IN_SANDBOX, pathsOf, type Endpoint } from './endpoint.ts'
import { explain } from './explain.ts'
import { faults } from './faults.ts'
import { grades } from './grades.ts'
import { assertOurHost, assertOwnOrigin, assertToken, type GuardOptions } from './guard.ts'
import { journal } from './journal.ts'
import { createMeta } from './meta.ts'
import { notifications } from './notifications.ts'
import { options } from './options.ts'
import { problem, Refusal, respondTo } from './problem.ts'
import { pruning } from './pruning.ts'
import { readBody } from './read-body.ts'
import { sandboxes } from './sandboxes.ts'
import { tillOf, type OwnLine } from './till.ts'
import { batches } from './batches.ts'
import { trades } from './trades.ts'
import { triggers } from './triggers.ts'

export interface ControlOptions extends GuardOptions {
  /** Told of a bug: an error that is nobody's input. */
  onBug: (error: unknown) => void
  /** Tells this server from every other; shown to everybody. */
  instance: string
  /** How this host reaches its own gateway; without it there is no till. */
  ownLine?: OwnLine
}

/** Every endpoint of the control API. */
function endpoints({ instance, ownLine }: ControlOptions): Endpoint[] {
  const table: Endpoint[] = [
    ...createMeta(() => table, instance),
    ...sandboxes,
    ...options,
    ...apps,
    ...authorisations,
    ...trades,
    ...batches,
    ...bills,
    ...buyers,
    ...balances,
    ...triggers,
    ...clock,
    ...faults,
    ...notifications,
    ...journal,
    ...pruning,
    ...explain,
    ...tillOf(ownLine),
    ...grades,
  ]
  return table
}

export function createControl(directory: Directory, options: ControlOptions): Hono {
  const table = endpoints(options)
  const open = table.filter(({ isOpen }) => isOpen).map(({ path }) => `/_sim${path}`)
  const control = new Hono()
  control.use(async ({ header }, next) => {
    await next()
    header('cache-control', 'no-store')
    header('x-content-type-options', 'nosniff')
  })
  control.use(async ({ req }, next) => {
    assertOurHost(req.raw, options)
    assertOwnOrigin(req.raw)
    if (!(isRead(req.method) && open.includes(req.path))) assertToken(req.raw, options)
    await next()
  })
  for (const [path, there] of byPath(table)) {
    control.all(path, (context) => dispatch(directory, there, context))
  }
  control.all('*', ({ req }) => {
    throw new Refusal('not-found', whatThereIs(table, req.path))
  })
  control.onError((error, { req }) => {
    const answer = respondTo(error, Object.keys(req.param()))
    if (answer) return answer
    options.onBug(error)
    return problem('bug', 'see the log of the server')
  })
  return control
}

/** Endpoints by full path; what belongs to a sandbox has two. */
function byPath(table: readonly Endpoint[]): Map<string, Endpoint[]> {
  const paths = new Map<string, Endpoint[]>()
  for (const endpoint of table) {
    for (const at of pathsOf(endpoint)) paths.set(at, [...(paths.get(at) ?? []), endpoint])
  }
  return paths
}

function whatThereIs(table: readonly Endpoint[], path: string): string {
  const there = table
    .filter(({ replacedBy }) => replacedBy === undefined)
    .map(({ method, path }) => `${method} /_sim${path}`)
  return (
    `there is no ${path}; there are ${there.join(', ')} ` +
    `(also below /_sim${IN_SANDBOX} instead of the default sandbox's /_sim; ` +
    'GET /_sim/openapi.json says more)'
  )
}

async function dispatch(
  directory: Directory,
  endpoints: readonly Endpoint[],
  { req }: Context,
): Promise<Response> {
  const method = req.method === 'HEAD' ? 'GET' : req.method
  const found = endpoints.find((one) => one.method === method)
  if (!found) {
    const allow = endpoints.map((one) => one.method).join(', ')
    throw new Refusal('method-not-allowed', `use ${allow}`, { headers: { allow } })
  }
  const params: Record<string, string> = req.param()
  return found.answer({
    directory,
    sandbox: directory.get(params.sandbox ?? DEFAULT_ID),
    params,
    query: req.query(),
    body: isRead(req.method) ? {} : await readBody(req.raw, found.mostBytes),
  })
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}
