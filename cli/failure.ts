// A command that did not work out, in one line for a person. Not for bugs.

import type { LocalizedText } from '../client-tests/rules/rule.ts'

/** 1: the simulator refused. 2: it could not run, or was called wrongly. */
export type FailureCode = 1 | 2

export class Failure extends Error {
  readonly exitCode: FailureCode
  readonly texts: LocalizedText

  /** A line of one language alone is somebody else's: the server's, the system's, a validator's. */
  constructor(exitCode: FailureCode, line: string | LocalizedText) {
    const texts = typeof line === 'string' ? { en: line, zh: line } : line
    super(texts.en)
    this.name = 'Failure'
    this.exitCode = exitCode
    this.texts = texts
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
