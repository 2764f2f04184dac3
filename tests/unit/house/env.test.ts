import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseEnv, SettingError } from '@/lib/platform/env';
import { settings } from '@/lib/platform/settings';

describe('without any setting', () => {
  test('everything has its default', () => {
    expect(parseEnv({})).toEqual({
      adminToken: undefined,
      alertMinQuoteVolume: 50_000,
      alertThreshold: 3,
      appSecret: undefined,
      appUrl: 'http://localhost:3000',
      backfill: true,
      collectIntervalSeconds: 300,
      cronSecret: undefined,
      databasePoolSize: 10,
      databaseUrl: undefined,
      dataDir: '.data',
      demo: false,
      diskFullPercent: 90,
      edge: true,
      emails: { areSent: false, warnings: [] },
      heartbeatUrl: undefined,
      host: undefined,
      hsts: 'off',
      logLevel: 'info',
      logRetentionDays: 30,
      mailFrom: undefined,
      observationRetentionHours: 48,
      onVercel: false,
      operatorEmail: undefined,
      port: 3000,
      proxy: { httpProxy: undefined, httpsProxy: undefined, noProxy: undefined },
      resendApiKey: undefined,
      resendBaseUrl: 'https://api.resend.com',
      resendRequestsPerSecond: 2,
      resendWebhookSecret: undefined,
      rollupRetentionDays: 90,
      scheduler: true,
      sources:
        'kraken coinbaseexchange binance okx bybit kucoin gate bitfinex bitstamp mexc htx bitget cryptocom gemini'.split(
          ' ',
        ),
      sourceTimeoutSeconds: 10,
      sourceUrls: {},
      trustProxy: [],
    });
  });

  test('an empty value is no value', () => {
    expect(parseEnv({ PORT: '', SOURCES: '  ', ADMIN_TOKEN: '' })).toEqual(parseEnv({}));
  });
});

test('settings are read as what they mean', () => {
  const env = parseEnv({
    PORT: '8080',
    APP_URL: 'https://metrics.example.com/',
    SOURCES: 'kraken, binance,kraken',
    SOURCE_URLS: '{"kraken":"http://127.0.0.1:9/","binance":"https://mirror.example"}',
    SCHEDULER: 'off',
    COLLECT_INTERVAL: '1',
    SOURCE_TIMEOUT: '0.5',
    TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,fd00::/8',
  });
  expect(env).toMatchObject({
    port: 8080,
    appUrl: 'https://metrics.example.com',
    sources: ['kraken', 'binance'],
    trustProxy: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'],
    sourceUrls: { kraken: 'http://127.0.0.1:9', binance: 'https://mirror.example' },
    scheduler: false,
    collectIntervalSeconds: 1,
    sourceTimeoutSeconds: 0.5,
  });
});

test('links follow the port, and on Vercel the project', () => {
  expect(parseEnv({ PORT: '4000' }).appUrl).toBe('http://localhost:4000');
  expect(parseEnv({ HOST: '0.0.0.0' }).appUrl).toBe('http://localhost:3000');
  expect(parseEnv({ HOST: '10.0.0.7' }).appUrl).toBe('http://10.0.0.7:3000');
  expect(parseEnv({ HOST: '[::1]' })).toMatchObject({ host: '::1', appUrl: 'http://[::1]:3000' });
  expect(parseEnv({ VERCEL: '1', VERCEL_PROJECT_PRODUCTION_URL: 'tracker.vercel.app' }).appUrl).toBe(
    'https://tracker.vercel.app',
  );
});

test('the proxy is read by either of its names, in small letters first, with or without a scheme', () => {
  expect(parseEnv({ HTTPS_PROXY: 'http://a:3128', NO_PROXY: '.example' }).proxy).toEqual({
    httpProxy: undefined,
    httpsProxy: 'http://a:3128',
    noProxy: '.example',
  });
  expect(
    parseEnv({ HTTPS_PROXY: 'http://a:1', https_proxy: 'b:2', http_proxy: 'http://c:3' }).proxy,
  ).toMatchObject({
    httpProxy: 'http://c:3',
    httpsProxy: 'http://b:2',
  });
});

test('on Vercel nothing schedules itself', () => {
  expect(parseEnv({ VERCEL: '1', SCHEDULER: 'on' })).toMatchObject({ onVercel: true, scheduler: false });
});

