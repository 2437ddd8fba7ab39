import { parseArgs } from 'node:util';
import { isTimezone } from './dates.cts';

export interface CommandLine {
	port: number;
	host: string;
	/** How many stores there are. */
	stores: number;
	storeId: string;
	apiKey: string;
	timezone: string;
	/** Where the state is kept between runs; "" keeps it in memory only. */
	data: string;
	/** The n8n that the console names. */
	n8nUrl: string;
	quiet: boolean;
	help: boolean;
}

export const usage = `Usage: order-desk-sandbox [options], or npm run sandbox -- [options]

  --port N         port to listen on (4010)
  --host NAME      address to listen on (127.0.0.1)
  --store-id ID    store id clients have to send (11)
  --api-key KEY    API key clients have to send (sandbox-api-key)
  --timezone ZONE  time zone of the store (America/Los_Angeles)
  --stores N       serve N stores (1): the others have ids that count on, the key KEY-ID, and zones of their own
  --data FILE      keep the state in this file between runs, that of further stores beside it
  --n8n-url URL    the n8n that the console names where it asks for a webhook URL (http://127.0.0.1:5678)
  --quiet          print only what is needed
`;

const MOST_STORES = 500;

/** Reads the command line; throws with a sentence when an option is unknown or wrong. */
export function readCommandLine(args: string[]): CommandLine {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: '4010' },
			host: { type: 'string', default: '127.0.0.1' },
			stores: { type: 'string', default: '1' },
			'store-id': { type: 'string', default: '11' },
			'api-key': { type: 'string', default: 'sandbox-api-key' },
			timezone: { type: 'string', default: 'America/Los_Angeles' },
			data: { type: 'string', default: '' },
			'n8n-url': { type: 'string', default: 'http://127.0.0.1:5678' },
			quiet: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new Error(`--port takes 0 to 65535, not "${values.port}".`);
	const stores = Number(values.stores);
	if (!Number.isInteger(stores) || stores < 1 || stores > MOST_STORES)
		throw new Error(`--stores takes 1 to ${MOST_STORES}, not "${values.stores}".`);
	if (!isTimezone(values.timezone))
		throw new Error(`--timezone takes a name such as Europe/Paris, not "${values.timezone}".`);
	const { host, timezone, data, quiet, help } = values;
	const { 'store-id': storeId, 'api-key': apiKey, 'n8n-url': n8nUrl } = values;
	return { port, host, stores, storeId, apiKey, timezone, data, n8nUrl, quiet, help };
}
