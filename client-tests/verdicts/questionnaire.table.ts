// What no trace can show, as questions to the merchant. Those that concern one gateway alone say so; to others
// they are not applicable.
import type { LocalizedText } from '../rules/rule.ts'

export interface Question {
  id: string
  source: string
  asks: LocalizedText
  /** Rules that see from outside what the question asks about. */
  linked: readonly string[]
}

const question = (
  id: string,
  source: string,
  linked: string,
  en: string,
  zh: string,
): Question => ({
  id,
  source,
  asks: { en, zh },
  linked: linked.split(' ').filter(Boolean),
})

export const QUESTIONS: readonly Question[] = [
  question(
    'ATT-01',
    '000:L12; 004:L25',
    'EXC-10',
    'Is every INVALID_PARAMETER monitored, with an alert? Evidence: the dashboard or alert rule.',
    '是否监控所有 INVALID_PARAMETER 并告警？证据：监控面板或告警规则。',
  ),
  question(
    'ATT-02',
    '000:L17-20; 003:L59-63',
    'EXC-03',
    'Is there a process with an owner and a deadline for transactions a person must settle?',
    '异常交易的人工处理是否有流程、负责人和时限？',
  ),
  question(
    'ATT-03',
    '000:L27; 004:L60',
    'MON-03',
    'Is the success rate of payments monitored, with 95 % as the threshold?',
    '是否监控支付成功率，阈值为 95 %？',
  ),
  question(
    'ATT-04',
    '000:L42; 004:L92',
    'POLL-06 ONE-03 ONE-04',
    'Does the cashier confirm with the customer, and refund first, before charging again?',
    '再次收款之前，收银员是否与用户确认，并先退款？',
  ),
  question(
    'ATT-05',
    '004:L181',
    'CASH-02',
    'After a cancel, does the till show a strong prompt and lead to the manual query? A screenshot.',
    '撤销成功后收银端是否有强提示，并引导手动查询？证据：截图。',
  ),
  question(
    'ATT-06',
    '004:L181',
    'CASH-03',
    'While a cancel is unresolved, does the till say that a refund may follow? A screenshot.',
    '撤销结果未知时，收银端是否提示处理中、可能退款，并告知用户？证据：截图。',
  ),
  question(
    'ATT-07',
    '004:L183',
    'CASH-04',
    'Are cases escalated to headquarters, and confirmed in your system or the Alipay back office?',
    '异常是否上报总部，并在自有系统或支付宝后台确认？',
  ),
  question(
    'ATT-08',
    '004:L183',
    'CASH-01',
    "As a last resort, does the shop ask for the customer's bill or call the hotline 95188?",
    '兜底手段：核对用户账单、拨打 95188？',
  ),
  question(
    'ATT-09',
    '004:L185',
    '',
    'Was the shop trained that only its own system decides, and does it accept the liability?',
    '门店是否经过培训：以商户系统为唯一依据，并承担责任？',
  ),
  question(
    'ATT-10',
    '004:L144',
    'MON-01 MON-02',
    'Are the figures of the heartbeat measured at the terminal, and not at the server?',
    '心跳数据是否在终端采集，而不是在服务端？',
  ),
  question(
    'ATT-11',
    '001:L25-30; 004:L401',
    'NTF-12',
    'Is notify_url reachable from the internet, and can the terminal reach the outside network?',
    '通知地址是否公网可达，终端能否访问外网？',
  ),
  question(
    'ATT-12',
    '001:L61,L75',
    'EXC-03',
    "AMS: does everybody who settles such cases know how to reach Alipay's technical support?",
    '国际网关（AMS）：多次重试仍无结果时，处理人员是否知道如何联系支付宝技术支持？',
  ),
  question(
    'ATT-13',
    '001:L116',
    'AMS-14',
    'AMS: is it stored for ever which paymentRequestIds belong to which order? Evidence: the table.',
    '国际网关（AMS）：是否持久保存业务订单号与 paymentRequestId 的对应关系？证据：表结构。',
  ),
  question(
    'ATT-14',
    '001:L25, L142-143, L171-172, L192',
    'ACQ-05',
    'Acquirers: which way are your shops connected, and which time-outs have gateway and shop? If another way: what did Alipay’s technical support say?',
    '收单机构：商户采用何种集成模式，网关与商户的超时各为多少？若为其他模式，支付宝技术支持的意见是什么？',
  ),
  question(
    'ATT-15',
    '001:L174-177',
    'ACQ-03 CAN-06',
    'Is there a store-and-forward queue for cancels, at least on the side of the shop? Show where it lies on disk.',
    '是否至少在商户端实现了撤销的存储转发队列？请说明其持久化位置。',
  ),
  question(
    'ATT-16',
    '001:L110',
    'AMS-18',
    'AMS, service providers: was Alipay given the address for the news of tokens before going live?',
    '国际网关（AMS）服务商：上线前是否已向支付宝提供接收令牌通知的地址？',
  ),
  question(
    'ATT-17',
    '001:L130; 002:L33; 004:L393',
    'NTF-15',
    'Which lock keeps a notification and a query from booking one payment twice? Describe it.',
    '通知与查询并发时，用什么数据锁避免重复入账？请说明。',
  ),
  question(
    'ATT-18',
    '003:L51, L64-66, L72',
    'REC-03 REC-04',
    'Are books compared daily, and is a reversal a mark on the original and a record of its own?',
    '是否每日对账；撤销是否在原单标记并新增一条记录？',
  ),
  question(
    'ATT-19',
    '004:L136',
    'ORD-11',
    'Do the goods_id values equal those configured in the Koubei back office?',
    'goods_id 是否与口碑后台的配置一致？',
  ),
  question(
    'ATT-20',
    '004:L124',
    'ORD-09',
    'Was sys_service_provider_id checked to be the right PID?',
    '是否核对过 sys_service_provider_id？',
  ),
  question(
    'ATT-21',
    '002:L8-9',
    '',
    'Old gateway: are only virtual goods, or goods without shipment and confirmation, sold by direct pay?',
    '旧网关：即时到账是否只用于虚拟物品或无需发货、确认收货的交易？',
  ),
  question(
    'ATT-22',
    '002:L24-25, L27-28',
    '',
    'Old gateway: is balance payment without a certificate contracted where buyers need it, and is it understood that nobody controls what happens on a bank’s page?',
    '旧网关：如需免证书余额支付是否已申请开通；是否了解进入网银页面后支付宝无法控制支付效率？',
  ),
  question(
    'ATT-23',
    '002:L36-38',
    '',
    'Old gateway: does accounting follow the way in which fees are charged, at once or monthly?',
    '旧网关：账务处理是否符合手续费扣取模式（实时或月结）？',
  ),
  question(
    'ATT-24',
    '002:L94-95',
    '',
    'Old gateway: have those who refund with a password a certificate or pay shield, and the payment password?',
    '旧网关：有密退款的操作人员是否已安装数字证书或支付盾，并持有支付密码？',
  ),
  question(
    'ATT-25',
    '002:L100-102',
    '',
    'Old gateway: is there a procedure for cards that are lost or closed: a new number from the customer, a declaration, and the refund entrusted to Alipay?',
    '旧网关：客户银行卡挂失或注销时，是否有收集新卡号、提供声明并委托支付宝退款的流程？',
  ),
  question(
    'ATT-26',
    '002:L55-57',
    '',
    'Old gateway: is the line to the gateway reliable, and watched?',
    '旧网关：到网关的网络是否畅通并有监控？',
  ),
  question(
    'ATT-27',
    '002:L64-65',
    'REF-09',
    'Old gateway: does the account that refunds come from always hold enough, and who fills it up?',
    '旧网关：退款账号余额是否充足，由谁充值？',
  ),
  question(
    'ATT-28',
    '002:L46-47',
    'MAPI-04',
    'Old gateway: where seller_email is sent, who changes it when the login name of the account changes?',
    '旧网关：如使用 seller_email，登录名变更时由谁同步修改程序？',
  ),
  question(
    'ATT-29',
    '004:L96-100',
    'ORD-05',
    'Are scanner, firmware and till free of a limit to codes of 28… or of 18 digits?',
    '扫码枪、固件和前端是否没有限制 28 开头或 18 位？',
  ),
  question(
    'ATT-30',
    '002:L43-44',
    'MAPI-05',
    'Old gateway: is the browser sent there by a form, and never by window.open or location.replace? Evidence: the page.',
    '旧网关：是否以 form 表单跳转，不使用 window.open、location.replace？证据：页面代码。',
  ),
  question(
    'ATT-31',
    '002:L103-105',
    'MAPI-13',
    'Old gateway: is there a procedure for refunds without an answer or without news for 24 hours, and do people submit the same batch again?',
    '旧网关：退款无应答或超过 24 小时未收到通知时，是否有人工以原批次重新提交的流程？',
  ),
  question(
    'ATT-32',
    '002:L70-71',
    'MAPI-12',
    'Old gateway: is the account named by seller_email signed for refunds under the same contract?',
    '旧网关：seller_email 对应的收款账号是否已在同一支付圈签约？',
  ),
]
