import type { IExecuteFunctions } from 'n8n-workflow';

import { orderDeskPolicy } from '../../../api/client/policy';
import type { Operation } from '../operation';

/** Beyond this many requests, somebody who watches the run wonders why it takes so long. */
const maxUnannounced = 50;

const inWords = (seconds: number): string =>
	seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60).toLocaleString('en')} minutes`;

/**
 * Tells in n8n's log and in the editor how long Order Desk's limit makes a run of many requests take. Whether it took
 * enough to be told.
 */
export const announceDuration = (context: IExecuteFunctions, { inBulk }: Operation, leastRequests: number): boolean => {
	if (leastRequests <= maxUnannounced) return false;
	const { capacity, refillPerSecond } = orderDeskPolicy;
	const seconds = (leastRequests - capacity) / refillPerSecond;
	const message = [
		`${leastRequests.toLocaleString('en')} requests or more take about ${inWords(seconds)} at Order Desk's limit of ${refillPerSecond} requests a second.`,
		...(inBulk ? [inBulk] : []),
	].join(' ');
	context.logger.info(`'${context.getNode().name}': ${message}`);
	context.addExecutionHints({ message, location: 'outputPane' });
	return true;
};
