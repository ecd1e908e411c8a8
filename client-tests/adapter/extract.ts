// Finds a value in a reply: by JSONPath (`$.order.state`, RFC 9535) in JSON, or by a regular
// expression between slashes (`/state=(\w+)/`) in any text. Evaluates no code.
import { compile } from 'json-p3'

export interface Reply {
  status: number
  text: string
}

/** Whether `path` can be read at all; the reason if not. */
export function whyNoPath(path: string): string | undefined {
  try {
    if (path.startsWith('$')) compile(path)
    else if (!regex(path)) return 'must begin with $ (JSONPath) or be /a regular expression/'
    return undefined
  } catch (error) {
    return `cannot be read: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Every value that the path finds, as text. */
export function findAll(path: string, text: string): string[] {
  if (!path.startsWith('$')) return matches(path, text).map((match) => match[1] ?? match[0])
  return valuesAt(path, text).flatMap(asText)
}

export function findFirst(path: string, text: string): string | undefined {
  return findAll(path, text)[0]
}

/** The parts of a list, each as a text in which further paths are looked for. */
export function findEach(path: string, text: string): string[] {
  if (!path.startsWith('$')) return matches(path, text).map((match) => match[0])
  return valuesAt(path, text).map((part) => JSON.stringify(part))
}

function valuesAt(path: string, text: string): unknown[] {
  const value = json(text)
  return value === undefined ? [] : compile(path).query(value).values()
}

/** A regular expression matches; a JSONPath finds something that is not false, null or 0. */
export function isTrue(path: string, text: string): boolean {
  if (!path.startsWith('$')) return matches(path, text).length > 0
  return findAll(path, text).some((found) => !['', 'false', '0'].includes(found))
}

type Json = Parameters<ReturnType<typeof compile>['query']>[0]

function asText(value: unknown): string[] {
  if (value === null || value === undefined) return []
  return [typeof value === 'string' ? value : JSON.stringify(value)]
}

function json(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

function matches(path: string, text: string): RegExpMatchArray[] {
  const pattern = regex(path)
  return pattern ? [...text.matchAll(pattern)] : []
}

function regex(path: string): RegExp | undefined {
  const parts = /^\/(.+)\/([imsu]*)$/s.exec(path)
  return parts?.[1] === undefined ? undefined : new RegExp(parts[1], `${parts[2] ?? ''}g`)
}
