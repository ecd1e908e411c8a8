// The certificates that tests look at.
import { makeCertificates } from './certificates.ts'
import { readyMade } from './key-pair.ts'

export const wishes = {
  appId: '9021000123456789',
  pid: '2088721123456789',
  account: 'shop@sandbox.com',
  appPublicKey: readyMade('app', 0).publicKey,
  alipayPublicKey: readyMade('gateway', 0).publicKey,
  serials: {
    root: '1'.repeat(24),
    class2: '2'.repeat(24),
    app: '3'.repeat(24),
    alipay: '4'.repeat(24),
  },
}

export const made = await makeCertificates(wishes)
