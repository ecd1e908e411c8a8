// A reference acquirer as a program: HTTP below, AMS above, a file for its books, real timers. Settings come
// from the environment; it prints one JSON line when it is ready.
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { serve as listen } from '@hono/node-server'
import { MODELS } from '../../scenario/acquirer/scenario.ts'
import { createProcessClock } from '../exemplary/process/clock.ts'
import { restartProcess } from '../exemplary/process/restart.ts'
import { createAcquirer } from './acquirer.ts'
import { createAlipay } from './alipay.ts'
import { usualDecisions, type Decisions, type Model } from './decisions/decisions.ts'
import { flawedAcquirers } from './flawed.ts'
import type { Disk } from './ports.ts'
import { serve } from './serve.ts'
import { styledAcquirers } from './styles.ts'

class SettingsError extends Error {}

try {
  start()
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function start(): void {
  const { model, bend } = chosen()
  const decisions: Decisions = { ...usualDecisions(model), ...bend }
  const timeScale = Number(process.env['TIME_SCALE'] ?? '1')
  const file = required('STORE', 'a file for its books')
  const account = {
    url: required('AMS_URL', 'the address of the gateway, such as http://127.0.0.1:8600'),
    clientId: required('AMS_CLIENT_ID', 'the client id at AMS'),
    privateKey: required('AMS_MERCHANT_PRIVATE_KEY', 'its private key (PEM)'),
    gatewayPublicKey: required('AMS_GATEWAY_PUBLIC_KEY', 'the public key of the gateway (PEM)'),
  }
  // One beginning of scaled time over all restarts.
  const epoch = fileDisk(`${file}.epoch`)
  const epochMs = Number(epoch.read() ?? Date.now())
  epoch.write(String(epochMs))
  const clock = createProcessClock(timeScale, epochMs)
  const alipay = createAlipay({ account, clock, fetch })
  const newId = () => randomUUID().replaceAll('-', '')
  const acquirer = createAcquirer(model, { alipay, disk: fileDisk(file), clock, newId }, decisions)
  const served = { model, acquirer, decisions, timeScale }
  const port = Number(process.env['PORT'] ?? '0')
  const answer = async (request: Request): Promise<Response> => {
    if (!request.url.endsWith('/conformance/admin/restart')) return serve(served, request)
    // Time for this answer to leave; nothing else is waited for, as with kill -9.
    setTimeout(() => restartProcess(port), 20)
    return Response.json({}, { status: 202 })
  }
  listen({ fetch: answer, hostname: '127.0.0.1', port }, (at) => {
    acquirer.resume()
    console.log(JSON.stringify({ event: 'ready', url: `http://127.0.0.1:${at.port}` }))
  })
}

function chosen(): { model: Model; bend: Partial<Decisions> } {
  const { values } = parseArgs({ options: { model: { type: 'string' }, as: { type: 'string' } } })
  if (values.as !== undefined) {
    const all = [...flawedAcquirers, ...styledAcquirers]
    const found = all.find(({ name }) => name === values.as)
    if (found) return found
    throw new SettingsError(`--as ${values.as}: one of ${all.map(({ name }) => name).join(', ')}`)
  }
  const model = MODELS.find((one) => one === (values.model ?? 'forwarding'))
  if (model) return { model, bend: {} }
  throw new SettingsError(`--model ${values.model ?? ''}: one of ${MODELS.join(', ')}`)
}

function required(name: string, what: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new SettingsError(`Set ${name} to ${what}.`)
  return value
}

/** Written beside it and renamed, so that a crash leaves the old text or the new one. */
function fileDisk(file: string): Disk {
  return {
    read: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
    write: (text) => {
      writeFileSync(`${file}.new`, text)
      renameSync(`${file}.new`, file)
    },
  }
}
