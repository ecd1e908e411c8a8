// The keys of an app in every form an SDK may want, and a program that uses them, as files. Makes
// texts; writes nothing.
import type { AppView } from '../../server/control/apps.ts'
import { CERTIFICATES } from '../init/openapi-programs/program.ts'
import { PROGRAMS } from '../init/openapi-programs.ts'

export function keyFiles(app: AppView, gateway: string): Map<string, string> {
  const files = new Map([
    ['alipay-public-key.pem', `${app.alipayPublicKey.pem}\n`],
    ['alipay-public-key.txt', `${app.alipayPublicKey.bare}\n`],
  ])
  if (app.appPublicKey) {
    files.set('app-public-key.pem', `${app.appPublicKey.pem}\n`)
    files.set('app-public-key.txt', `${app.appPublicKey.bare}\n`)
  }
  if (app.encryptKey !== undefined) files.set('encrypt-key.txt', `${app.encryptKey}\n`)
  if (app.certificates) {
    files.set(CERTIFICATES.app(app.appId), app.certificates.appCert)
    files.set(CERTIFICATES.alipay, app.certificates.alipayCert)
    files.set(CERTIFICATES.root, app.certificates.alipayRootCert)
  }
  // A merchant that brought its own public key keeps the private one to itself.
  if (app.appPrivateKey) {
    files.set('app-private-key.pkcs8.pem', `${app.appPrivateKey.pkcs8Pem.trim()}\n`)
    files.set('app-private-key.pkcs8.txt', `${app.appPrivateKey.pkcs8Bare}\n`)
    files.set('app-private-key.pkcs1.pem', `${app.appPrivateKey.pkcs1Pem}\n`)
    files.set('app-private-key.pkcs1.txt', `${app.appPrivateKey.pkcs1Bare}\n`)
    const { plain } = PROGRAMS.node
    files.set(plain.file, plain.text({ appId: app.appId, gateway }))
  }
  return files
}
