// Reaches a merchant over HTTP: starts its program or takes one that runs, speaks the adapter or
// translates by a mapping file, and gives one function that carries calls.
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningServer } from '../../../server/hosts/node.ts'
import type { Entry } from '../../../server/journal/entry.ts'
import { mappedCall } from '../../adapter/mapping/call.ts'
import type { Mapping } from '../../adapter/mapping/file.ts'
import { fillPlain } from '../../adapter/template.ts'
import type { AdapterReply, CallAdapter } from '../../adapter/merchant.ts'
import { performOver } from './perform.ts'
import {
  placeForMerchant,
  startMerchant,
  type MerchantPlace,
  type RunningMerchant,
} from './process.ts'

/** A program, or one that runs already; it serves the adapter unless a mapping file is given. */
export type MerchantTarget =
  | { command: readonly string[]; env?: Record<string, string>; mapping?: Mapping }
  | { url: string }
  | { mapping: Mapping }

export interface Reached {
  call: CallAdapter
  /** Of a program that was started here. */
  pid?: number
}

/** A merchant that can be started anew with another time scale, in the same place with the same store. */
export interface Startable extends AsyncDisposable {
  /** Without a scale the one that runs goes on, or is started as it is. */
  at(timeScale: number | undefined): Promise<Reached>
}

/** No adapter call should take longer; a merchant that blocks is a merchant that hangs. */
const ADAPTER_TIMEOUT_MS = 10_000
/** Except these: a bill that is not there yet is asked for again and again, and a switch answers at the end. */
const PATIENT_TIMEOUT_MS = 150_000
const PATIENT_PATHS = ['/reconcile', '/payments']
const READY_WITHIN_MS = 20_000

export async function reachMerchant(
  target: MerchantTarget,
  server: RunningServer,
  timeScale?: number,
): Promise<Reached & AsyncDisposable> {
  const started = startable(target, server)
  try {
    const reached = await started.at(timeScale)
    return { ...reached, [Symbol.asyncDispose]: () => started[Symbol.asyncDispose]() }
  } catch (error) {
    await started[Symbol.asyncDispose]()
    throw error
  }
}

/** A merchant that runs already is as it is, whatever scale is asked for. */
export function startable(target: MerchantTarget, server: RunningServer): Startable {
  const { listen } = server.sandbox.journal
  let place: MerchantPlace | undefined
  let running: RunningMerchant | undefined
  let reached: Reached | undefined
  return {
    at: async (timeScale) => {
      if (reached && (timeScale === undefined || !('command' in target))) return reached
      await running?.[Symbol.asyncDispose]()
      running = undefined
      if (!('command' in target)) return (reached = { call: await reachRunning(target, listen) })
      const { command, env, mapping } = target
      const readyUrl = mapping && ((port: number) => addressOf(mapping, port))
      place ??= await placeForMerchant()
      running = await startMerchant(command, server, place, { timeScale, env, readyUrl })
      const call = mapping
        ? mappedCall(mapping, performOver(mapping, running.port))
        : callOver(running.url, scenariosOf(listen))
      return (reached = { call, pid: running.pid })
    },
    [Symbol.asyncDispose]: async () => {
      await running?.[Symbol.asyncDispose]()
      await place?.[Symbol.asyncDispose]()
    },
  }
}

type Listen = (onEntry: (entry: Entry) => void) => unknown

/** A merchant that runs already. */
export async function reachRunning(
  target: { url: string } | { mapping: Mapping },
  listen: Listen,
): Promise<CallAdapter> {
  if ('url' in target) return callOver(target.url.replace(/\/+$/, ''), scenariosOf(listen))
  await waitFor(addressOf(target.mapping))
  return mappedCall(target.mapping, performOver(target.mapping, undefined))
}

/** Where a mapped shop says that it is there. */
function addressOf(
  { base_url, ready = '/', start_sale, start_qr }: Mapping,
  port?: number,
): string {
  const fill = (text: string) => fillPlain(text, port === undefined ? {} : { port: String(port) })
  if (/^https?:/.test(ready)) return fill(ready)
  const base = base_url ?? start_sale?.url ?? start_qr?.url ?? ''
  if (!/^https?:/.test(base)) return ''
  return new URL(fill(ready), fill(base).replace(/[?{].*$/, '')).href
}

async function waitFor(url: string): Promise<void> {
  if (url === '') return
  for (let waitedMs = 0; ; waitedMs += 250) {
    try {
      await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).arrayBuffer()
      return
    } catch {
      if (waitedMs >= READY_WITHIN_MS) throw new Error(`merchant: nothing answers at ${url}`)
    }
    await pause(250)
  }
}

type ScenarioOf = (path: string, body: unknown) => string | undefined

function callOver(merchantUrl: string, scenarioOf: ScenarioOf): CallAdapter {
  const runId = crypto.randomUUID()
  return async (method, path, body): Promise<AdapterReply> => {
    const scenario = scenarioOf(path, body)
    try {
      const response = await fetch(`${merchantUrl}/conformance${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          'x-run-id': runId,
          ...(scenario !== undefined && { 'x-scenario-id': scenario }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(
          PATIENT_PATHS.includes(path) ? PATIENT_TIMEOUT_MS : ADAPTER_TIMEOUT_MS,
        ),
      })
      return { status: response.status, text: await response.text() }
    } catch (error) {
      return { status: 0, text: error instanceof Error ? error.message : String(error) }
    }
  }
}

/** Knows the scenario of a call by the sale, the refund or the order number in it. */
function scenariosOf(listen: Listen): ScenarioOf {
  const known = new Map<string, string>()
  listen((entry) => {
    if (entry.kind === 'sale') known.set(entry.saleId, entry.scenario)
    if (entry.kind !== 'belief') return
    const scenario = known.get(entry.saleId)
    if (scenario === undefined) return
    for (const { outTradeNo } of entry.attempts) known.set(outTradeNo, scenario)
  })
  return (path, body) => {
    const named = typeof body === 'object' && body !== null ? Object.values(body) : []
    const inPath = path.split('/').map(decodeURIComponent)
    const scenario = [...named, ...inPath].map((word) => known.get(String(word))).find(Boolean)
    if (scenario === undefined || !path.startsWith('/refunds')) return scenario
    for (const word of named) known.set(String(word), scenario)
    return scenario
  }
}
