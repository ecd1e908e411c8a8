<?php
// A small shop that takes payment codes, with the adapter that alipay-sim grades it through. It needs
// nothing but PHP 8 with openssl. Keep the adapter at the end and replace the shop above it by your own,
// or start yours from it.
//   alipay-sim grade adapter-check -- php shop.php
//   alipay-sim grade -- php shop.php
//
// PHP does nothing between two requests, so each look at a sale takes it a step further; in production a
// queue or a cron job does that.

if (PHP_SAPI === 'cli') {
    // Several at once: a notification comes while a call waits for the gateway.
    putenv('PHP_CLI_SERVER_WORKERS=6');
    $server = [PHP_BINARY, '-S', '127.0.0.1:' . getenv('PORT'), __FILE__];
    exit(proc_close(proc_open($server, [STDIN, ['file', '/dev/null', 'w'], ['file', '/dev/null', 'w']], $pipes)));
}

// Timers run so much faster while the suite plays faster; 1 in production.
define('SCALE', (float) (getenv('TIME_SCALE') ?: '1'));
define('NOTIFY_URL', getenv('NOTIFY_BASE_URL') . '/notify');
const PAID = ['TRADE_SUCCESS', 'TRADE_FINISHED'];

// --- the gateway ------------------------------------------------------------------------------------

function text_to_sign(array $params): string
{
    $params = array_filter($params, fn ($value) => $value !== '');
    ksort($params, SORT_STRING);
    return implode('&', array_map(fn ($name, $value) => "$name=$value", array_keys($params), $params));
}

function is_signed(string $text, string $signature): bool
{
    $bytes = base64_decode($signature, true);
    return $bytes !== false && openssl_verify($text, $bytes, getenv('ALIPAY_PUBLIC_KEY'), OPENSSL_ALGO_SHA256) === 1;
}

/** The fields of the reply; null when nobody can tell what became of the call. */
function alipay(string $method, array $biz): ?array
{
    $params = [
        'app_id' => getenv('APP_ID'), 'method' => $method, 'charset' => 'utf-8', 'format' => 'JSON',
        'sign_type' => 'RSA2', 'version' => '1.0',
        'notify_url' => $method === 'alipay.trade.pay' ? NOTIFY_URL : '',
        'timestamp' => gmdate('Y-m-d H:i:s', time() + 8 * 3600),
        'biz_content' => json_encode($biz, JSON_UNESCAPED_UNICODE),
    ];
    openssl_sign(text_to_sign($params), $sign, getenv('APP_PRIVATE_KEY'), OPENSSL_ALGO_SHA256);
    $params['sign'] = base64_encode($sign);
    $form = http_build_query(array_filter($params, fn ($value) => $value !== ''));
    $http = [
        'method' => 'POST', 'content' => $form, 'timeout' => 5 * SCALE, 'ignore_errors' => true,
        'header' => 'content-type: application/x-www-form-urlencoded;charset=utf-8',
    ];
    $text = @file_get_contents(getenv('GATEWAY_URL'), false, stream_context_create(['http' => $http]));
    $name = '"' . str_replace('.', '_', $method) . '_response"';
    $reply = json_decode((string) $text, true);
    $fields = $reply[trim($name, '"')] ?? null;
    if (!is_array($fields) || !isset($reply['sign'])) {
        return null;
    }
    // What was signed is the text of that member, as it came.
    $from = strpos($text, '{', strpos($text, $name) + strlen($name));
    $before = substr($text, 0, strrpos($text, '"sign"'));
    if (!is_signed(substr($text, $from, strrpos($before, '}') + 1 - $from), $reply['sign'])) {
        return null;
    }
    $is_unclear = preg_match('/SYSTEM_ERROR|unknow-error/', $fields['sub_code'] ?? '') === 1;
    return $fields['code'] === '20000' || $is_unclear ? null : $fields;
}

// --- the shop: its books are a file, and one request at a time writes them ---------------------------

/** Runs with the books, and keeps what it changed in them. */
function books(callable $work)
{
    $file = fopen(getenv('STORE') . '.json', 'c+');
    flock($file, LOCK_EX);
    $books = json_decode(stream_get_contents($file) ?: '', true) ?: ['sales' => [], 'refunds' => [], 'items' => []];
    $result = $work($books);
    ftruncate($file, 0);
    rewind($file);
    fwrite($file, json_encode($books));
    fclose($file);
    return $result;
}

function hundredths($yuan): int
{
    return (int) round((float) $yuan * 100);
}

function sale_numbered(array $books, string $number): ?string
{
    foreach ($books['sales'] as $id => $sale) {
        if ($sale['number'] === $number) {
            return (string) $id;
        }
    }
    return null;
}

