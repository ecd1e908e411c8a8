// The deployed Worker with a count of what its objects read and write, which is what they cost. Bundled for
// cost.workers.test.ts.
import worker, { IndexObject, SandboxObject as Plain } from '../worker.ts'
import { stubOf, type Env, type ObjectState, type SqlStorage } from './platform.ts'

export { IndexObject }

interface Cursor {
  rowsRead: number
  rowsWritten: number
}

export class SandboxObject extends Plain {
  readonly #count: () => object

  constructor(state: ObjectState, env: Env) {
    const { storage } = state
    const cursors: Cursor[] = []
    let alarms = 0
    const exec: SqlStorage['exec'] = (query, ...bindings) => {
      const cursor = storage.sql.exec(query, ...bindings)
      cursors.push(cursor as unknown as Cursor)
      return cursor
    }
    super(
      {
        id: state.id,
        blockConcurrencyWhile: (work) => state.blockConcurrencyWhile(work),
        storage: {
          sql: { exec },
          transactionSync: (work) => storage.transactionSync(work),
          getAlarm: () => storage.getAlarm(),
          setAlarm: (at) => {
            alarms += 1
            return storage.setAlarm(at)
          },
          deleteAlarm: () => storage.deleteAlarm(),
          deleteAll: () => storage.deleteAll(),
        },
      },
      env,
    )
    const sum = (of: keyof Cursor) => cursors.reduce((all, cursor) => all + cursor[of], 0)
    this.#count = () => {
      const { databaseSize } = storage.sql as unknown as { databaseSize: number }
      const counted = { read: sum('rowsRead'), written: sum('rowsWritten'), alarms, databaseSize }
      cursors.length = 0
      alarms = 0
      return counted
    }
  }

  override fetch(request: Request): Promise<Response> {
    const isCount = new URL(request.url).pathname === '/count'
    return isCount ? Promise.resolve(Response.json(this.#count())) : super.fetch(request)
  }
}

const counting = {
  fetch: (request: Request, env: Env): Promise<Response> =>
    new URL(request.url).pathname === '/count'
      ? stubOf(env.SANDBOXES, 'default').fetch(request)
      : worker.fetch(request, env),
}

export default counting
