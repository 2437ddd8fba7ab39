import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { root } from '../support/release/repository.cts';

interface Service {
	image: string;
	command?: string;
	environment?: Record<string, string | number>;
	depends_on?: Record<string, { condition: string }>;
	healthcheck?: { test: string[] };
	volumes?: string[];
	configs?: Array<{ source: string }>;
	stop_grace_period?: string;
}
interface Compose {
	services: Record<string, Service>;
	configs: Record<string, { content: string }>;
	volumes: Record<string, null>;
}
type Settings = Record<string, string>;

const { load } = jest.requireActual<{ load: (text: string) => Compose }>('js-yaml');
const scripts = join(root, 'scripts');
const { SETTINGS } = jest.requireActual<{ SETTINGS: Settings }>(join(scripts, 'queue', 'world.cjs'));
const { HEALTH_PATH } = jest.requireActual<{ HEALTH_PATH: string }>(join(scripts, 'queue', 'n8n-processes.cjs'));
const { REDIS_SETTINGS } = jest.requireActual<{ REDIS_SETTINGS: string[] }>(
	join(scripts, 'queue', 'servers', 'redis.cjs'),
);
const { DURABLE_CURSORS } = jest.requireActual<{ DURABLE_CURSORS: Settings }>(
	join(scripts, 'start', 'check', 'polling.cjs'),
);
const { version } = jest.requireActual<{ OWN_HOST: { version: string } }>(join(scripts, 'install', 'n8n.cjs')).OWN_HOST;

