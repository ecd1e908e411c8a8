// The official SDK for PHP.
import { CERTIFICATES, type Programs, type Setup } from './program.ts'

const needs = 'composer require alipaysdk/openapi'

type Parts = Record<'about' | 'client' | 'keys' | 'after' | 'order', string>

const program = ({ appId, gateway }: Setup, { about, client, keys, after, order }: Parts) => `<?php
// The official PHP SDK ${about}
error_reporting(E_ALL & ~E_DEPRECATED);
$sdk = __DIR__ . '/vendor/alipaysdk/openapi/v2/aop';
require_once "$sdk/${client}.php";
require_once "$sdk/request/AlipayTradePrecreateRequest.php";

$aop = new ${client}();
$aop->gatewayUrl = '${gateway}';
$aop->appId = '${appId}';
$aop->rsaPrivateKey = trim(file_get_contents(__DIR__ . '/app-private-key.pkcs1.txt'));
${keys}
$aop->apiVersion = '1.0';
$aop->signType = 'RSA2';
$aop->postCharset = 'UTF-8';
$aop->format = 'json';
${after}
$request = new AlipayTradePrecreateRequest();
$request->setBizContent(json_encode([
    'out_trade_no' => '${order}-' . (int) (microtime(true) * 1000),
    'total_amount' => '0.01',
    'subject' => 'alipay-sim',
]));
print_r($aop->execute($request));
`

const plain = (setup: Setup) =>
  program(setup, {
    about: `against alipay-sim. Needs: ${needs}
// It wants the private key as PKCS#1 on one line, and RSA2 said aloud: its default is RSA.`,
    client: 'AopClient',
    keys: "$aop->alipayrsaPublicKey = trim(file_get_contents(__DIR__ . '/alipay-public-key.txt'));",
    after: '',
    order: 'snippet',
  })

const certificate = (setup: Setup) =>
  program(setup, {
    about: `in certificate mode. Needs: ${needs}`,
    client: 'AopCertClient',
    keys: `$aop->alipayrsaPublicKey = $aop->getPublicKey(__DIR__ . '/${CERTIFICATES.alipay}');
$aop->isCheckAlipayPublicCert = true;
$aop->appCertSN = $aop->getCertSN(__DIR__ . '/${CERTIFICATES.app(setup.appId)}');
$aop->alipayRootCertSN = $aop->getRootCertSN(__DIR__ . '/${CERTIFICATES.root}');`,
    after: `echo $aop->appCertSN, ' ', $aop->alipayRootCertSN, PHP_EOL;
`,
    order: 'cert',
  })

export const PHP: Programs = {
  needs,
  plain: { file: 'php-snippet.php', text: plain },
  certificate: { file: 'php-cert-snippet.php', text: certificate },
}