describe('a setting that cannot be used', () => {
  test.each([
    ['PORT', 'abc', 'PORT is "abc": write a whole number from 1 to 65535, such as PORT=3000'],
    ['PORT', '0', 'PORT is "0": write a whole number from 1 to 65535, such as PORT=3000'],
    ['PORT', '65536', 'PORT is "65536": write a whole number from 1 to 65535, such as PORT=3000'],
    [
      'COLLECT_INTERVAL',
      '0.5',
      'COLLECT_INTERVAL is "0.5": write a whole number from 1 to 7200, such as COLLECT_INTERVAL=300',
    ],
    [
      'ALERT_THRESHOLD',
      '-3',
      'ALERT_THRESHOLD is "-3": write a number from 1.25 to 1000, such as ALERT_THRESHOLD=3',
    ],
    ['SCHEDULER', 'yes', 'SCHEDULER is "yes": write on or off, such as SCHEDULER=off'],
    [
      'SOURCES',
      'kraken;binance',
      'SOURCES is "kraken;binance": write exchange ids with commas between them, such as SOURCES=kraken,binance',
    ],
    [
      'SOURCE_URLS',
      '{"kraken":"nowhere"}',
      `SOURCE_URLS is "{"kraken":"nowhere"}": write JSON from exchange id to origin, such as SOURCE_URLS='{"kraken":"http://127.0.0.1:8080"}'`,
    ],
    [
      'SOURCE_URLS',
      'kraken',
      `SOURCE_URLS is "kraken": write JSON from exchange id to origin, such as SOURCE_URLS='{"kraken":"http://127.0.0.1:8080"}'`,
    ],
    [
      'APP_URL',
      'metrics.example.com',
      'APP_URL is "metrics.example.com": write the address that people open, such as APP_URL=https://metrics.example.com',
    ],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL is "loud": write debug, info, warn, error or silent, such as LOG_LEVEL=info',
    ],
    [
      'OBSERVATION_RETENTION_HOURS',
      '24',
      'OBSERVATION_RETENTION_HOURS is "24": write a whole number from 25 to 87600, such as OBSERVATION_RETENTION_HOURS=48',
    ],
    [
      'OPERATOR_EMAIL',
      'you at example.com',
      'OPERATOR_EMAIL is "you at example.com": write one e-mail address, such as OPERATOR_EMAIL=you@example.com',
    ],
    [
      'HEARTBEAT_URL',
      'hc-ping.com/hush',
      'HEARTBEAT_URL cannot be used: write the whole address to call, such as HEARTBEAT_URL=https://hc-ping.com/<uuid>',
    ],
    [
      'DISK_FULL_PERCENT',
      '100',
      'DISK_FULL_PERCENT is "100": write a whole number from 50 to 99, such as DISK_FULL_PERCENT=90',
    ],
    ...['ADMIN_TOKEN', 'APP_SECRET', 'CRON_SECRET'].map((name) => [
      name,
      'fifteen-letters',
      `${name} cannot be used: write 16 characters or more, such as \`openssl rand -hex 16\` prints`,
    ]),
    [
      'HOST',
      'my host',
      'HOST is "my host": write an address of this machine, such as HOST=127.0.0.1, or leave it out to listen on all of them',
    ],
    [
      'HTTPS_PROXY',
      'socks5://bob:hush@proxy:1080',
      'HTTPS_PROXY cannot be used: write the address of an HTTP proxy, such as HTTPS_PROXY=http://proxy.example.com:3128',
    ],
    ['HSTS', 'yes', 'HSTS is "yes": write off, on, subdomains or clear, such as HSTS=on'],
    [
      'HSTS',
      'on',
      'HSTS is "on": it needs an address with https, such as APP_URL=https://metrics.example.com; or write HSTS=off',
    ],
    [
      'DATA_DIR',
      '~/data',
      'DATA_DIR is "~/data": write the whole path, since ~ is not expanded, such as DATA_DIR=/srv/tracker',
    ],
    [
      'DATABASE_URL',
      'mysql://root:hush@db/x',
      'DATABASE_URL cannot be used: write an address such as DATABASE_URL=postgresql://user:password@host:5432/database',
    ],
  ])('%s=%s', (name, value, line) => {
    expect(() => parseEnv({ [name]: value })).toThrow(new SettingError(line));
  });

  test('is named beside every other one, one line each', () => {
    expect(() => parseEnv({ PORT: 'x', SCHEDULER: 'x' })).toThrow(/^PORT is "x".*\nSCHEDULER is "x".*$/);
  });
});

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const written = lines.flatMap((line) => /^#([A-Z_]+)=(.*)$/.exec(line)?.slice(1, 3).join('=') ?? []);

  test('names every setting and no other', () => {
    expect(written.map((line) => line.split('=')[0]).sort()).toEqual(Object.keys(settings.shape).sort());
  });

  test('sets nothing by itself', () => {
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });

  test('shows values that can be used', () => {
    const shown = Object.fromEntries(
      written.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(() => parseEnv(shown)).not.toThrow();
    const { APP_URL, DATABASE_URL, SOURCE_URLS, ...defaults } = shown;
    expect([APP_URL, DATABASE_URL, SOURCE_URLS]).not.toContain(undefined);
    expect(parseEnv(defaults)).toEqual(parseEnv({}));
  });
});
