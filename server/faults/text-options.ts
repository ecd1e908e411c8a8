// Options of a fault that come as text: from a command line, or from a header.
import * as v from 'valibot'
import { parseDuration } from '../values/instant.ts'
import type { Fault } from './fault.ts'

/** `20000` is text for one option and a number for another: the fault's own schema decides. */
export function fittingOption(fault: Fault, name: string, text: string): unknown {
  // A duration is told by its unit, and read where all options are.
  if (parseDuration(text) !== undefined) return text
  return [text, plainValue(text)].find((value) => isTaken(fault, name, value)) ?? text
}

function isTaken(fault: Fault, name: string, value: unknown): boolean {
  const { issues = [] } = v.safeParse(fault.options, { [name]: value })
  return !issues.some(({ path }) => path?.[0]?.key === name)
}

/** A number or a truth value where the text is one. */
export function plainValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}
