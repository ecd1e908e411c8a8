// A command that did not work out, in one line for a person. Not for bugs.

/** 1: the simulator refused. 2: it could not run, or was called wrongly. */
export type FailureCode = 1 | 2

export class Failure extends Error {
  readonly exitCode: FailureCode

  constructor(exitCode: FailureCode, line: string) {
    super(line)
    this.name = 'Failure'
    this.exitCode = exitCode
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