/** However often it is told: one payment, one entry. */
function settle_paid(string $id): void
{
    books(function (array &$books) use ($id) {
        $sale = &$books['sales'][$id];
        if (!in_array($sale['status'], ['PAID', 'REFUNDED'], true)) {
            $sale['status'] = 'PAID';
            $sale['effects'][] = ['type' => 'PAID', 'amount' => $sale['amount']];
        }
    });
}

function change(string $id, array $fields): void
{
    books(function (array &$books) use ($id, $fields) {
        $books['sales'][$id] = array_merge($books['sales'][$id], $fields);
    });
}

function in_seconds(float $count): float
{
    return microtime(true) + $count * SCALE;
}

/** One request works on a sale at a time; another one leaves it to that. */
function alone(string $id, callable $work): void
{
    $lock = fopen(getenv('STORE') . '.' . md5($id) . '.lock', 'c');
    if (flock($lock, LOCK_EX | LOCK_NB)) {
        $work();
    }
    fclose($lock);
}

/** The next step of a sale whose time has come. */
function step(string $id): void
{
    $books = books(fn (array &$books) => $books);
    $sale = $books['sales'][$id];
    if ($sale['next_at'] > microtime(true)) {
        return;
    }
    match ($sale['step']) {
        'PAY' => pay($id, $sale),
        'ASK' => poll($id, $sale),
        'CANCEL' => cancel($id, $sale),
        default => null,
    };
    foreach ($books['refunds'] as $refund_id => $refund) {
        if ($refund['sale_id'] === $id && $refund['status'] === 'PENDING' && $refund['next_at'] <= microtime(true)) {
            send_refund((string) $refund_id, $refund, $sale);
        }
    }
}

function pay(string $id, array $sale): void
{
    change($id, ['step' => 'ASK', 'next_at' => in_seconds(3)]);
    $reply = alipay('alipay.trade.pay', [
        'out_trade_no' => $sale['number'], 'total_amount' => $sale['amount'], 'subject' => $sale['subject'],
        'scene' => 'bar_code', 'auth_code' => $sale['auth_code'], 'store_id' => 'SHOP1', 'timeout_express' => '5m',
    ]);
    if (($reply['code'] ?? '') === '10000') {
        settle_paid($id);
        change($id, ['step' => 'DONE', 'next_at' => 0]);
    } elseif ($reply === null) {
        ask($id, $sale);
    } elseif ($reply['code'] !== '10003' && ($reply['sub_code'] ?? '') !== 'ACQ.TRADE_HAS_SUCCESS') {
        change($id, ['status' => 'UNPAID', 'step' => 'DONE', 'next_at' => 0]);
    }
}

function poll(string $id, array $sale): void
{
    ask($id, $sale);
    $tries = $sale['tries'] + 1;
    $status = books(fn (array &$books) => $books['sales'][$id]['status']);
    if ($status !== 'PENDING') {
        change($id, ['step' => 'DONE', 'next_at' => 0]);
    } elseif ($tries < 10) {
        change($id, ['tries' => $tries, 'next_at' => in_seconds(3)]);
    } else {
        change($id, ['tries' => 0, 'step' => 'CANCEL', 'next_at' => 0]);
    }
}

function ask(string $id, array $sale): void
{
    $reply = alipay('alipay.trade.query', ['out_trade_no' => $sale['number']]);
    $state = $reply['trade_status'] ?? '';
    if (in_array($state, PAID, true)) {
        settle_paid($id);
    } elseif ($state === 'TRADE_CLOSED' && $sale['status'] === 'PENDING') {
        change($id, ['status' => 'UNPAID']);
    }
}

function cancel(string $id, array $sale): void
{
    $reply = alipay('alipay.trade.cancel', ['out_trade_no' => $sale['number']]);
    $tries = $sale['tries'] + 1;
    if (($reply['code'] ?? '') === '10000' && ($reply['retry_flag'] ?? 'N') !== 'Y') {
        books(function (array &$books) use ($id, $reply) {
            $sale = &$books['sales'][$id];
            $was_booked = $sale['status'] === 'PAID';
            $is_back = $was_booked || ($reply['action'] ?? '') === 'refund';
            $sale = array_merge($sale, ['status' => $is_back ? 'REVERSED' : 'UNPAID', 'step' => 'DONE', 'next_at' => 0]);
            if ($was_booked) {
                $sale['effects'][] = ['type' => 'REVERSED', 'amount' => $sale['amount']];
            }
        });
    } elseif ($tries < 12) {
        change($id, ['tries' => $tries, 'next_at' => in_seconds(5)]);
    } else {
        hand_over($id, 'CANCEL');
    }
}

