// The gem alipay.
import type { Programs, Setup } from './program.ts'

const needs = 'gem install alipay'

type Parts = Record<'about' | 'keys' | 'order', string>

const program = (
  { appId, gateway }: Setup,
  { about, keys, order }: Parts,
) => `# The gem alipay ${about}
require 'alipay'
require 'json'

client = Alipay::Client.new(
  url: '${gateway}',
  app_id: '${appId}',
  app_private_key: File.read(File.join(__dir__, 'app-private-key.pkcs1.pem')),
  alipay_public_key: File.read(File.join(__dir__, 'alipay-public-key.pem'))${keys}
)
puts client.execute(
  method: 'alipay.trade.precreate',
  biz_content: { out_trade_no: "${order}-#{(Time.now.to_f * 1000).to_i}", total_amount: '0.01',
                 subject: 'alipay-sim' }.to_json(ascii_only: true)
)
`

const plain = (setup: Setup) =>
  program(setup, {
    about: `against alipay-sim. Needs: ${needs}
# It verifies notifications (verify?) and no reply.`,
    keys: '',
    order: 'snippet',
  })

const certificate = (setup: Setup) =>
  program(setup, {
    about: `in certificate mode. Needs: ${needs}
# It takes the SNs as they are and computes none; "alipay-sim keys check FILE" does.`,
    keys: `,
  app_cert_sn: '${setup.sns?.app ?? ''}',
  alipay_root_cert_sn: '${setup.sns?.root ?? ''}'`,
    order: 'cert',
  })

export const RUBY: Programs = {
  needs,
  plain: { file: 'ruby_snippet.rb', text: plain },
  certificate: { file: 'ruby_cert_snippet.rb', text: certificate },
}
