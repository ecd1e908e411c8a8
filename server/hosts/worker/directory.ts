// The one sandbox of a Durable Object, as the control API and the cashier ask for sandboxes.
import { DEFAULT_ID, type Directory } from '../../directory/directory.ts'
import type { AppKeys } from '../../pki/keyring.ts'
import type { Gateways } from '../../protocols/gateways.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { InputError } from '../../values/input-error.ts'

export interface Surroundings {
  gateways: Gateways
  token: string
  /** Keys of a further app; `undefined` where the seed chooses them. */
  takeKeys(): AppKeys | undefined
  /** Somebody asked for the sandbox to go. */
  onRemove(): void
}

/** `isNew` for the sandbox that was made for the request which is about to ask for it. */
export function directoryOf(
  sandbox: Sandbox,
  isNew: boolean,
  { gateways, token, takeKeys, onRemove }: Surroundings,
): Directory {
  let isExpected = isNew
  const { id } = sandbox
  return {
    home: sandbox,
    gateways,
    copies: [],
    list: () => [sandbox],
    get: (asked) => {
      // What concerns no sandbox is asked of whichever is reached.
      if (asked === id || asked === DEFAULT_ID) return sandbox
      throw new InputError('sandbox', `there is no "${asked}"`)
    },
    create: (asked) => {
      if (!isExpected || asked !== id) {
        return Promise.reject(new InputError('id', `"${asked}" exists; choose another`))
      }
      isExpected = false
      return Promise.resolve(sandbox)
    },
    remove: () => {
      if (id === DEFAULT_ID) throw new InputError('id', 'the default sandbox stays')
      onRemove()
    },
    find: () => sandbox,
    cutOff: () => {
      throw new InputError('for', 'a Worker has no listener to close; use the fault F08 instead')
    },
    ofCode: (authCode) => (sandbox.buyers.hasCode(authCode) ? sandbox : undefined),
    takeKeys: () => Promise.resolve(takeKeys()),
    appsBeside: function* () {
      // Another object's apps would have to be asked for over the network.
    },
    ofApp: (appId) => (sandbox.apps.has(appId) ? sandbox : undefined),
    tokenOf: () => token,
    close: () => sandbox.close(),
  }
}
