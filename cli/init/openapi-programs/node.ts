// The official SDK for Node.
import { CERTIFICATES, type Programs, type Setup } from './program.ts'

const needs = 'npm install alipay-sdk'

type Parts = Record<'head' | 'keys' | 'after' | 'order', string>

const program = ({ appId, gateway }: Setup, { head, keys, after, order }: Parts) => `${head}

const sdk = new AlipaySdk({
  appId: '${appId}',
  gateway: '${gateway}',
${keys}
})
${after}
// validateSign: the SDK checks the signature of a reply only when told to.
const reply = await sdk.exec(
  'alipay.trade.precreate',
  {
    bizContent: {
      out_trade_no: \`${order}-\${Date.now()}\`,
      total_amount: '0.01',
      subject: 'alipay-sim',
    },
  },
  { validateSign: true },
)
console.log(reply)
`

export const NODE: Programs = {
  needs,
  plain: {
    file: 'node-snippet.mjs',
    text: (setup) =>
      program(setup, {
        head: `// The official Node SDK against alipay-sim. Needs: ${needs}
// The keys beside this file are simulated and worth nothing elsewhere.
import { readFileSync } from 'node:fs'
import { AlipaySdk } from 'alipay-sdk'

const key = (name) => readFileSync(new URL(name, import.meta.url), 'utf8').trim()`,
        keys: `  privateKey: key('app-private-key.pkcs1.txt'),
  alipayPublicKey: key('alipay-public-key.txt'),`,
        after: '',
        order: 'snippet',
      }),
  },
  certificate: {
    file: 'node-cert-snippet.mjs',
    text: (setup) =>
      program(setup, {
        head: `// The official Node SDK in certificate mode. Needs: ${needs}
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { AlipaySdk } from 'alipay-sdk'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))`,
        keys: `  privateKey: readFileSync(path('app-private-key.pkcs1.txt'), 'utf8').trim(),
  appCertPath: path('${CERTIFICATES.app(setup.appId)}'),
  alipayPublicCertPath: path('${CERTIFICATES.alipay}'),
  alipayRootCertPath: path('${CERTIFICATES.root}'),`,
        after: `console.log(sdk.config.appCertSn, sdk.config.alipayRootCertSn)
`,
        order: 'cert',
      }),
  },
}
