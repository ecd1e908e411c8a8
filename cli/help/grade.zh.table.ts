// Chinese for the help of grade and scenario.
export const GRADE = {
  'Plays buyer, network and gateway around a merchant, and judges what it did.':
    '围绕商户扮演买家、网络和网关，并评判商户的行为。',
  'The merchant serves the adapter under /conformance. A program after -- is started with GATEWAY_URL, APP_ID, SELLER_ID, APP_PRIVATE_KEY, ALIPAY_PUBLIC_KEY, KEYS_DIR, STORE, PORT, NOTIFY_BASE_URL and TIME_SCALE in its environment; it is ready when it answers at PORT, or says where it listens.':
    '商户在 /conformance 下提供适配器。-- 之后的程序由本命令启动，环境变量中有 GATEWAY_URL、APP_ID、SELLER_ID、APP_PRIVATE_KEY、ALIPAY_PUBLIC_KEY、KEYS_DIR、STORE、PORT、NOTIFY_BASE_URL 和 TIME_SCALE；程序在 PORT 上应答，或输出其监听地址，即为就绪。',
  'Exit codes: 0 ready, 1 not ready, 2 could not run, 3 incomplete. With --expect, failures that are expected are set aside, and an entry that passes or is past its last day makes it 1.':
    '退出码：0 可以上线，1 不可上线，2 无法运行，3 无法判定。使用 --expect 时，预期失败不计；其中已通过或已过期的条目使退出码为 1。',
  'the program that starts the merchant': '启动商户的程序',
  'a merchant that runs already, or a mapping file onto it': '已在运行的商户，或映射到它的文件',
  "run the command (a shop's own tests) and grade what it did":
    '运行命令（商户自己的测试），并给其流量评分',
  'the same, judged by what this line prints of the shop’s books: a number, or JSON':
    '同上，并按此命令输出的账目判定：一个数字，或 JSON',
  'grade a saved journal instead of running anything': '不运行，只给保存的流水评分',
  'run 1/k times as fast (0.1: ten times), if the merchant can':
    '以 1/k 倍速运行（0.1 为十倍速），需商户支持',
  'how long sales that a slow machine left undecided are played again: 0s for never (default: as long as the run took, and at least 1m)':
    '因机器过慢而无法判定的订单，重跑多久：0s 表示不重跑（默认与本次运行同样久，至少 1m）',
  'only these scenarios (see --list)': '只运行这些场景（见 --list）',
  'also the scenarios that take half an hour (idle tills and their heartbeats)':
    '同时运行耗时半小时的场景（收银机空闲时的心跳）',
  'seed of ids, codes and chances': '编号、付款码和随机结果的种子',
  "the gateway's port with --merchant": '使用 --merchant 时网关的端口',
  "the gateway's port, for a shop that runs already": '商户已在运行时，网关使用的端口',
  'where the report files go (default: "reports"; nowhere with --journal)':
    '报告文件写入哪里（默认 reports；使用 --journal 时不写）',
  'write no files': '不写文件',
  language: '语言',
  'print every rule, order and trace, not one screen': '显示全部规则、订单和报文轨迹，而不限于一屏',
  'print the JSON report': '输出 JSON 报告',
  'list the scenarios and end': '列出场景后结束',
  'which reading of Alipay’s texts; seeds: the letter of the cited texts':
    '文本互相矛盾时以哪种为准；seeds 表示逐字按接入规范原文（docs/sources.md）',
  'YAML of known failures: rule, owner, reason, expires':
    '已知失败的 YAML 文件：rule、owner、reason、expires',
  'the filled questionnaire (grade attest writes an empty one)':
    '填好的问卷（grade attest 输出空白问卷）',
  'sign the certificate with this Ed25519 key (grade keygen)':
    '用这个 Ed25519 密钥签发证书（由 grade keygen 生成）',
  "the shop's version, for the report (default: the commit of its git repository)":
    '写入报告的商户版本（默认为其 git 仓库的提交号）',
  "show the run in a console: the grade's own until Ctrl-C, or that of a simulator at this address":
    '在控制台中显示运行过程：评分自带的控制台（按 Ctrl-C 结束），或该地址上的模拟器',
  'show the JSON report of an earlier run in the console of a simulator that runs':
    '在已运行的模拟器的控制台中显示一份以往的 JSON 报告',
  'write the comparison as a page, for people': '把对比结果写成网页，供人阅读',
  'who runs this, for the report': '写入报告的运行人',

  "what is missing or wrong in a merchant's adapter, endpoint by endpoint":
    '逐个接口检查商户的适配器缺什么、错在哪里',
  'the adapter contract as an OpenAPI 3.1 document': '以 OpenAPI 3.1 文档输出适配器约定',
  'what the till asks of an acquirer instead': '改为输出收银台对收单机构的调用约定',
  'play again what failed in a report': '重新运行报告中未通过的场景',
  'show what changed between two reports': '比较两份报告的变化',
  'print the questionnaire about what no run can show': '输出问卷，内容是运行无法证明的事项',
  'print the JSON Schema of reports, mapping files or expectations':
    '输出报告、映射文件或预期失败文件的 JSON Schema',
  'report, mapping or expectations': 'report（报告）、mapping（映射）或 expectations（预期失败）',
  'make the Ed25519 keys that sign certificates': '生成签发证书用的 Ed25519 密钥',
  'check a certificate against the key of its issuer': '用签发者的公钥验证证书',
  'a URL, a mapping file, or the program that starts the merchant':
    'URL、映射文件，或启动商户的程序',
  'the same; with a program, the mapping file onto it':
    'URL 或映射文件；与程序一起给出时，为映射到该程序的文件',
  'let the program run 1/k times as fast': '让程序以 1/k 倍速运行',
  "the gateway's port for a merchant that runs": '商户已在运行时网关的端口',
  'seed of keys and codes': '密钥和付款码的种子',
  'print the findings as JSON': '以 JSON 输出检查结果',
  'the JSON report': 'JSON 报告',
  'only what failed this rule': '只重跑未通过这条规则的场景',
  'where the files of the replay go': '重跑的报告文件写入哪里',
  'Exits 0 when nothing fails again, 1 when something does.': '退出码：0 不再有失败，1 仍有失败。',
  'a JSON report': '一份 JSON 报告',
  'a later one': '一份较新的 JSON 报告',
  'Exits 1 when a rule got worse.': '有规则变差时退出码为 1。',
  'Writes issuer-private.pem (keep it) and issuer-public.pem (hand it out).':
    '写入 issuer-private.pem（自己保管）和 issuer-public.pem（可以分发）。',
  'where to': '写入哪个目录',
  'NAME.certificate.json': 'NAME.certificate.json 文件',
  "the issuer's public key (PEM)": '签发者的公钥（PEM）',
  'also: is this the JSON report it speaks of?': '同时验证：这是证书所指的 JSON 报告吗？',
  'also: is this the journal, and does it still grade the same?':
    '同时验证：这是证书所指的流水吗？评分结果还相同吗？',

  'play a scenario and judge its expectations': '运行一个场景，并评判其预期',
  'the library: what happens, and what one learns from it': '列出场景库：发生什么，说明什么道理',
  'say what is wrong with scenario files, without playing them': '检查场景文件的错误，不运行',
  'the sentences an expectation can be written in': '列出编写预期可用的句式',
  'the JSON Schema of scenario files, for editors': '输出场景文件的 JSON Schema，供编辑器使用',
  'Plays one scenario and judges its expectations.': '运行一个场景，并评判其预期。',
  "Without a merchant the scenario's own calls are sent by a built-in signing client, in virtual time. With --merchant (a mapping file, or the URL of an adapter) or a program after --, the merchant masters its sales. --against plays it on a simulator that runs already.":
    '没有商户时，场景自带的调用由内置的签名客户端在虚拟时间中发出。给出 --merchant（映射文件或适配器的 URL）或 -- 之后的程序时，由商户处理场景中的订单。--against 在已运行的模拟器上运行场景。',
  'Exit codes: 0 every expectation met, 1 one was broken or never judged, 2 could not run.':
    '退出码：0 预期全部符合，1 有预期不符或未能评判，2 无法运行。',
  'a .yaml or .ts file, or a name of the library': '.yaml 或 .ts 文件，或场景库中的名称',
  'a mapping file, or a merchant that serves the adapter': '映射文件，或提供适配器的商户 URL',
  'a simulator that runs already': '已在运行的模拟器',
  'its control token': '该模拟器的控制令牌',
  'its sandbox': '该模拟器的哪个沙箱',
  'the data folder of that server': '该模拟器的数据目录',
  "instead of the scenario's own": '种子，代替场景自带的种子',
  'run 1/k times as fast, if the merchant can': '以 1/k 倍速运行，需商户支持',
  'draw what happened': '画出时间线',
  'save everything that happened': '把全部流水保存到文件',
  '.yaml or .ts files': '.yaml 或 .ts 文件',
}
