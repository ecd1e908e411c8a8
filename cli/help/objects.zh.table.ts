// Chinese for the help of what happens to trades: buyer, fault, notify, trade, balance, bill.
export const OBJECTS = {
  'the buyers and what they have': '列出买家及其余额',
  'a payment code (auth_code), good for one payment': '领取付款码（auth_code），只能支付一次',
  'the bill in the buyer’s wallet, newest first, with the order numbers to read out at a counter':
    '钱包里的账单，新的在前：可在柜台报出的订单号',
  'lets an app know who the buyer is: prints the code for alipay.system.oauth.token':
    '买家授权应用获知其身份：输出用于 alipay.system.oauth.token 的授权码',
  'takes back what "buyer authorise" gave: every token of it ends at once':
    '收回 buyer authorise 的授权：相关令牌立即全部失效',
  'the phone shows a new payment code, and the old one no longer works': '手机刷新付款码，旧码作废',
  'the buyer says "I have paid" and shows a picture; no money moves':
    '买家声称“我已付款”并出示截图；资金没有变动',
  'payment codes whose digits decide what the buyer does, without any command':
    '由数字决定买家行为的付款码，无需任何命令',
  'scans a QR order, now or later': '扫描二维码订单，立即或稍后',
  'confirms a page, wap or app order in the cashier': '在收银台确认 page、wap 或 app 订单',
  'the buyer of a waiting trade types the password now': '等待付款的交易：买家现在输入密码',
  'the buyer of a waiting trade closes the cashier, and the trade closes':
    '等待付款的交易：买家关闭收银台，交易随之关闭',
  'the buyer of a paid trade complains: the trade is frozen and cannot be refunded':
    '已支付的交易：买家投诉，交易被冻结，不能退款',
  'the complaint about a trade is settled, and the trade is no longer frozen':
    '投诉已处理完毕，交易解除冻结',
  'at-once, after-password=8s, never, no-money, risk-refused, closes=5s, after-cancel=1s, expired, used (default: at-once)':
    '买家如何付款：at-once 立即，after-password=8s 输密码 8 秒后，never 始终不付，no-money 余额不足，risk-refused 被风控拒绝，closes=5s 5 秒后关闭收银台，after-cancel=1s 撤销 1 秒后才付，expired 码已过期，used 码已使用（默认 at-once）',
  'whose wallet (default: the first buyer)': '哪个买家（默认第一个）',
  'a code of your own choosing': '自己指定付款码',
  'how long it is, 16 to 64 (default: 18)': '付款码位数，16 至 64（默认 18）',
  'whose form it has (default: alipay)': '哪个钱包的付款码（默认 alipay）',
  'of how many trades': '最多显示多少笔交易',
  'how much later': '多久之后',

  'the rules, in the order in which they act, and how often they matched and fired':
    '列出规则（按生效顺序），及其匹配和触发次数',
  'every fault there is, and what stays true in the books': '列出全部故障，以及账上的事实',
  'adds a rule: which fault, for which messages, how often':
    '新增规则：哪种故障，针对哪些报文，多少次',
  'which rules would act on a call, and why each other one would not':
    '某次调用会命中哪些规则，其余规则为什么不命中',
  'removes one rule': '删除一条规则',
  'switches one rule off for now; it keeps its counters': '暂停一条规则，计数保留',
  'switches a paused rule on again': '恢复一条暂停的规则',
  'the answers that the fault "breakpoint" holds': '断点（breakpoint）扣住的应答',
  'lets a held answer go on its way (all of them without an exchange)':
    '放行被扣住的应答（不写调用编号则全部放行）',
  'resets the line instead: the client never learns the answer':
    '丢弃应答并重置连接：客户端永远得不到它',
  'removes all rules': '删除全部规则',
  'whether the call is really carried out': '调用是否真正执行：是、否、稍后',
  'only this order': '只针对这个订单',
  'only this payment code': '只针对这个付款码',
  'only orders of this amount, 88.88': '只针对这个金额的订单，例如 88.88',
  'only this app': '只针对这个应用',
  'from the n-th matching message on': '从第 n 个匹配的报文开始',
  'at most this often': '最多触发多少次',
  'as long as this by the gateway clock, 10m': '有效时长，按网关时钟，例如 10m',
  'from this moment of the gateway clock on, "2026-01-05 10:00:00"':
    '从网关时钟的这一时刻开始，例如 "2026-01-05 10:00:00"',
  'only before this moment of the gateway clock': '只在网关时钟的这一时刻之前',
  'by chance, drawn from the seed': '触发概率，由种子决定',
  'once the trade has reached this state': '交易到达这个状态之后',
  'further options of the fault, see "fault catalogue"': '故障的其他选项，见 fault catalogue',
  'call (the default), notification or return':
    '报文种类：call 调用（默认）、notification 通知或 return 同步返回',
  'this order': '这个订单',
  'this payment code': '这个付款码',
  'orders of this amount, 88.88': '这个金额的订单，例如 88.88',
  'this app': '这个应用',
  'as if the trade were in this state': '假定交易处于这个状态',

  'the latest notifications and what became of them, oldest first': '最近的通知及其结果，旧的在前',
  'every send of the notifications of a trade, the answers, and their likely causes':
    '一笔交易的通知每次发送的情况：商户如何应答，原因是什么',
  'sends a genuine one once more, under the same notify_id': '再次发送一条真实通知，notify_id 不变',
  'sends all pending notifications of a trade now, retries too; the clock stays':
    '立即完成一笔交易剩余的通知发送；时钟不变',
  'cancels all pending notifications of a trade': '一笔交易剩余的通知不再发送',
  'sends, once, a notification of something that did not happen; the books stay as they are':
    '发送一次内容并未发生的通知；账不变',
  'tells a shop, once, that an order was paid, signed as genuine; the gateway need not know the order (callbacks of WeChat Pay v3)':
    '向商户发送一次支付成功通知，签名有效；网关不必有这笔订单（微信支付 v3 回调）',
  'the notify_url of the shop': '商户的 notify_url',
  'in whose words': '按哪个协议的格式',
  'of the order (default: 0.01)': '订单金额，单位元（默认 0.01）',
  'how the buyer met it (default: create, which is JSAPI)':
    '买家的支付方式（默认 create，即 JSAPI）',
  'a fault that bends it, such as N05 or N06': '使其异常的故障，例如 N05 或 N06',
  'those before this one, by its notify_id': '这条之前的通知，给出其 notify_id',
  'how many at most (default: 8)': '最多多少次（默认 8）',
  'the fault; "none" sends it correctly signed': '用哪种故障伪造；none 表示签名正确',
  'what it tells (default: TRADE_SUCCESS)': '通知的交易状态（默认 TRADE_SUCCESS）',
  'options of the fault, see "fault catalogue"': '故障的选项，见 fault catalogue',

  'the latest trades, oldest first': '最近的交易，旧的在前',
  'one trade, by out_trade_no or trade_no': '一笔交易，给出 out_trade_no 或 trade_no',
  'makes one trade older, with its timers; the clock stays': '让一笔交易及其待办事件变旧；时钟不变',
  "refunds on Alipay's merchant site, outside the API: all that is left, or this much":
    '在支付宝后台退款，不经过接口：退还剩余全部，或给出的金额',
  'the code of a QR order, to be scanned': '二维码订单的码，供扫描',
  'those before this one, by either of its numbers':
    '这笔之前的交易，给出其 out_trade_no 或 trade_no',
  'leave the time limit of an unpaid order alone': '未支付订单的超时时间保持不变',
  why: '退款原因',

  'every account of the ledger; together they are 0': '总账的全部账户，合计为 0',
  "takes money off a buyer's or seller's account to a bank; owner is the 2088 number":
    '从买家或卖家账户转出到银行；owner 是 2088 开头的账号',
  "pays money from a bank into a buyer's or seller's account": '从银行转入买家或卖家账户',

  'writes the bill of a day or month, also of one that is not over':
    '下载某日或某月的对账单，未结束的也可以',
  'puts a discrepancy into the bill of a day; the books stay as they are':
    '在某日的对账单中植入差异；账不变',
  'the discrepancies in bills': '列出已植入的差异',
  'every discrepancy there is, and what stays true in the books':
    '列出全部差异种类，以及账上的事实',
  'removes one of them': '删除一处植入的差异',
  'removes all discrepancies': '删除全部植入的差异',
  'trade or signcustomer': 'trade 或 signcustomer',
  'whose merchant (default: the first app)': '哪个应用的商户（默认第一个应用）',
  'folder to write to': '写入哪个目录',
  'whose bill (default: today, whose bill comes tomorrow)':
    '哪一天的对账单（默认今天，其账单明天生成）',
  'options of the discrepancy, see "bill catalogue"': '差异的选项，见 bill catalogue',
}
