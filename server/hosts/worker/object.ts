// The Durable Object of one sandbox. It serves the same routes as a server on Node, of one sandbox alone.
import type { Hono } from 'hono'
import { isSameText } from '../../control/guard.ts'
import { problem, respondTo } from '../../control/problem.ts'
import { MAX_BODY_BYTES, readBody } from '../../control/read-body.ts'
import { DEFAULT_ID } from '../../directory/directory.ts'
import { GATEWAYS } from '../../protocols/protocols.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { StorageTrouble } from '../../storage/trouble.ts'
import { InputError } from '../../values/input-error.ts'
import { MINUTE } from '../../values/instant.ts'
import { readRequest } from '../in-process.ts'
import { createRoutes } from '../routes.ts'
import { deliverFromObject } from './deliver.ts'
import { directoryOf } from './directory.ts'
import { openLife, type Life, type Surroundings } from './life.ts'
import type { Env, ObjectState } from './platform.ts'
import { isInhabited, openNotes, takeKeys, type Wanted } from './room.ts'
import { readSettings } from './settings.ts'
import { openObjectSql } from './sql.ts'
import { tokenFor } from './tokens.ts'

/** Set on an answer that says: whom you seek is not here. */
export const GONE = 'alipay-sim-gone'

/** After a bug in what was due, which would otherwise be forgotten. */
const TRY_AGAIN_MS = MINUTE

interface Opened extends Life {
  routes: Hono<{ Bindings: object }>
}

export class SandboxObject {
  readonly #state: ObjectState
  readonly #around: Surroundings
  #opened: Opened | undefined
  #isToGo = false
  #hasFailed = false

  constructor(state: ObjectState, env: Env) {
    const { storage } = state
    this.#state = state
    this.#around = {
      env,
      settings: readSettings(env),
      storage,
      sql: openObjectSql(storage),
      onBug: (error) => {
        this.#hasFailed = true
        console.error('alipay-sim: a bug:', error)
      },
    }
  }

  async fetch(request: Request): Promise<Response> {
    const id = this.#state.id.name ?? ''
    try {
      const isHere = this.#opened !== undefined || isInhabited(this.#around.sql)
      if (!isHere && isMaking(request)) return await this.#apart(() => this.#make(id, request))
      if (!isHere && id !== DEFAULT_ID) return gone(id)
      return await this.#serve(await this.#present({ id, seed: id, isNew: !isHere }), request)
    } catch (error) {
      const answer = respondTo(error, [])
      if (answer) return answer
      throw error
    }
  }

  async #serve(opened: Opened, request: Request): Promise<Response> {
    opened.noteUse()
    const answer = await opened.routes.fetch(request, {})
    if (this.#isToGo) await this.#apart(() => this.#end())
    else if (request.method !== 'GET') await opened.claimNames()
    return answer
  }

  /** Never throws: the platform's few repetitions are for its own failures, not for a merchant's. */
  async alarm(): Promise<void> {
    const { sql, onBug } = this.#around
    try {
      if (!isInhabited(sql)) return
      const id = this.#state.id.name ?? openNotes(sql).get('id') ?? ''
      const { alarms, isOver, sandbox } = await this.#present({ id, seed: id, isNew: false })
      alarms.rang()
      if (isOver()) await this.#apart(() => this.#end())
      else sandbox.wake()
    } catch (error) {
      onBug(error)
    } finally {
      await this.#opened?.alarms.arm()
      if (this.#hasFailed) await this.#state.storage.setAlarm(Date.now() + TRY_AGAIN_MS)
      this.#hasFailed = false
    }
  }

  /** The sandbox, opened when this is the first that needs it. */
  async #present(wanted: Wanted): Promise<Opened> {
    return this.#opened ?? this.#apart(async () => this.#opened ?? (await this.#open(wanted)))
  }

  async #open(wanted: Wanted): Promise<Opened> {
    const life = await openLife(this.#around, wanted)
    this.#opened = { ...life, routes: this.#routesTo(life, wanted.isNew) }
    await life.claimNames()
    return this.#opened
  }

  /** Makes the sandbox that is asked for, and takes it back when the answer is no. */
  async #make(id: string, request: Request): Promise<Response> {
    if (this.#opened) return this.#opened.routes.fetch(request, {})
    const { settings } = this.#around
    const seed = seedIn(await readBody(request.clone(), MAX_BODY_BYTES)) ?? id
    if (seed === settings.seed) {
      throw new InputError('seed', `"${seed}" is that of the default sandbox; choose another`)
    }
    try {
      const opened = await this.#open({ id, seed, isNew: true })
      opened.noteUse()
      const answer = await opened.routes.fetch(request, {})
      if (!answer.ok) await this.#end()
      return answer
    } catch (error) {
      await this.#end()
      throw error
    }
  }

  async #end(): Promise<void> {
    const opened = this.#opened
    this.#opened = undefined
    this.#isToGo = false
    await opened?.end()
  }

  #routesTo({ sandbox, making }: Life, isNew: boolean) {
    const { settings, onBug } = this.#around
    const token = tokenFor(settings.token, sandbox.id, making)
    const directory = directoryOf(sandbox, isNew, {
      gateways: GATEWAYS,
      token,
      takeKeys: () => takeKeys(settings),
      onRemove: () => {
        this.#isToGo = true
      },
    })
    const control = {
      token: settings.token,
      isToken: (given: string) => isSameText(given, token),
      allowedHosts: settings.hosts,
      instance: sandbox.id,
      onBug,
    }
    const takeCall = (request: Request) => answerCall(sandbox, request, onBug)
    return createRoutes(directory, takeCall, control, () => undefined)
  }

  /** Nothing else reaches the object meanwhile; an error is the caller's, and does not end the object. */
  async #apart<T>(work: () => Promise<T>): Promise<T> {
    const done = await this.#state.blockConcurrencyWhile(async () => {
      try {
        return { value: await work() }
      } catch (error) {
        return { error }
      }
    })
    if ('error' in done) throw done.error
    return done.value
  }
}

const isMaking = ({ method, url }: Request): boolean =>
  method === 'POST' && new URL(url).pathname === '/_sim/sandboxes'

function seedIn(body: unknown): string | undefined {
  const isGiven = typeof body === 'object' && body !== null && 'seed' in body
  return isGiven && typeof body.seed === 'string' && body.seed !== '' ? body.seed : undefined
}

function gone(id: string): Response {
  const answer = problem('not-found', `there is no sandbox "${id}"`, { field: 'sandbox' })
  answer.headers.set(GONE, 'yes')
  return answer
}

async function answerCall(
  sandbox: Sandbox,
  request: Request,
  onBug: (error: unknown) => void,
): Promise<Response> {
  const wire = await readRequest(request)
  const key = GATEWAYS.protocolOf(wire)?.routingKey(wire)
  if (key !== undefined && !sandbox.apps.has(key) && sandbox.id !== DEFAULT_ID) {
    return gone(sandbox.id)
  }
  try {
    const exchange = await sandbox.handle(wire)
    if (exchange) return await deliverFromObject(exchange, request.signal)
    return new Response('not a gateway path\n', { status: 404 })
  } catch (error) {
    if (error instanceof StorageTrouble) return ours(503, error.message)
    onBug(error)
    return ours(500, 'met a bug in itself; see its log')
  }
}

const ours = (status: number, line: string) => new Response(`alipay-sim: ${line}\n`, { status })
