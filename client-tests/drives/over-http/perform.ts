// Carries the calls of a mapping file: HTTP requests to the shop, and commands, which find their
// values in the environment and never in the command line.
import { startLine } from '../../../server/hosts/platform.ts'
import type { Reply } from '../../adapter/extract.ts'
import type { Perform } from '../../adapter/mapping/answers.ts'
import type { Mapping } from '../../adapter/mapping/file.ts'
import type { Action } from '../../adapter/mapping/schema.ts'
import { fillBody, fillJson, fillPlain, fillUrl, type Values } from '../../adapter/template.ts'

/** A shop that answers only after the payment needs this long. */
const TIMEOUT_MS = 180_000

export function performOver(
  { base_url = '', headers }: Mapping,
  port: number | undefined,
): Perform {
  const ofRun: Values = port === undefined ? {} : { port: String(port) }
  const base = fillPlain(base_url, ofRun).replace(/\/+$/, '')
  return async (action, values) => {
    const all = { ...values, ...ofRun }
    if (action.run !== undefined) return run(action.run, all)
    return send(base, { ...action, headers: { ...headers, ...action.headers } }, all)
  }
}

async function send(base: string, action: Action, values: Values): Promise<Reply> {
  const { url = '', body_template: template } = action
  const body = template === undefined ? undefined : bodyOf(template, action.headers ?? {}, values)
  const address = fillUrl(url, values)
  try {
    const response = await fetch(address.startsWith('/') ? base + address : address, {
      method: action.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body && { 'content-type': body.type }),
        ...Object.fromEntries(
          Object.entries(action.headers ?? {}).map(([name, text]) => [
            name.toLowerCase(),
            fillPlain(text, values),
          ]),
        ),
      },
      body: body?.text,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { status: 0, text: cause instanceof Error ? cause.message : String(cause) }
  }
}

function bodyOf(
  template: NonNullable<Action['body_template']>,
  headers: Readonly<Record<string, string>>,
  values: Values,
): { type: string; text: string } {
  const json = 'application/json'
  if (typeof template !== 'string') {
    return { type: json, text: JSON.stringify(fillJson(template, values)) }
  }
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  const guess = /^\s*[{[]/.test(template) ? json : 'application/x-www-form-urlencoded'
  const type = given ?? guess
  return { type, text: fillBody(template, values, type) }
}

function run(command: string, values: Values): Promise<Reply> {
  const named = Object.entries(values).map(([name, value]) => [name.toUpperCase(), value])
  const env = { ...process.env, ...Object.fromEntries(named) }
  return new Promise((resolve) => {
    const child = startLine(command, env)
    let out = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.once('error', (error) => resolve({ status: 0, text: error.message }))
    // A command that fails is a shop that refuses; what it said is its reason.
    child.once('close', (code) =>
      resolve(code === 0 ? { status: 200, text: out } : { status: 500, text: errors || out }),
    )
  })
}