const text = readFileSync(join(root, 'docs', 'queue-mode', 'compose.yaml'), 'utf8');
const advice = readFileSync(join(root, 'docs', 'queue-mode.md'), 'utf8').split(/^## /m)[1] ?? '';

/** Every setting that n8n's own configuration reads. */
const readByN8n = (): Set<string> => {
	const folder = dirname(require.resolve('@n8n/config'));
	const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.js'))
		.map((file) => readFileSync(join(folder, file), 'utf8'));
	const names = [...sources.join('\n').matchAll(/\bEnv\)\('(\w+)'/g)].map(([, name = '']) => name);
	// One is read by n8n's module for community packages, the other is younger than the configuration installed here.
	return new Set([...names, 'N8N_REINSTALL_MISSING_PACKAGES', 'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE']);
};
const known = readByN8n();

/** What differs between containers and the processes of a test on one machine. */
const ownPlace = ['N8N_ENCRYPTION_KEY', 'DB_POSTGRESDB_HOST', 'DB_POSTGRESDB_DATABASE', 'QUEUE_BULL_REDIS_HOST'];
const n8nPort = 5678;

const isN8n = ({ image }: Service): boolean => image.includes('n8nio/n8n');
const seconds = (duration = '0s'): number => parseInt(duration, 10);

/** What would not work, or is not what was tested. */
const faultsIn = (source: string): string[] => {
	const { services, configs, volumes } = load(source);
	const faults: string[] = [];
	const expectThat = (isTrue: boolean, fault: string) => void (isTrue || faults.push(fault));
	const { postgres, redis } = services;

	for (const [name, service] of Object.entries(services)) {
		const { image, environment = {}, depends_on: needed = {}, healthcheck } = service;
		expectThat(/:\d/.test(image), `${name}: ${image} has no version`);
		for (const [other, { condition }] of Object.entries(needed)) {
			const isHealthy = condition === 'service_healthy' && services[other]?.healthcheck !== undefined;
			expectThat(isHealthy, `${name} waits for ${other}, which does not tell that it is ready`);
		}
		if (!isN8n(service)) continue;
		expectThat(image.endsWith(`:${version}`), `${name}: not the n8n that is tested`);
		const address = `http://localhost:${n8nPort}${HEALTH_PATH}`;
		expectThat(healthcheck?.test.join(' ').includes(`'${address}'`) === true, `${name} is not asked at ${address}`);
		for (const setting of Object.keys(environment)) {
			expectThat(known.has(setting), `${name}: n8n reads no ${setting}`);
		}
		for (const [setting, value] of Object.entries({ ...SETTINGS, ...DURABLE_CURSORS })) {
			if (ownPlace.includes(setting)) continue;
			expectThat(String(environment[setting]) === value, `${name}: ${setting} is not ${value}, as in the test`);
		}
		for (const host of ['DB_POSTGRESDB_HOST', 'QUEUE_BULL_REDIS_HOST']) {
			expectThat(services[String(environment[host])] !== undefined, `${name}: nobody is the ${host}`);
		}
		const { POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD = '' } = postgres?.environment ?? {};
		expectThat(environment['DB_POSTGRESDB_USER'] === POSTGRES_USER, `${name}: another user of the database`);
		expectThat(environment['DB_POSTGRESDB_DATABASE'] === POSTGRES_DB, `${name}: another database`);
		const password = String(environment['DB_POSTGRESDB_PASSWORD']).replace(':?', '');
		expectThat(password === POSTGRES_PASSWORD, `${name}: another password of the database`);
		const patience = Number(environment['N8N_GRACEFUL_SHUTDOWN_TIMEOUT'] ?? 0);
		expectThat(patience <= seconds(service.stop_grace_period), `${name} is killed before its executions end`);
	}

	expectThat(redis?.command?.endsWith(REDIS_SETTINGS.join(' ')) === true, 'Redis is not set as in the test');
	const proxy = configs['caddyfile']?.content ?? '';
	const targets = [...proxy.matchAll(/(?:dynamic a (\S+) (\d+)|reverse_proxy (\w+):(\d+))/g)];
	expectThat(targets.length === 2, 'the proxy does not tell posts from the editor');
	for (const [, a, aPort, b, bPort] of targets) {
		expectThat(isN8n(services[a ?? b ?? ''] ?? { image: '' }), `the proxy leads to ${a ?? b}, which is no n8n`);
		expectThat(Number(aPort ?? bPort) === n8nPort, `the proxy leads to port ${aPort ?? bPort}`);
	}

	const all = Object.values(services);
	const mounted = all.flatMap(({ volumes: own = [] }) => own.map((volume) => volume.split(':')[0]));
	expect([...new Set(mounted)].sort()).toEqual(Object.keys(volumes).sort());
	expect(all.flatMap(({ configs: own = [] }) => own.map(({ source }) => source))).toEqual(Object.keys(configs));
	const optional = [...source.matchAll(/(?<!\$)\$\{(\w+)\}/g)].map(([, name = '']) => name);
	for (const name of optional) expectThat(source.includes(`\${${name}:?}`), `nobody notices that ${name} is missing`);
	return faults;
};

describe('the compose file for queue mode', () => {
	it('holds together, and is set as in npm run test:queue', () => {
		expect(faultsIn(text)).toEqual([]);
	});

	it('sets what docs/queue-mode.md advises, and leaves the lock of the workers at its default', () => {
		const { services } = load(text);
		const set = Object.values(services).flatMap(({ environment = {} }) => Object.keys(environment));
		const advised = [...advice.matchAll(/`([A-Z][A-Z0-9_]{5,})/g)].map(([, name = '']) => name);
		expect(advised.length).toBeGreaterThan(6);
		expect(advised.filter((name) => !set.includes(name))).toEqual(['QUEUE_WORKER_LOCK_DURATION']);
	});

	it.each([
		['another n8n', 'n8n:2.41.1', 'n8n:2.40.0', 'not the n8n that is tested'],
		['a setting that n8n does not read', 'EXECUTIONS_MODE', 'EXECUTION_MODE', 'n8n reads no EXECUTION_MODE'],
		['a value that was not tried', 'POOL_SIZE: 10', 'POOL_SIZE: 2', 'DB_POSTGRESDB_POOL_SIZE is not 10'],
		['cursors that are not durable', "CURSORS_ENABLED: 'true'", "CURSORS_ENABLED: 'false'", 'CURSORS_ENABLED is not'],
		['a host that is not there', 'REDIS_HOST: redis', 'REDIS_HOST: rediss', 'nobody is the QUEUE_BULL_REDIS_HOST'],
		['a Redis that forgets', 'appendfsync always', 'appendfsync no', 'Redis is not set'],
		['another port', 'reverse_proxy main:5678', 'reverse_proxy main:80', 'port 80'],
		['another user of the database', 'POSTGRES_USER: n8n', 'POSTGRES_USER: me', 'another user'],
		['an impatient stop', 'stop_grace_period: 120s', 'stop_grace_period: 10s', 'killed before'],
		['a health check that is gone', 'healthcheck: { test: [CMD, redis-cli', 'x: { test: [CMD, redis-cli', 'is ready'],
		['a variable nobody demands', '${N8N_ENCRYPTION_KEY:?}', '${N8N_ENCRYPTION_KEY}', 'is missing'],
	])('with %s does not: a negative control', (_, right, wrong, fault) => {
		expect(text).toContain(right);
		expect(faultsIn(text.replace(right, wrong)).join('\n')).toContain(fault);
	});
});
