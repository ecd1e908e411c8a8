// Chinese for what every help says: its fixed words, the program itself, and options of many commands.
export const SHARED = {
  '[options]': '[选项]',
  '[command]': '[命令]',
  'Usage:': '用法:',
  'Options:': '选项:',
  'Arguments:': '参数:',
  'Commands:': '命令:',
  'Examples:': '示例:',
  default: '默认',
  choices: '可选',
  none: '无',
  all: '全部',
  'output the version number': '显示版本号',
  'display help for command': '显示帮助',

  "Simulates Alipay's payment gateways, misbehaves on demand, grades integrations.":
    '模拟支付宝支付网关，可按需制造异常，并为商户接入评分。',
  'start the simulator (this is also what no command means)': '启动模拟器（不写命令时也是它）',
  'buyers: payment codes, scans, passwords': '买家在钱包里的操作：付款码、扫码、输密码',
  'make the gateway misbehave': '让网关出错',
  'look at the clock, move it, change its speed': '查看时钟、拨动时钟、改变快慢',
  'notifications: what was sent, and sending more, forged ones too':
    '异步通知：查看已发送的，重发，伪造',
  'everything that happened, listed, followed or saved': '流水：查看、跟踪或保存发生过的一切',
  'keys in every form and a program to copy, for six languages':
    '六种语言的各种格式密钥，以及可直接复制的程序',
  'why a signature was refused or cannot be verified; what a rule asks, with code':
    '签名为什么被拒绝，或为什么验签失败；某条规则要求什么，附代码',
  'the trades of the gateway': '账上的交易',
  'what is on the accounts, and money to and from a bank': '账户余额，以及与银行之间的转账',
  'statements as files, and discrepancies put into them': '对账单文件，以及在其中植入差异',
  'apps and their keys': '应用及其密钥',
  'what a key or certificate file is': '识别密钥或证书文件',
  'grade a merchant against the integration checklist': '按接入规范给商户评分',
  'scenarios: play one, list the library': '带预期的场景：运行一个，或列出场景库',
  'sandboxes for parallel jobs, and the options of the gateway':
    '供并行任务使用的独立沙箱，及其时限',
  'tab completion for bash, zsh and fish': 'bash、zsh 和 fish 的 Tab 补全',
  'whose script': '哪种 shell 的脚本',

  'a gateway on http://127.0.0.1:8600/gateway.do': '网关地址为 http://127.0.0.1:8600/gateway.do',
  'a payment code whose owner needs 8 seconds': '一个付款码，持码人 8 秒后输入密码',
  'the next payment succeeds and answers "unknown"': '下一笔支付成功，但应答为“未知”',
  'a day later, with everything on the way': '前进到一天之后，其间的事件依次发生',
  watch: '实时查看',
  'is the merchant ready for production?': '商户可以上线吗？',

  'which sandbox (default: default)': '哪个沙箱（默认 default）',
  'print JSON for scripts': '输出 JSON，供脚本使用',
  'where the server is (default: $ALIPAY_SIM_URL, or DIR/server.json)':
    '服务器地址（默认取 $ALIPAY_SIM_URL，或 DIR/server.json）',
  'its control token (default: $ALIPAY_SIM_TOKEN, or DIR/server.json)':
    '服务器的控制令牌（默认取 $ALIPAY_SIM_TOKEN，或 DIR/server.json）',
  'the data folder of the server': '服务器的数据目录',
  'for which gateway: alipay, or wechat (settings, certificate, and programs for Node and Python)':
    '哪个网关：alipay，或 wechat（配置、商户证书，以及 Node 与 Python 示例）',
  'instead what a shop at the old gateway is set up with':
    '改为写出老网关 mapi 所需的密钥与示例程序',
  'instead what a client of AMS, the international gateway, is set up with':
    '改为写出国际网关 AMS 客户端所需的密钥与示例程序',
  'instead a small shop with the adapter that it is graded through, to start from':
    '改为生成一个带适配器的小商户，可直接评分，作为起点',
  'which app (default: the first)': '哪个应用（默认第一个）',
  'how many': '最多显示多少条',
  'show payment codes in full': '付款码完整显示，不打码',
  'PAY, PRECREATE, QUERY, CANCEL, CLOSE, REFUND, BILLGET, …':
    '接口：PAY、PRECREATE、QUERY、CANCEL、CLOSE、REFUND、BILLGET 等',
  'openapi-v2 or openapi-v3': 'openapi-v2 或 openapi-v3',
}
