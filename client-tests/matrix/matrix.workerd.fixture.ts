// A flawed merchant plays the scenarios of cancelling inside a Durable Object, in virtual time, over the object's own
// SQLite. Bundled for matrix.workers.test.ts, whose runtime names the classes.
import { openObjectSql } from '../../server/hosts/worker.ts'
import { undeclared } from '../merchants/mutants/mutant.ts'
import { mutants } from '../merchants/mutants/mutants.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { gradeInMatrix } from './matrix.ts'

type State = { storage: Parameters<typeof openObjectSql>[0] }

/** Those that show something of the mutants' topic; all of them take minutes. */
const ofTopic = SCENARIOS.filter(({ exercises }) =>
  exercises.some((rule) => rule.startsWith('CAN-')),
)

export class SandboxObject {
  readonly #storage: State['storage']

  constructor({ storage }: State) {
    this.#storage = storage
  }

  async fetch(request: Request): Promise<Response> {
    const name = new URL(request.url).searchParams.get('mutant')
    const mutant = mutants.find((one) => one.name === name)
    if (!mutant) return new Response(`no mutant is called ${name}\n`, { status: 404 })
    const { card, restless } = await gradeInMatrix(mutant, ofTopic, openObjectSql(this.#storage))
    return Response.json({ undeclared: undeclared(mutant, card), restless })
  }
}

export class IndexObject extends SandboxObject {}

interface Env {
  SANDBOXES: {
    idFromName(name: string): unknown
    get(id: unknown): { fetch(request: Request): Promise<Response> }
  }
}

/** A fresh object for every merchant. */
const worker = {
  fetch: (request: Request, { SANDBOXES }: Env) =>
    SANDBOXES.get(SANDBOXES.idFromName(request.url)).fetch(request),
}

export default worker
