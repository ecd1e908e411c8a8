// Two servers on one set of databases would write over each other. `server.json` names the server of a
// folder; a request to its address shows whether it still runs.
import { readServerFile, type ServerFile } from './data-folder.ts'
import { Failure } from '../failure.ts'
import type { Io } from '../io.ts'

export async function assertUnused(dir: string, request: Io['fetch']): Promise<void> {
  const file = readServerFile(dir)
  if (!file || !(await isAlive(file, request))) return
  throw new Failure(2, {
    en:
      `${dir} is in use by the server at ${file.url} (pid ${file.pid}): use that one, stop it, ` +
      'or choose another --data folder and --port',
    zh:
      `${dir} 正被 ${file.url} 的服务器使用（pid ${file.pid}）：请使用该服务器，或停止它，` +
      '或更换 --data 目录和 --port',
  })
}

/** A server that was killed leaves its file behind, and its port to whoever comes next. */
async function isAlive({ url, instance }: ServerFile, request: Io['fetch']): Promise<boolean> {
  try {
    const response = await request(`${url}/_sim/health`, { signal: AbortSignal.timeout(1_000) })
    const health: unknown = await response.json()
    if (typeof health !== 'object' || health === null) return false
    const isOurs = 'name' in health && health.name === 'alipay-sim'
    // A server of an earlier version names no instance, neither there nor in its file.
    return isOurs && ('instance' in health ? health.instance : undefined) === instance
  } catch {
    // Nobody there, or nobody of ours.
    return false
  }
}
