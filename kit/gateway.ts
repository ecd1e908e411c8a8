// What interception needs of a sandbox: `createSandbox` and `createTestSandbox` give it.
import type { MemorySandbox } from '../server/hosts/memory.ts'
import { InputError } from '../server/values/input-error.ts'
import { clockworkOf } from './clockwork.ts'

export interface InterceptedGateway extends Pick<MemorySandbox, 'fetch' | 'time'> {
  journal: Pick<MemorySandbox['journal'], 'listen'>
}

/** Refuses what is no sandbox; what it does is news from now on, and time waits for what comes of it. */
export function watchGateway(sandbox: InterceptedGateway): void {
  if (typeof sandbox?.fetch === 'function' && typeof sandbox.time?.ringNext === 'function') {
    sandbox.journal.listen(() => clockworkOf(sandbox.time).stepped())
    return
  }
  throw new InputError(
    'sandbox',
    'give what createTestSandbox() or createSandbox() returns; a server needs no interception: give ' +
      "its address to the client, as in new AlipaySdk({ gateway: server.url + '/gateway.do' })",
  )
}
