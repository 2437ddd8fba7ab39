import { createRequire } from 'node:module';
import { secrets } from './search.cts';

/** n8n's own, as far as it is used here. */
interface Logs {
	Logger: { prototype: { log: (this: object, level: string, message: string, metadata: object) => void } };
}

const fromCore = createRequire(require.resolve('n8n-core'));
const { Logger } = fromCore('@n8n/backend-common') as Logs;

// It is silent in tests, but is told everything all the same.
const { log } = Logger.prototype;
Logger.prototype.log = function (...entry) {
	secrets.look('log', entry);
	log.apply(this, entry);
};
