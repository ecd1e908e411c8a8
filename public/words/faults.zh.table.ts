// What each fault does, and what is true in the books afterwards, in Chinese; by the fault's name.
const UNTOUCHED = '账本不变。'
const BY_EXECUTED = 'executed=no：什么都没发生。executed=yes：全部发生了。'

export const FAULTS_ZH: Readonly<Record<string, readonly [about: string, ledger: string]>> = {
  unknown: ['应答“结果未知”，不论调用是否已执行。', 'F01：什么都没发生。F02：全部发生了。'],
  'lost-reply': [
    '在应答之前断开连接（rst、fin 或 hang）。',
    'F03：全部发生了，但没人被告知。F04：什么都没发生。',
  ],
  hang: [
    '不应答，直到客户端断开（或持续 for 指定的时间）。',
    'executed=no：什么都没发生；yes：立即执行；later：在 commitAfter 之后执行。',
  ],
  slow: [
    '延迟 delay（再加最多 jitter）应答，或每隔 every 发送 chunkBytes 字节。',
    '与没有故障时相同：全部发生了，应答会到达。',
  ],
  'late-commit': [
    '搁置调用；在客户端被告知交易不存在之后再过 delta 才执行。',
    '在此之前什么都没发生；之后如同调用刚刚到达。',
  ],
  breakpoint: [
    '断点：扣住应答，直到有人放行或丢弃，最长为 for 指定的时间。',
    '调用到达时全部发生了；被扣住的只是应答。',
  ],
  refused: ['收到第一个字节就重置连接，代替拒绝连接。', '什么都没发生。'],
  truncate: ['只发送应答的前 afterBytes 字节（默认一半）。', '全部发生了；返回的内容被截断。'],
  'http-error': ['应答 HTTP 502、503 或 504 和一个 HTML 页面。', BY_EXECUTED],
  garbage: ['应答 HTTP 200，但内容不是 JSON、外壳错误或为空。', BY_EXECUTED],
  'bad-signature': ['应答的签名被改动、由他人密钥签发，或缺失。', '全部发生了；但应答不可信。'],
  'mixed-reply': ['以有效签名返回另一笔订单的应答。', '此订单全部发生了；应答说的是另一笔。'],
  'duplicate-request': [
    '执行调用，并在 gap 之后再执行一次同样的调用。',
    '如同商户发送了两次：只支付、撤销一次，每个退款号只退一次。',
  ],
  reorder: [
    '压住调用；在同一订单的撤销之后再过 delta 才执行。',
    '撤销之后仍被支付，除非沙箱保留墓碑。',
  ],
  'pending-forever': [
    '付款和查询始终应答“等待买家付款”。',
    '账本不变：交易可能已支付、已关闭或在等待。',
  ],
  'stale-query': ['支付之后的一段时间内，查询仍显示之前的状态。', '已支付；只是查询滞后。'],
  'invalid-parameter': ['应答参数错误，作为业务失败或公共错误。', '什么都没发生。'],
  'business-failure': ['应答所选的错误：业务失败或公共错误。', '什么都没发生。'],
  'retry-flag': [
    '撤销应答 retry_flag=Y，结果为成功或未知；或因余额不足应答 N。',
    'executed=no：交易保持原状。executed=yes：仍然被撤销。',
  ],
  'cancel-refused': ['撤销因超时或其他原因被拒绝。', '交易保持原状。'],
  'cancel-race': [
    '撤销到达时买家付款，撤销在 before 之后才执行。',
    '买家自己付了款，随后被撤销退回：已关闭，全额退款。',
  ],
  'no-fund-change': [
    '退款刚刚移动了资金，却应答 fund_change=N。',
    '只退款一次：由本次或之前的调用。',
  ],
  'balance-low': [
    '在退款或撤销之前，卖家提走全部余额，until 之后放回。',
    '卖家的钱在银行；被拒绝的调用没有移动资金。',
  ],
  throttle: ['应答调用过于频繁（v3 为 HTTP 429）。', '什么都没发生。'],
  'duplicate-number': ['应答订单号已被使用：条款不同、已支付或已关闭。', BY_EXECUTED],
  'partial-batch': [
    '受理批量退款，其中部分明细（items，从 1 起）失败。',
    '失败的明细未退款，其余已退款。',
  ],
  'refund-refused': ['退款被拒绝，或被悄悄丢弃（99-silent）。', '没有退款，即使应答说已退款。'],
  'paid-meanwhile': [
    '查询途中买家付款并收到通知；应答仍是“等待”。',
    '买家已付款，就在查询作出判断之后。',
  ],
  'duplicate-notification': ['额外发送通知的副本。', '账本不变：只有一笔支付，无论通知几次。'],
  'delay-notification': ['首次通知延迟 delay 发送。', UNTOUCHED],
  'reorder-notification': [
    '压住通知，直到该订单的下一个通知发出。',
    '账本不变：先发生的仍然在先。',
  ],
  'lose-notification': ['通知的前几次发送丢失；0 表示全部丢失。', '账本不变：商户必须主动查询。'],
  'forge-notification': ['发送网关从未签名的通知。', '账本不变：没有付款。'],
  'wrong-currency': ['通知的金额与订单相同，币种却是另一种（网关写明币种时）。', '账本不变。'],
  'wrong-amount': ['通知的 total_amount 与订单不符。', UNTOUCHED],
  'foreign-app': ['以另一个 app_id 通知；其余内容和签名都正确。', UNTOUCHED],
  'foreign-seller': ['通知的 seller_id 和 seller_email 与订单不符。', UNTOUCHED],
  'unknown-order': ['通知一个无人知道的 out_trade_no 和 trade_no。', '账本不变：没有这笔交易。'],
  'notification-params': ['增加、去掉或清空通知的参数，签名有效。', '账本不变，通知内容属实。'],
  'notification-text': [
    '在字段中放入特殊字符，或改变字符集，签名有效。',
    '账本不变，通知所述的付款属实。',
  ],
  'notify-before-reply': [
    '先发送支付通知，调用的应答（of=reply）或页面上的买家（of=return）在 lead 之后才返回。',
    '账本不变：已支付，只是告知的顺序相反。',
  ],
  'notify-at-once': ['付款或查询应答“已支付”的同时发送通知副本。', '账本不变：只有一笔支付。'],
  'refund-notification': ['通知一笔退款：最近的一笔，或编造的一笔。', '账本不变：已退款额不变。'],
  'finished-notification': [
    '以 TRADE_FINISHED 代替真实状态，或在其后 after 发送。',
    '账本不变：交易保持其状态。',
  ],
  'stale-state': [
    '以等待或关闭状态代替真实状态，或在其后 after 发送。',
    '账本不变：交易保持其状态。',
  ],
  'replay-notification': ['在 after 之后再次发送真实通知的原始报文。', '账本不变：只有一笔支付。'],
  'lose-acknowledgement': [
    '听不到商户对前几次发送的应答；0 表示都听不到。',
    '账本不变：以同一 notify_id 再次通知。',
  ],
  'unknown-state': ['通知一个没有文档的 trade_status。', '账本不变：交易保持其状态。'],
  'forge-return': ['买家未付款离开收银台，却带着伪造的 return_url 返回。', '账本不变：没有付款。'],
  'expired-link': [
    '下载账单应答 403，如同链接已超过 30 秒。',
    '账本不变：账单还在，新的链接可以下载。',
  ],
  'unknown-fields': ['应答中增加没有文档的字段，签名有效。', '账本不变：应答的内容与之前相同。'],
  'member-order': ['打乱应答字段的顺序，签名有效。', '账本不变：应答的内容与之前相同。'],
  'gbk-reply': ['以 GBK 字节应答“结果未知：繁忙”，声明为 utf-8，签名有效（v2）。', BY_EXECUTED],
  'own-query': [
    '通知发往带查询串的 notify_url，如同商户登记时就带有它。',
    '账本不变：通知是真实的。',
  ],
}
