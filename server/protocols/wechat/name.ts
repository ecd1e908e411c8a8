// The name of the one protocol of WeChat Pay that is spoken here, as the journal and fault rules have it.
export const NAME = 'wechat-v2'
