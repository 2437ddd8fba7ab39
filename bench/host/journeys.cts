import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { OrderDeskApi } from '../../credentials/OrderDeskApi.credentials';
import { seededRandom } from '../../sandbox/index.cts';
import type { Random } from '../../sandbox/index.cts';
import { runInN8n } from '../virtual/n8n.cts';
import { anyLocation, anyPath } from './paths.cts';
import { startWitness, strays } from './servers.cts';
import type { Arrival, Witness } from './servers.cts';

const apiKey = 'bench-key-8fKq2Zt5Wm';
const base = '/api/v2';

/** What one execution asks for: its bucket lets so many through without a wait. */
const itemsAtOnce = 20;

const redirects = [300, 301, 302, 303, 305, 307, 308];

/** What became of the requests for a number of paths. */
export interface Journeys {
	/** Requests at the store, below its base path. */
	arrived: number;
	/** Requests at the store, for something else on its host. */
	strayed: number;
	/** Connections to another host. */
	abroad: number;
	/** Requests at another host that carried the API key. */
	keysAbroad: number;
	/** Addresses that hold the API key, anywhere. */
	keysInAddresses: number;
}

const holdsKey = ({ headers }: Arrival): boolean => JSON.stringify(headers).includes(apiKey);

const judge = (home: Witness, abroad: Witness): Journeys => {
	const strayed = home.arrivals.filter((arrival) => strays(base, arrival)).length;
	return {
		arrived: home.arrivals.length - strayed,
		strayed,
		abroad: abroad.connections,
		keysAbroad: abroad.arrivals.filter(holdsKey).length,
		keysInAddresses: [...home.arrivals, ...abroad.arrivals].filter(({ target }) => target.includes(apiKey)).length,
	};
};

const entries = (name: string, value: string) => ({ entries: [{ name, value }] });

/** The parameters of one execution; the path comes from each of its items. */
const anyParameters = (random: Random, port: number): INodeParameters => {
	const method = ['GET', 'GET', 'POST', 'PUT', 'DELETE'][Math.floor(random() * 5)] as string;
	const draw = random();
	return {
		resource: 'apiCall',
		operation: 'request',
		path: '={{ $json.path }}',
		method,
		allPages: method === 'GET' && draw < 0.2,
		...(method === 'POST' && { bodyFormat: 'json', jsonBody: '{"note":"x"}' }),
		...(draw > 0.8 && { headers: entries('X-Forwarded-Host', `127.0.0.1:${port}`) }),
		...(draw > 0.6 && { queryParameters: entries(`a#@127.0.0.1:${port}/`, `../..//127.0.0.1:${port}?#\r\n`) }),
	};
};

export interface JourneyOptions {
	paths: number;
	seed: number;
	nodeType: INodeType;
}

let executions = 0;

/**
 * Runs a node in n8n's own engine, with n8n's own HTTP requests over sockets, for so many paths. There is a store that
 * points to another address now and then, and another host on this machine; what counts is what arrives at the two.
 */
export const journeys = async ({ paths, seed, nodeType }: JourneyOptions): Promise<Journeys> => {
	const random = seededRandom(seed);
	const answers = seededRandom(seed + 1);
	const abroad = await startWitness((_, response) => response.end('{"status":"success"}'));
	const home = await startWitness((_, response) => {
		const isRedirect = answers() < 0.4;
		response.writeHead(isRedirect ? (redirects[Math.floor(answers() * redirects.length)] as number) : 200, {
			'content-type': 'application/json',
			...(isRedirect && { location: anyLocation(answers, abroad.port) }),
		});
		response.end('{"status":"success"}');
	});
	try {
		for (let left = paths; left > 0; left -= itemsAtOnce) {
			const items: IDataObject[] = Array.from({ length: Math.min(left, itemsAtOnce) }, () => ({
				path: anyPath(random, abroad.port),
			}));
			// Each has a store of its own, and so a full bucket.
			const storeId = String(++executions);
			const baseUrl = `http://127.0.0.1:${home.port}${base}`;
			await runInN8n({
				nodeType,
				parameters: anyParameters(random, abroad.port),
				items,
				credential: { name: 'orderDeskApi', type: new OrderDeskApi(), data: { storeId, apiKey, baseUrl } },
			});
		}
		return judge(home, abroad);
	} finally {
		await Promise.all([home.close(), abroad.close()]);
	}
};
