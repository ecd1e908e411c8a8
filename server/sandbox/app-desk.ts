// A sandbox's applications as a person meets them.
import { readPublicKey } from '../pki/key-pair.ts'
import type { App } from '../protocols/protocol.ts'
import { InputError } from '../values/input-error.ts'
import { certify } from './certify.ts'
import type { Parts } from './parts.ts'
import { addApp } from './people.ts'

export function openAppDesk(parts: Parts) {
  return {
    list: (): App[] => parts.apps.all(),
    has: (appId: string): boolean => parts.apps.get(appId) !== undefined,
    /** Without a public key of its own the app gets ready-made keys. */
    add: (name: string, appPublicKey?: string): App => {
      const key = appPublicKey === undefined ? undefined : checkedKey(appPublicKey)
      return parts.writer.transact(() => addApp(parts, { name, appPublicKey: key }))
    },
    /** Gives the app certificates; without SNs in a request it stays in key mode. */
    certify: (appId: string): Promise<App> => certify(parts, appId),
  }
}

function checkedKey(given: string): string {
  try {
    return readPublicKey(given)
  } catch {
    throw new InputError('appPublicKey', 'no RSA public key; give PEM or its bare Base64 body')
  }
}
