// Chinese for the help of what runs, stores and shows: serve, sandbox, clock, journal, app, init, keys, explain.
export const SERVE = {
  'the address of the console, with its token: keep it out of logs':
    '控制台的地址，带令牌：请勿写入日志',
  'port to listen on; 0 picks a free one': '监听端口；0 表示任选一个空闲端口',
  'address to listen on': '监听地址',
  'folder of the databases, keys and token': '存放数据库、密钥和令牌的目录',
  'keep nothing: what there is ends with the server': '什么都不保存：数据随服务器停止而消失',
  'make the files of certificate mode too, beside the keys': '除密钥外，再生成证书模式所需的文件',
  'decides ids, names, keys and chance of a fresh folder':
    '新目录的种子，决定编号、名称、密钥和随机结果',
  'make every key pair anew, none of the published ready-made ones':
    '所有密钥对全部重新生成，不用公开的现成密钥',
  'the fault profile: random faults of the gateway': '网关按概率出错的程度',
  'which reading of Alipay’s texts; seeds: the letter of the cited texts':
    '网关遵循哪种文本；seeds 表示逐字按接入规范原文（docs/sources.md）',
  'a further port for the control API alone': '另开一个只供控制接口使用的端口',
  'the gateway with https too, on 8443 or another port': '网关另以 https 提供，默认端口 8443',
  'a proxy on 8601 or another port, for HTTPS_PROXY: answers for the payment hosts alone':
    '代理，默认端口 8601，供 HTTPS_PROXY 使用；只应答支付宝网关的主机名',
  'folder of the certificates of both (default: DIR/tls)': '以上两者的证书目录（默认：DIR/tls）',
  'how far fresh clocks are ahead, such as 90s or -90s': '新时钟快多少，例如 90s；-90s 表示慢',
  'token of the control API (default: made and kept in DIR)':
    '控制接口的令牌（默认自动生成，存于 DIR）',
  'a further notification target, repeatable': '另外允许的通知目标主机，可重复给出',
  'a further name of the control API, repeatable': '控制接口另外接受的主机名，可重复给出',
  'print one JSON line when ready, with the file of the control token':
    '就绪后输出一行 JSON，其中写明控制令牌所在的文件',
  'print the control token itself (it may end up in logs)': '直接输出控制令牌（会留在日志里）',

  'the sandboxes and their apps': '列出沙箱及其应用',
  'makes a sandbox with an app, keys and buyers of its own': '新建沙箱，有自己的应用、密钥和买家',
  'removes a sandbox and its database': '删除沙箱及其数据库',
  'the seller, drawn from the seed: its name, its stores (store_id) and its goods':
    '按种子生成的卖家：名称、门店（store_id）和商品',
  'shows the fault profile, or changes it: calm, mild, rough or magic-amounts; the same seed repeats its faults':
    '查看或更改出错档位：calm、mild、rough 或 magic-amounts；相同种子可重现',
  'shows the reading of Alipay’s texts, or changes it: default, or seeds (the letter of the cited texts)':
    '查看或更改网关遵循的文本：default，或 seeds（逐字按接入规范原文）',
  'the gateway is unreachable for a while; a separate control port stays reachable':
    '一段时间内网关无法访问；单独的控制端口不受影响',
  'shows the options of the gateway, and changes those that are given':
    '查看网关的选项，并更改给出的各项',
  'decides its ids, names, keys and chance (default: id)':
    '种子，决定编号、名称、密钥和随机结果（默认为沙箱 id）',
  'calm, mild, rough or magic-amounts (default: calm)':
    'calm、mild、rough 或 magic-amounts（默认 calm）',
  'default or seeds (default: default)': 'default 或 seeds（默认 default）',

  'the time, the speed, and the next thing that will happen': '当前时间、快慢、下一个将发生的事件',
  'moves the clock forward; everything on the way happens at its own time':
    '时钟前进；其间的事件各在自己的时刻发生',
  'jumps to the next thing that will happen, and lets it happen': '跳到下一个事件，并让它发生',
  'goes to the first moment of the next day in China': '前进到北京时间次日零点',
  'lets things happen until a condition holds, and stops there': '一直前进到条件成立为止',
  'how fast time passes: 1 real, 60 a minute per second, 0 frozen':
    '时间快慢：1 为真实速度，60 为每秒一分钟，0 为停止',
  'stops the clock (clock rate 1 lets it go on)': '停止时钟（clock rate 1 恢复）',
  'how far at most (default: ten years)': '最多前进多久（默认十年）',

  'the latest entries, oldest first': '最近的流水，旧的在前',
  'one exchange whole: request, books, faults, reply, why it was answered so, and a curl':
    '完整显示一次调用：请求、账务、故障、应答、为什么这样应答，以及可重发的 curl',
  'prints entries as they happen, until interrupted': '实时输出流水，直到中断',
  'saves the whole journal, one JSON entry a line, codes masked ("-": standard output)':
    '保存全部流水，每行一条 JSON，付款码打码（“-”表示标准输出）',
  'how many orders were paid and how many calls succeeded; the guide asks for 95 %':
    '订单支付成功率和调用成功率；接入规范要求 95 %',
  'keep the journal of so long only, such as 7d': '只保留这么久以内的流水，例如 7d',
  'keep so many entries of it only': '只保留这么多条流水',
  'keep so many bytes of it only, such as 500M': '流水最多占用多少字节，例如 500M',
  'how much of the journal is kept; with an option, what is kept from now on':
    '查看流水保留多少；给出选项则从现在起改变',
  'removes the oldest entries, now and once, until what is left is within the bounds given':
    '立即清理一次：删除最早的流水，直到剩余部分不超过给出的限度',
  'those of so long are kept, such as 7d': '保留这么久以内的流水，例如 7d',
  'so many are kept': '保留这么多条',
  'so many bytes are kept, such as 500M': '最多保留多少字节，例如 500M',
  'keep everything': '全部保留',
  'begin after this entry (default: from now on)': '从这条之后开始（默认从现在开始）',
  'a saved journal instead of a running sandbox': '读取保存的流水，而不是运行中的沙箱',

  'the apps (their keys too with --json)': '列出应用（加 --json 同时给出密钥）',
  'adds an app, with ready-made keys unless it brings its own public key':
    '新增应用；未提供公钥时使用现成的密钥',
  'a merchant lets another app act for it: prints the app_auth_code':
    '商户把应用授权给另一个应用：输出 app_auth_code',
  'the merchant ends that: every app_auth_token of it ends at once':
    '商户收回应用授权：相关的 app_auth_token 立即全部失效',
  'writes the keys of an app and the three files of certificate mode into a folder':
    '把应用的密钥和证书模式的三个文件写入目录',
  'writes the keys of an app and a snippet that uses them into a folder':
    '把应用的密钥和一段使用它们的代码写入目录',
  'a public key of your own: PEM or bare Base64': '自己的公钥：PEM 或不带头尾的 Base64',
  'which app may act (default: the first app)': '授权给哪个应用（默认第一个）',
  'which app loses it (default: the first app)': '从哪个应用收回（默认第一个）',

  'which of node, java, python, php, go, csharp, ruby':
    '哪些语言：node、java、python、php、go、csharp、ruby',
  'what a key or certificate file is, and which form each SDK takes':
    '识别密钥或证书文件，并说明各 SDK 如何配置它',
  'the text that your program signed or verified': '你的程序实际签名或验签的文本',
  'whose keys (default: the message’s own app)': '用哪个应用的密钥（默认为报文所属的应用）',
}