function send_refund(string $refund_id, array $refund, array $sale): void
{
    // The same number and amount for every try: it is one refund.
    $reply = alipay('alipay.trade.refund', [
        'out_trade_no' => $sale['number'], 'refund_amount' => $refund['amount'], 'out_request_no' => $refund_id,
    ]);
    $is_done = ($reply['code'] ?? '') === '10000';
    $is_failed = $reply !== null && !$is_done && ($reply['sub_code'] ?? '') !== 'ACQ.SELLER_BALANCE_NOT_ENOUGH';
    $is_given_up = !$is_done && !$is_failed && $refund['tries'] >= 12;
    books(function (array &$books) use ($refund_id, $refund, $is_done, $is_failed, $is_given_up) {
        $own = &$books['refunds'][$refund_id];
        $own['tries'] += 1;
        $own['next_at'] = in_seconds(5);
        $own['status'] = $is_done ? 'REFUNDED' : ($is_failed ? 'FAILED' : ($is_given_up ? 'ESCALATED' : 'PENDING'));
        if ($is_done) {
            $books['sales'][$refund['sale_id']]['status'] = 'REFUNDED';
            $books['sales'][$refund['sale_id']]['effects'][] = ['type' => 'REFUNDED', 'amount' => $refund['amount']];
        }
    });
    if ($is_given_up) {
        hand_over($refund['sale_id'], 'REFUND');
    }
}

function hand_over(string $id, string $op): void
{
    books(function (array &$books) use ($id, $op) {
        $sale = &$books['sales'][$id];
        if ($sale['status'] === 'PENDING') {
            $sale['status'] = 'ESCALATED';
        }
        $sale['step'] = 'DONE';
        $sale['next_at'] = 0;
        $books['items'][] = ['attempt' => $sale['number'], 'op' => $op, 'reason' => 'unknown', 'at' => gmdate('c')];
    });
}

/** Verified and compared before it is believed; what is known already is acknowledged. */
function notified(string $text): string
{
    // parse_str would rename fields with dots and spaces.
    $form = [];
    foreach (explode('&', $text) as $pair) {
        [$name, $value] = explode('=', $pair, 2) + [1 => ''];
        $form[urldecode($name)] = urldecode($value);
    }
    $signed = array_diff_key($form, ['sign' => 0, 'sign_type' => 0]);
    $books = books(fn (array &$books) => $books);
    $id = sale_numbered($books, $form['out_trade_no'] ?? '');
    $is_ours = $id !== null
        && is_signed(text_to_sign($signed), $form['sign'] ?? '')
        && ($form['app_id'] ?? '') === getenv('APP_ID')
        && ($form['seller_id'] ?? '') === getenv('SELLER_ID')
        && hundredths($form['total_amount'] ?? '0') === hundredths($books['sales'][$id]['amount']);
    if (!$is_ours) {
        return 'failure';
    }
    $is_payment = !isset($form['refund_fee']) && !isset($form['gmt_refund']);
    if ($is_payment && in_array($form['trade_status'] ?? '', PAID, true)) {
        $sale = $books['sales'][$id];
        $sale['status'] === 'PENDING' ? settle_paid($id) : ask($id, $sale);
    }
    return 'success';
}

// --- the adapter (docs/adapter.md of alipay-sim): what the suite asks of the shop -------------------

function refuse(int $status, string $reason): array
{
    return [$status, ['reason' => $reason]];
}

function start_sale(array $body): array
{
    if (($body['kind'] ?? '') !== 'barcode') {
        return refuse(400, 'this shop sells by payment code only');
    }
    if (empty($body['sale_id']) || empty($body['amount']) || empty($body['auth_code'])) {
        return refuse(400, 'sale_id, amount and auth_code must be there');
    }
    return books(function (array &$books) use ($body) {
        if (isset($books['sales'][$body['sale_id']])) {
            return refuse(409, 'this sale was started already');
        }
        $number = bin2hex(random_bytes(16));
        $books['sales'][$body['sale_id']] = [
            'number' => $number, 'amount' => $body['amount'], 'subject' => $body['subject'] ?? 'sale',
            'auth_code' => $body['auth_code'], 'status' => 'PENDING', 'effects' => [],
            'step' => 'PAY', 'tries' => 0, 'next_at' => 0,
        ];
        return [202, ['attempt_id' => $number]];
    });
}

