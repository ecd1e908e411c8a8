// python-alipay-sdk.
import { CERTIFICATES, type Programs, type Setup } from './program.ts'

const needs = 'pip install python-alipay-sdk'

type Parts = Record<'about' | 'client' | 'keys' | 'after' | 'order', string>

const program = (
  { appId, gateway }: Setup,
  { about, client, keys, after, order }: Parts,
) => `# python-alipay-sdk ${about}
import time
from pathlib import Path

from alipay import ${client}

here = Path(__file__).parent
alipay = ${client}(
    appid="${appId}",
    app_notify_url=None,
    app_private_key_string=(here / "app-private-key.pkcs1.pem").read_text(),
${keys}
    sign_type="RSA2",
)
# Its constructor knows the two gateways of Alipay only.
alipay._gateway = "${gateway}"
${after}
print(
    alipay.api_alipay_trade_precreate(
        out_trade_no=f"${order}-{int(time.time() * 1000)}",
        total_amount="0.01",
        subject="alipay-sim",
    )
)
`

const plain = (setup: Setup) =>
  program(setup, {
    about: `against alipay-sim. Needs: ${needs}
# (The official alipay-sdk-python cannot call a gateway on a port of its own.)`,
    client: 'AliPay',
    keys: '    alipay_public_key_string=(here / "alipay-public-key.pem").read_text(),',
    after: '',
    order: 'snippet',
  })

const certificate = (setup: Setup) =>
  program(setup, {
    about: `in certificate mode. Needs: ${needs}`,
    client: 'DCAliPay',
    keys: `    app_public_key_cert_string=(here / "${CERTIFICATES.app(setup.appId)}").read_text(),
    alipay_public_key_cert_string=(here / "${CERTIFICATES.alipay}").read_text(),
    alipay_root_cert_string=(here / "${CERTIFICATES.root}").read_text(),`,
    after: `print(alipay.app_cert_sn, alipay.alipay_root_cert_sn)
`,
    order: 'cert',
  })

export const PYTHON: Programs = {
  needs,
  plain: { file: 'python_snippet.py', text: plain },
  certificate: { file: 'python_cert_snippet.py', text: certificate },
}