function start_refund(array $body): array
{
    $refund_id = (string) ($body['refund_id'] ?? '');
    return books(function (array &$books) use ($body, $refund_id) {
        $known = $books['refunds'][$refund_id] ?? null;
        if ($known !== null) {
            return $known['amount'] === $body['amount'] ? [202, (object) []] : refuse(409, 'it has another amount');
        }
        $sale = $books['sales'][$body['sale_id']] ?? null;
        if (!in_array($sale['status'] ?? '', ['PAID', 'REFUNDED'], true)) {
            return refuse(409, 'the sale is not known to be paid');
        }
        $asked = hundredths($body['amount']);
        foreach ($books['refunds'] as $one) {
            $counts = $one['sale_id'] === $body['sale_id'] && $one['status'] !== 'FAILED';
            $asked += $counts ? hundredths($one['amount']) : 0;
        }
        if ($asked > hundredths($sale['amount'])) {
            return refuse(409, 'more than what is left');
        }
        $books['refunds'][$refund_id] = [
            'sale_id' => $body['sale_id'], 'amount' => $body['amount'], 'status' => 'PENDING',
            'tries' => 0, 'next_at' => 0,
        ];
        return [202, (object) []];
    });
}

function view(array $books, string $id): array
{
    $sale = $books['sales'][$id];
    $fen = 0;
    foreach ($books['refunds'] as $refund) {
        $fen += $refund['sale_id'] === $id && $refund['status'] === 'REFUNDED' ? hundredths($refund['amount']) : 0;
    }
    return [
        'status' => $sale['status'], 'refunded' => sprintf('%d.%02d', intdiv($fen, 100), $fen % 100),
        'attempts' => [['out_trade_no' => $sale['number'], 'status' => $sale['status']]],
        'effects' => $sale['effects'],
    ];
}

function of_sale(string $id, string $verb): array
{
    if (!isset(books(fn (array &$books) => $books)['sales'][$id])) {
        return refuse(404, 'no such sale');
    }
    if ($verb === 'pay-again') {
        // One number, one payment: this shop opens another sale instead.
        return refuse(409, 'this sale has its payment already');
    }
    if ($verb === 'cancel') {
        change($id, ['step' => 'CANCEL', 'tries' => 0, 'next_at' => 0]);
        return [202, (object) []];
    }
    alone($id, fn () => step($id));
    return [200, view(books(fn (array &$books) => $books), $id)];
}

function read_refund(string $refund_id): array
{
    $find = fn (array &$books) => $books['refunds'][$refund_id] ?? null;
    $refund = books($find);
    if ($refund === null) {
        return refuse(404, 'no such refund');
    }
    alone($refund['sale_id'], fn () => step($refund['sale_id']));
    $refund = books($find);
    return [200, ['status' => $refund['status'], 'amount' => $refund['amount']]];
}

function manual_query(array $body): array
{
    $books = books(fn (array &$books) => $books);
    $id = sale_numbered($books, (string) ($body['out_trade_no'] ?? ''));
    if ($id === null) {
        return refuse(404, 'no such order');
    }
    ask($id, $books['sales'][$id]);
    $status = books(fn (array &$books) => $books['sales'][$id]['status']);
    return [200, ['status' => $status, 'source' => 'gateway']];
}

function resolve_item(string $number): array
{
    $items = books(fn (array &$books) => $books['items']);
    return refuse(in_array($number, array_column($items, 'attempt'), true) ? 409 : 404, 'no such item to decide');
}

function answer(string $method, string $path, array $body): array
{
    [$what, $id, $verb] = array_slice(array_map('rawurldecode', explode('/', $path)), 2) + ['', '', ''];
    $call = "$method $what" . ($id === '' ? '' : '/:id') . ($verb === '' ? '' : "/$verb");
    return match ($call) {
        'GET capabilities' => [200, [
            'families' => ['O'], 'ops' => ['PAY', 'QUERY', 'CANCEL', 'REFUND'], 'time_scale' => SCALE,
            'client_timeout_ms' => 5000,
            'supports' => ['effects' => true, 'restart' => false, 'recon' => false, 'prompts' => false],
        ]],
        'POST sales' => start_sale($body),
        'GET sales/:id', 'POST sales/:id/cancel', 'POST sales/:id/pay-again' => of_sale($id, $verb),
        'POST refunds' => start_refund($body),
        'GET refunds/:id' => read_refund($id),
        'POST manual-query' => manual_query($body),
        'GET manual-items' => [200, books(fn (array &$books) => $books['items'])],
        'POST manual-items/:id/resolve' => resolve_item($id),
        'GET alerts' => [200, []],
        default => refuse(404, 'no such path'),
    };
}

$path = explode('?', $_SERVER['REQUEST_URI'])[0];
$text = file_get_contents('php://input');
if ($path === '/notify') {
    header('content-type: text/plain');
    echo notified($text);
    return true;
}
$body = json_decode($text === '' ? '{}' : $text, true);
[$status, $reply] = is_array($body) ? answer($_SERVER['REQUEST_METHOD'], $path, $body) : refuse(400, 'the body must be JSON');
http_response_code($status);
header('content-type: application/json');
echo json_encode($reply, JSON_UNESCAPED_UNICODE);
return true;
